"""Scores by number of layers (Fig. 2) and by training step (Fig. 3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """Validation F1 and, where known, loss at each of ``steps``; ``test_f1`` is a dotted line."""

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
            _add_line(figure, i, (1, column), curve.name, layers, values, percent=True)
    figure.update_xaxes(title_text="layers", dtick=1)
    figure.update_yaxes(tickformat=PERCENT, rangemode="tozero")
    return finish(figure)


@dataclass(frozen=True, slots=True)
class TrainingWords:
    """What stands on the training curves."""

    f1: str = "validation micro F1"
    loss: str = "validation loss"
    step: str = "step"
    test: str = "test"


_ENGLISH = TrainingWords()
_FAR_APART = 10  # losses that differ by more than this need a logarithmic axis


def training_curves(
    curves: Sequence[TrainingCurve], words: TrainingWords | None = None, stacked: bool = False
) -> go.Figure:
    """Validation F1 and validation loss over training steps, beside or above each other."""
    f1_name = f"validation {curves[0].f1_name}" if curves else _ENGLISH.f1
    words = words or replace(_ENGLISH, f1=f1_name)
    titles = (plain(words.f1), plain(words.loss))
    f1, loss = ((1, 1), (2, 1)) if stacked else ((1, 1), (1, 2))
    figure = make_subplots(*loss, subplot_titles=titles, vertical_spacing=0.2 if stacked else None)
    for i, curve in enumerate(curves):
        _add_line(figure, i, f1, curve.name, curve.steps, curve.f1, percent=True)
        if curve.loss:
            _add_line(figure, i, loss, curve.name, curve.steps, curve.loss, percent=False)
        if curve.test_f1 is not None:
            figure.add_hline(
                y=curve.test_f1,
                line={"color": series_color(i), "dash": "dot", "width": 1.5},
                name=f"{plain(curve.name)}: {plain(words.test)} {curve.test_f1:.1%}",
                showlegend=True,
                row=f1[0],
                col=f1[1],
            )
    figure.update_xaxes(title_text=plain(words.step))
    figure.update_yaxes(rangemode="tozero")
    figure.update_yaxes(tickformat=PERCENT, row=f1[0], col=f1[1])
    if _far_apart(curves):
        figure.update_yaxes(type="log", dtick="D2", row=loss[0], col=loss[1])
    return finish(figure, height=720 if stacked else 420)


def _far_apart(curves: Sequence[TrainingCurve]) -> bool:
    losses = [value for curve in curves for value in curve.loss if value > 0]
    return bool(losses) and max(losses) > _FAR_APART * min(losses)


def _add_line(
    figure: go.Figure,
    index: int,
    place: tuple[int, int],
    name: str,
    x: Sequence[int],
    y: Sequence[float],
    percent: bool,
) -> None:
    """One series at ``place``, a row and column; its panels share a legend entry."""
    if len(x) != len(y):
        raise ValueError(f"expected {len(x)} values in curve {name!r}, got {len(y)}")
    value = "%{y:.1%}" if percent else "%{y:.3f}"
    figure.add_scatter(
        x=list(x),
        y=list(y),
        name=plain(name),
        legendgroup=plain(name),
        showlegend=place == (1, 1),
        hovertemplate=f"{plain(name)}<br>%{{x}}: {value}<extra></extra>",
        row=place[0],
        col=place[1],
        **line_style(index),
    )
