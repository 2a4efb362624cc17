"""Precision, recall and F1 over the threshold, and precision over recall."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from engine.evaluation.thresholds import ThresholdPoint
from engine.views.figures.theme import (
    NEUTRAL,
    PERCENT,
    SERIES_DASHES,
    finish,
    plain,
    series_color,
)


@dataclass(frozen=True, slots=True)
class ThresholdWords:
    """What stands on the curves."""

    threshold: str = "threshold"
    precision: str = "precision"
    recall: str = "recall"
    f1: str = "micro F1"
    share: str = "share"
    chosen: str = "chosen threshold"


ENGLISH = ThresholdWords()


def threshold_lines(
    curve: Sequence[ThresholdPoint], chosen: float | None = None, words: ThresholdWords = ENGLISH
) -> go.Figure:
    """Three lines over the threshold; a dashed upright line at the ``chosen`` one."""
    figure = go.Figure()
    thresholds = [point.threshold for point in curve]
    lines: dict[str, list[float | None]] = {
        words.precision: [_precision(point) for point in curve],
        words.recall: [point.counts.recall for point in curve],
        words.f1: [point.counts.f1 for point in curve],
    }
    for i, (name, values) in enumerate(lines.items()):
        figure.add_scatter(
            x=thresholds,
            y=values,
            name=plain(name),
            mode="lines",
            line={"color": series_color(i), "dash": SERIES_DASHES[i], "width": 2.5},
            hovertemplate=f"{plain(name)} %{{y:.1%}}<br>%{{x:.2f}}<extra></extra>",
        )
    if chosen is not None:
        figure.add_vline(x=chosen, line={"color": NEUTRAL, "dash": "dash", "width": 2})
    figure.update_xaxes(title_text=plain(words.threshold), range=[0, 1])
    figure.update_yaxes(title_text=plain(words.share), tickformat=PERCENT, range=[0, 1])
    return finish(figure)


def precision_recall(
    curve: Sequence[ThresholdPoint], chosen: float | None = None, words: ThresholdWords = ENGLISH
) -> go.Figure:
    """Precision over recall, a point a threshold that keeps a span; the chosen one large."""
    kept = [point for point in curve if point.counts.tp + point.counts.fp]
    figure = go.Figure()
    _add_points(figure, kept, "lines", series_color(0), words.precision)
    near = sorted(kept, key=lambda point: abs(point.threshold - (chosen or 0)))[:1]
    if chosen is not None:
        _add_points(figure, near, "markers", series_color(2), words.chosen)
    figure.update_layout(showlegend=False)
    figure.update_xaxes(title_text=plain(words.recall), tickformat=PERCENT, range=[0, 1])
    figure.update_yaxes(title_text=plain(words.precision), tickformat=PERCENT, range=[0, 1])
    return finish(figure)


def _precision(point: ThresholdPoint) -> float | None:
    """None where no span is kept: 0/0 is no precision."""
    return point.counts.precision if point.counts.tp + point.counts.fp else None


def _add_points(
    figure: go.Figure, points: Sequence[ThresholdPoint], mode: str, color: str, name: str
) -> None:
    figure.add_scatter(
        x=[point.counts.recall for point in points],
        y=[point.counts.precision for point in points],
        customdata=[point.threshold for point in points],
        mode=mode,
        name=plain(name),
        line={"color": color, "width": 2.5},
        marker={"color": color, "size": 12},
        hovertemplate="%{customdata:.2f}: %{y:.1%} / %{x:.1%}<extra></extra>",
    )
