"""What a corpus holds: spans by label and set, commonest surfaces, lengths, new surfaces."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from engine.corpus.counts import NewPart
from engine.views.figures.theme import (
    PERCENT,
    bar_style,
    finish,
    legend_above,
    plain,
    plain_all,
    series_color,
)

_ROW = 30  # pixels of a horizontal bar
_MOST_BARS = 10  # of lengths: more would turn the names under them


@dataclass(frozen=True, slots=True)
class AxisTitles:
    """What stands along the two axes, in the language of the page."""

    x: str
    y: str


def span_bars(sets: Mapping[str, Mapping[str, int]], titles: AxisTitles) -> go.Figure:
    """Grouped bars: spans by label, a bar a set of documents."""
    figure = go.Figure()
    for i, (name, labels) in enumerate(sets.items()):
        figure.add_bar(
            x=plain_all(labels),
            y=list(labels.values()),
            name=plain(name),
            marker=bar_style(i),
            hovertemplate=f"{plain(name)}<br>%{{x}}: %{{y}}<extra></extra>",
        )
    figure.update_layout(barmode="group")
    figure.update_yaxes(title_text=plain(titles.y))
    return legend_above(finish(figure, height=380))


def surface_bars(counts: Sequence[tuple[str, int]], color: str, titles: AxisTitles) -> go.Figure:
    """Horizontal bars of surfaces, the first on top; counts are whole numbers."""
    names = plain_all(name for name, _ in counts)
    figure = go.Figure(
        go.Bar(
            x=[count for _, count in counts],
            y=names,
            orientation="h",
            marker_color=color,
            text=[str(count) for _, count in counts],
            hovertemplate="%{y}: %{x}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=plain(titles.x), rangemode="tozero", tickformat="d")
    figure.update_yaxes(type="category", autorange="reversed", title_text=plain(titles.y))
    return finish(figure, height=110 + _ROW * max(len(names), 3))


def length_bars(sets: Mapping[str, Sequence[int]], titles: AxisTitles, step: int = 1) -> go.Figure:
    """Share of texts (or spans) by length in words, ``step`` lengths a bar, a bar a set.

    At most ten bars a set: the last then holds all that is longer.
    """
    figure = go.Figure()
    last = max((length for lengths in sets.values() for length in lengths), default=0)
    bins = range(min(-(-last // step), _MOST_BARS))
    names = [str(i + 1) if step == 1 else f"{i * step + 1}–{(i + 1) * step}" for i in bins]
    if last > len(names) * step:
        names[-1] = f"{bins[-1] * step + 1}+"
    for i, (name, lengths) in enumerate(sets.items()):
        counts = Counter(min((length - 1) // step, bins[-1]) for length in lengths)
        figure.add_bar(
            x=names,
            y=[counts[place] / max(len(lengths), 1) for place in bins],
            name=plain(name),
            marker=bar_style(i),
            hovertemplate=f"{plain(name)}<br>%{{x}}: %{{y:.1%}}<extra></extra>",
        )
    figure.update_layout(barmode="group")
    figure.update_xaxes(title_text=plain(titles.x), type="category")
    figure.update_yaxes(title_text=plain(titles.y), tickformat=PERCENT)
    return legend_above(finish(figure, height=340))


def novelty_bars(labels: Mapping[str, NewPart], titles: AxisTitles) -> go.Figure:
    """Share of each label's surfaces that training does not have, counts on the bars."""
    figure = go.Figure(
        go.Bar(
            x=[part.share for part in labels.values()],
            y=plain_all(labels),
            orientation="h",
            marker_color=series_color(0),
            text=[f"{part.unseen}/{part.all}" for part in labels.values()],
            hovertemplate="%{y}: %{x:.0%}<extra></extra>",
        )
    )
    figure.update_xaxes(title_text=plain(titles.x), tickformat=PERCENT, range=[0, 1])
    figure.update_yaxes(type="category", autorange="reversed", title_text=plain(titles.y))
    return finish(figure, height=110 + _ROW * max(len(labels), 3))
