"""Reliability diagram: how often spans of a score are right (Guo et al. 2017, Fig. 1)."""

from dataclasses import dataclass

import plotly.graph_objects as go

from engine.evaluation.calibration import Calibration
from engine.views.figures.theme import PERCENT, finish, plain, series_color


@dataclass(frozen=True, slots=True)
class ReliabilityWords:
    """What stands on the diagram."""

    score: str = "span score"
    right: str = "share that is right"
    count: str = "spans"
    ideal: str = "perfectly calibrated"


_ENGLISH = ReliabilityWords()


def reliability_diagram(calibration: Calibration, words: ReliabilityWords = _ENGLISH) -> go.Figure:
    """A bar a bin with spans in it, and the diagonal that a calibrated model follows."""
    bins = [bin_ for bin_ in calibration.bins if bin_.count]
    figure = go.Figure()
    figure.add_bar(
        x=[(bin_.low + bin_.high) / 2 for bin_ in bins],
        y=[bin_.hit_share for bin_ in bins],
        width=[bin_.high - bin_.low for bin_ in bins],
        name=plain(words.right),
        marker={"color": series_color(0), "line": {"color": "#ffffff", "width": 1}},
        customdata=[(bin_.low, bin_.high, bin_.count, bin_.mean_score) for bin_ in bins],
        hovertemplate=(
            "%{customdata[0]:.1f}–%{customdata[1]:.1f}<br>"
            f"{plain(words.right)} %{{y:.1%}}<br>"
            f"{plain(words.score)} %{{customdata[3]:.2f}}<br>"
            f"{plain(words.count)} %{{customdata[2]}}<extra></extra>"
        ),
    )
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        mode="lines",
        name=plain(words.ideal),
        line={"color": series_color(2), "dash": "dash", "width": 2},
        hoverinfo="skip",
    )
    figure.update_xaxes(title_text=plain(words.score), range=[0, 1])
    figure.update_yaxes(title_text=plain(words.right), tickformat=PERCENT, range=[0, 1])
    return finish(figure)
