"""One score a model as plain bars, with a line for what no skill at all would get."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from engine.evaluation.intervals import Interval
from engine.views.figures.theme import NEUTRAL, PERCENT, finish, plain, plain_all, series_color

_BESIDE = "#999999"  # bars of others
_PATTERN = {"shape": "/", "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.4}


@dataclass(frozen=True, slots=True)
class MeasureBar:
    """A model's score with its 95% interval, where it has one, and another's beside it."""

    name: str
    value: float
    ci95: Interval | None = None
    beside: float | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """A dashed line across the bars."""

    value: float
    name: str


def measure_bars(
    bars: Sequence[MeasureBar],
    measure: str,
    baseline: Baseline | None = None,
    beside: str = "",
) -> go.Figure:
    """Bars from 0 to 100%, so that a switch of ``measure`` shows as a change of height.

    ``beside`` names the second bars, which are hatched.
    """
    figure = go.Figure()
    figure.add_bar(
        x=plain_all(bar.name for bar in bars),
        y=[bar.value for bar in bars],
        text=[f"{bar.value:.1%}" for bar in bars],
        error_y=_error_bars(bars),
        marker_color=series_color(0),
        name=plain(measure),
        hovertemplate=f"%{{x}}<br>{plain(measure)} %{{y:.1%}}<extra></extra>",
    )
    if any(bar.beside is not None for bar in bars):
        _add_beside(figure, bars, beside)
    if baseline:
        figure.add_hline(
            y=baseline.value,
            line={"color": series_color(2), "dash": "dash", "width": 2},
            name=f"{plain(baseline.name)}: {baseline.value:.1%}",
            showlegend=True,
        )
    figure.update_traces(textposition="inside", insidetextanchor="middle", textangle=0)
    figure.update_layout(barmode="group", showlegend=True)
    figure.update_xaxes(type="category")
    figure.update_yaxes(title_text=plain(measure), tickformat=PERCENT, range=[0, 1])
    return finish(figure)


def _add_beside(figure: go.Figure, bars: Sequence[MeasureBar], name: str) -> None:
    figure.add_bar(
        x=plain_all(bar.name for bar in bars),
        y=[bar.beside for bar in bars],
        text=[f"{bar.beside:.1%}" if bar.beside is not None else "" for bar in bars],
        marker={"color": _BESIDE, "pattern": _PATTERN},
        name=plain(name),
        hovertemplate=f"{plain(name)}<br>%{{x}} %{{y:.1%}}<extra></extra>",
    )


def _error_bars(bars: Sequence[MeasureBar]) -> dict[str, object] | None:
    if not any(bar.ci95 for bar in bars):
        return None
    ends = [bar.ci95 or (bar.value, bar.value) for bar in bars]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - bar.value for (_, high), bar in zip(ends, bars, strict=True)],
        "arrayminus": [bar.value - low for (low, _), bar in zip(ends, bars, strict=True)],
        "color": NEUTRAL,
        "thickness": 1.5,
        "width": 3,
    }
