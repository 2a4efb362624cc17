"""One score by number of layers, a line a model (one half of Fig. 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from engine.views.figures.theme import PERCENT, finish, line_style, plain

_FAINT = "#8a8f94"  # at least 3 to 1 against the light and the dark page


@dataclass(frozen=True, slots=True)
class DepthCurve:
    """A model's score with its first 1, 2, … layers. ``faint``: laid beside, not ours."""

    name: str
    values: tuple[float, ...]
    faint: bool = False


def depth_curves(curves: Sequence[DepthCurve], score: str, layers: str) -> go.Figure:
    """Lines over the number of layers; ``score`` is the title, ``layers`` the axis's."""
    figure = go.Figure()
    for i, curve in enumerate(curves):
        figure.add_scatter(
            x=list(range(1, len(curve.values) + 1)),
            y=list(curve.values),
            name=plain(curve.name),
            hovertemplate=f"{plain(curve.name)}<br>%{{x}}: %{{y:.1%}}<extra></extra>",
            **line_style(i),
        )
        if curve.faint:
            figure.data[-1].update(line_color=_FAINT, marker_color=_FAINT)
    figure.update_xaxes(title_text=plain(layers), dtick=1)
    figure.update_yaxes(tickformat=PERCENT, range=[0, 1])
    figure.update_layout(showlegend=True, title={"text": plain(score), "font": {"size": 15}})
    return finish(figure, height=480)
