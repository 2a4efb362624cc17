"""F1 against latency, with the size on disk as the area of a bubble."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from engine.evaluation.measured import MEGA
from engine.views.figures.theme import PERCENT, finish, plain, series_color

_LARGEST = 70  # diameter of the largest bubble in pixels
_SMALLEST = 6
_SIDES = ("top center", "bottom center")


@dataclass(frozen=True, slots=True)
class Bubble:
    """One model: median latency in milliseconds, F1, and bytes on disk."""

    name: str
    p50_ms: float
    f1: float
    size_bytes: int


def latency_bubbles(
    models: Sequence[Bubble],
    f1_name: str = "micro F1",
    latency_name: str = "p50 latency (ms)",
) -> go.Figure:
    """Bubbles whose area is proportional to ``size_bytes``; customdata is (name, bytes).

    Only a bubble under six pixels across is drawn larger than its due.
    """
    figure = go.Figure()
    largest = max((model.size_bytes for model in models), default=0) or 1
    ranks = sorted(range(len(models)), key=lambda i: models[i].p50_ms)
    for i, model in enumerate(models):
        name = plain(model.name)
        figure.add_scatter(
            x=[model.p50_ms],
            y=[model.f1],
            mode="markers+text",
            name=name,
            text=[name],
            textposition=_SIDES[ranks.index(i) % 2],  # neighbors do not write over each other
            customdata=[(model.name, model.size_bytes)],
            marker=_marker(i, model.size_bytes, largest),
            hovertemplate=(
                f"{name}<br>%{{x:.1f}} ms<br>{plain(f1_name)} %{{y:.1%}}<br>"
                f"{model.size_bytes / MEGA:.1f} MB<extra></extra>"
            ),
        )
    figure.update_layout(clickmode="event+select", showlegend=False)
    figure.update_xaxes(title_text=plain(latency_name), rangemode="tozero")
    top = 1.3 * max((model.f1 for model in models), default=0) or 1  # room for the names
    figure.update_yaxes(title_text=plain(f1_name), tickformat=PERCENT, range=[0, top])
    return finish(figure)


def _marker(index: int, size: int, largest: int) -> dict[str, Any]:
    return {
        "color": series_color(index),
        "opacity": 0.75,
        "size": [size],
        "sizemin": _SMALLEST / 2,
        "sizemode": "area",
        "sizeref": 2 * largest / _LARGEST**2,  # plotly's rule for area
    }
