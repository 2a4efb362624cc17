"""Differences of two models with their intervals, beside the line of no difference."""

from collections.abc import Mapping

import plotly.graph_objects as go

from engine.evaluation.intervals import Difference
from engine.views.figures.theme import finish, plain, plain_all, series_color


def difference_bars(
    differences: Mapping[str, Difference], axis_name: str = "difference in F1"
) -> go.Figure:
    """A point with its 95% interval for each named difference; zero is a dashed line."""
    found = list(differences.values())
    figure = go.Figure()
    figure.add_scatter(
        x=[difference.delta for difference in found],
        y=plain_all(differences),
        mode="markers",
        marker={"color": series_color(0), "size": 12, "symbol": "diamond"},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [difference.ci95[1] - difference.delta for difference in found],
            "arrayminus": [difference.delta - difference.ci95[0] for difference in found],
            "thickness": 2,
            "width": 6,
        },
        customdata=[(*difference.ci95, difference.p_value) for difference in found],
        hovertemplate=(
            "%{y}<br>%{x:+.1%} [%{customdata[0]:+.1%}, %{customdata[1]:+.1%}]"
            "<br>p = %{customdata[2]:.3f}<extra></extra>"
        ),
        showlegend=False,
    )
    figure.add_vline(x=0, line={"color": series_color(2), "dash": "dash", "width": 2})
    widest = max((abs(end) for difference in found for end in difference.ci95), default=0) or 0.01
    figure.update_xaxes(
        title_text=plain(axis_name), tickformat="+.1%", range=[-1.15 * widest, 1.15 * widest]
    )
    figure.update_yaxes(type="category", autorange="reversed")
    return finish(figure, height=140 + 60 * max(1, len(found)))
