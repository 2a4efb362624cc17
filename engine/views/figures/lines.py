"""Plain lines over a training's steps, for a page that watches it."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from engine.views.figures.theme import PERCENT, finish, line_style, plain

_MARKED = 30  # a line of more points is drawn without a symbol at each


@dataclass(frozen=True, slots=True)
class Line:
    """A named line through (step, value) points; ``index`` keeps its color and dash."""

    name: str
    points: tuple[tuple[int, float], ...]
    index: int


def step_lines(lines: Sequence[Line], step: str, value: str, *, percent: bool = False) -> go.Figure:
    """The lines that have points, over one axis titled ``step``; shares as percent, 0 to 100."""
    figure = go.Figure()
    number = "%{y:.1%}" if percent else "%{y:.3f}"
    for line in lines:
        if not line.points:
            continue
        style = line_style(line.index)
        if len(line.points) > _MARKED:
            style["mode"] = "lines"
        figure.add_scatter(
            x=[step for step, _ in line.points],
            y=[value for _, value in line.points],
            name=plain(line.name),
            showlegend=len(lines) > 1,
            hovertemplate=f"{plain(line.name)}<br>%{{x}}: {number}<extra></extra>",
            **style,
        )
    figure.update_xaxes(title_text=plain(step), rangemode="tozero")
    figure.update_yaxes(title_text=plain(value), rangemode="tozero")
    if percent:
        figure.update_yaxes(tickformat=PERCENT, range=[0, 1.05])
    finish(figure, height=340)
    return figure.update_layout(legend_y=-0.35)  # a low figure: below the axis title
