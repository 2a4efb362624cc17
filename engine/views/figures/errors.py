"""Kinds of error by label, stacked."""

from collections.abc import Mapping
from types import MappingProxyType

import plotly.graph_objects as go

from engine.views.figures.theme import bar_style, finish, plain, plain_all

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def error_bars(
    errors: Mapping[str, Mapping[str, int]],
    kinds: Mapping[str, str] = _NO_NAMES,
    names: Mapping[str, str] = _NO_NAMES,
    count_name: str = "errors",
) -> go.Figure:
    """Lying bars, one a label, of the numbers of errors by kind.

    ``errors`` is by kind and label; ``kinds`` and ``names`` are shown in place of kinds
    and labels. Each part's customdata is (kind, label, count).
    """
    figure = go.Figure()
    for i, (kind, counts) in enumerate(errors.items()):
        name = plain(kinds.get(kind, kind))
        figure.add_bar(
            y=plain_all(names.get(label, label) for label in counts),
            x=list(counts.values()),
            orientation="h",
            name=name,
            marker=bar_style(i),
            customdata=[(kind, label, count) for label, count in counts.items()],
            hovertemplate=f"{name}<br>%{{y}}: %{{x}}<extra></extra>",
            unselected={"marker": {"opacity": 1}},  # a click must not dim the others
        )
    figure.update_layout(barmode="stack", clickmode="event+select")
    figure.update_xaxes(title_text=plain(count_name))
    figure.update_yaxes(type="category", autorange="reversed")
    finish(figure, height=440)
    figure.update_layout(legend={"traceorder": "normal"})  # as the parts of a bar follow
    return figure
