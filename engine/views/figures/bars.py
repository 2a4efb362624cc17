"""F1 by label, a bar a model, with each model's mean as a dashed line (Fig. 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import plotly.graph_objects as go

from engine.evaluation.intervals import Interval
from engine.evaluation.scores import Scores
from engine.views.figures.theme import (
    NEUTRAL,
    PERCENT,
    bar_style,
    finish,
    legend_above,
    plain,
    series_color,
)

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LabelBars:
    """One model: F1 by label, its mean with the mean's right name, 95% intervals."""

    name: str
    f1: Mapping[str, float]
    mean: float
    mean_name: str = "macro F1"
    ci95: Mapping[str, Interval] = field(default_factory=dict)

    @classmethod
    def from_scores(cls, name: str, scores: Scores) -> "LabelBars":
        """The bars of a model's ``scores`` under one protocol."""
        return cls(
            name,
            {label: score.f1 for label, score in scores.labels.items()},
            scores.macro.f1,
            ci95={label: score.ci95 for label, score in scores.labels.items()},
        )


def label_bars(
    models: Sequence[LabelBars],
    support: Mapping[str, int],
    names: Mapping[str, str] = _NO_NAMES,
    f1_name: str = "F1",
) -> go.Figure:
    """Grouped bars over the labels of ``support``, whose numbers stand on the axis.

    A label that a model lacks has no bar. Each point's customdata is (model, label).
    ``names`` are shown in place of labels.
    """
    figure = go.Figure()
    shown = {label: names.get(label, label) for label in support}
    ticks = [f"{plain(shown[label])} ({number})" for label, number in support.items()]
    for i, model in enumerate(models):
        name = plain(model.name)
        figure.add_bar(
            x=ticks,
            y=[model.f1.get(label) for label in support],
            error_y=_error_bars(model, support),
            name=f"{name}: {plain(model.mean_name)} {model.mean:.1%}",
            legendgroup=name,
            marker=bar_style(i),
            customdata=[(model.name, label) for label in support],
            hovertemplate=f"{name}<br>%{{x}}<br>{plain(f1_name)} %{{y:.1%}}<extra></extra>",
        )
        figure.add_hline(
            y=model.mean,
            line={"color": series_color(i), "dash": "dash", "width": 1.5},
            legendgroup=name,
        )
    figure.update_layout(barmode="group", clickmode="event+select")
    figure.update_yaxes(title_text=plain(f1_name), tickformat=PERCENT, range=[0, 1])
    return legend_above(finish(figure, height=480))


def _error_bars(model: LabelBars, support: Mapping[str, int]) -> dict[str, object] | None:
    if not all(label in model.ci95 and label in model.f1 for label in support):
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": [max(0.0, model.ci95[label][1] - model.f1[label]) for label in support],
        "arrayminus": [max(0.0, model.f1[label] - model.ci95[label][0]) for label in support],
        "color": NEUTRAL,
        "thickness": 1,
        "width": 3,
    }
