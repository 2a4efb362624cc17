"""Scores by number of layers (Fig. 2) and by training step (Fig. 3)."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine.views.figures.theme import PERCENT, finish, line_style, plain, series_color


@dataclass(frozen=True, slots=True)
class TruncationCurve:
    """A model cut to its first 1, 2, … layers: F1 and token accuracy of each."""

    name: str
    f1: tuple[float, ...]
    token_accuracy: tuple[float, ...]
    f1_name: str = "micro F1"


@dataclass(frozen=True, slots=True)
class TrainingCurve:
    """Validation F1 and loss at each of ``steps``; ``test_f1`` is a dotted line."""

    name: str
    steps: tuple[int, ...]
    f1: tuple[float, ...]
    loss: tuple[float, ...]
    test_f1: float | None = None
    f1_name: str = "micro F1"


def truncation_curves(curves: Sequence[TruncationCurve]) -> go.Figure:
    """F1 on the left, token accuracy on the right, over the number of layers."""
    f1_name = curves[0].f1_name if curves else "F1"
    figure = make_subplots(cols=2, subplot_titles=(plain(f1_name), "token accuracy"))
    for i, curve in enumerate(curves):
        for column, values in enumerate((curve.f1, curve.token_accuracy), 1):
            layers = list(range(1, len(values) + 1))
            _add_line(figure, i, column, curve.name, layers, values, percent=True)
    figure.update_xaxes(title_text="layers", dtick=1)
    figure.update_yaxes(tickformat=PERCENT, rangemode="tozero")
    return finish(figure)


def training_curves(curves: Sequence[TrainingCurve]) -> go.Figure:
    """Validation F1 on the left, validation loss on the right, over training steps."""
    f1_name = curves[0].f1_name if curves else "F1"
    titles = (f"validation {plain(f1_name)}", "validation loss")
    figure = make_subplots(cols=2, subplot_titles=titles)
    for i, curve in enumerate(curves):
        _add_line(figure, i, 1, curve.name, curve.steps, curve.f1, percent=True)
        _add_line(figure, i, 2, curve.name, curve.steps, curve.loss, percent=False)
        if curve.test_f1 is not None:
            figure.add_hline(
                y=curve.test_f1,
                line={"color": series_color(i), "dash": "dot", "width": 1.5},
                name=f"{plain(curve.name)}: test {curve.test_f1:.1%}",
                showlegend=True,
                col=1,
                row=1,
            )
    figure.update_xaxes(title_text="step")
    figure.update_yaxes(rangemode="tozero")
    figure.update_yaxes(tickformat=PERCENT, col=1)
    return finish(figure)


def _add_line(
    figure: go.Figure,
    index: int,
    column: int,
    name: str,
    x: Sequence[int],
    y: Sequence[float],
    percent: bool,
) -> None:
    """One series in one column; both columns of a series share a legend entry."""
    if len(x) != len(y):
        raise ValueError(f"expected {len(x)} values in curve {name!r}, got {len(y)}")
    value = "%{y:.1%}" if percent else "%{y:.3f}"
    figure.add_scatter(
        x=list(x),
        y=list(y),
        name=plain(name),
        legendgroup=plain(name),
        showlegend=column == 1,
        hovertemplate=f"{plain(name)}<br>%{{x}}: {value}<extra></extra>",
        row=1,
        col=column,
        **line_style(index),
    )
