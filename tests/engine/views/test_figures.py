import json

import pytest

from engine.evaluation.counts import Counts, LabelCounts
from engine.evaluation.scores import score
from engine.views.figures.bars import LabelBars, label_bars
from engine.views.figures.bubbles import Bubble, latency_bubbles
from engine.views.figures.confusion import confusion_heatmap
from engine.views.figures.curves import (
    TrainingCurve,
    TruncationCurve,
    training_curves,
    truncation_curves,
)

HOSTILE = "<b>x</b>"


def as_json(figure):
    payload = json.loads(figure.to_json())
    assert payload["layout"]["font"]["family"].startswith("Noto Sans Bengali")
    return payload


def test_bars_with_support_and_mean_lines():
    models = [
        LabelBars("teacher", {"MED": 0.76, "HOR": 0.21}, 0.485),
        LabelBars(HOSTILE, {"MED": 0.7}, 0.7, "micro F1"),
    ]
    payload = as_json(label_bars(models, {"MED": 307, "HOR": 28}))
    first, second = payload["data"]
    assert first["x"] == ["MED (307)", "HOR (28)"]
    assert second["y"] == [0.7, None]
    assert second["name"] == "&lt;b&gt;x&lt;/b&gt;: micro F1 70.0%"
    assert first["name"] == "teacher: macro F1 48.5%"
    assert first["marker"]["pattern"]["shape"] != second["marker"]["pattern"]["shape"]
    assert second["customdata"][0] == [HOSTILE, "MED"]
    lines = payload["layout"]["shapes"]
    assert [(line["y0"], line["line"]["dash"]) for line in lines] == [
        (0.485, "dash"),
        (0.7, "dash"),
    ]


def test_bars_of_scores_have_intervals():
    rows = [LabelCounts(("MED",), (Counts(3, 1, 2),)), LabelCounts(("MED",), (Counts(1, 0, 4),))]
    scores = score(rows, resamples=50)
    (bar,) = as_json(label_bars([LabelBars.from_scores("m", scores)], {"MED": 10}))["data"]
    assert bar["error_y"]["array"][0] == pytest.approx(scores.micro.ci95[1] - scores.micro.f1)


def test_confusion_shows_row_shares_and_counts():
    payload = as_json(confusion_heatmap(["MED", "O"], [[3, 1], [0, 0]]))
    heat, points = payload["data"]
    assert heat["type"] == "heatmap"
    assert points["text"] == ["75", "25", "", ""]
    assert points["customdata"][1] == ["MED", "O", 1]
    assert (points["x"][1], points["y"][1]) == ("O", "MED")
    assert payload["layout"]["yaxis"]["autorange"] == "reversed"


def test_confusion_must_be_square():
    with pytest.raises(ValueError, match="square table of 2 labels"):
        confusion_heatmap(["MED", "O"], [[1, 2]])


def test_truncation_has_two_panels():
    curves = [
        TruncationCurve("teacher", (0.004, 0.44), (0.09, 0.85)),
        TruncationCurve("student", (0.42,), (0.85,)),
    ]
    payload = as_json(truncation_curves(curves))
    assert [trace["x"] for trace in payload["data"]] == [[1, 2], [1, 2], [1], [1]]
    assert [trace["xaxis"] for trace in payload["data"]] == ["x", "x2", "x", "x2"]
    assert sum(trace["showlegend"] for trace in payload["data"]) == 2
    assert payload["data"][0]["line"]["dash"] != payload["data"][2]["line"]["dash"]


def test_training_has_test_lines_and_losses():
    curve = TrainingCurve("teacher", (149, 298), (0.36, 0.4), (1.5, 1.1), test_f1=0.44)
    payload = as_json(training_curves([curve]))
    f1, loss = payload["data"]
    assert (f1["y"], loss["y"]) == ([0.36, 0.4], [1.5, 1.1])
    (line,) = payload["layout"]["shapes"]
    assert (line["y0"], line["yref"], line["line"]["dash"]) == (0.44, "y", "dot")


def test_a_curve_needs_a_value_a_step():
    with pytest.raises(ValueError, match="expected 2 values in curve 'm', got 1"):
        training_curves([TrainingCurve("m", (1, 2), (0.1,), (1.0, 0.9))])


def test_bubble_area_is_size():
    models = [Bubble("teacher", 54.1, 0.44, 600 << 20), Bubble("int8", 6.3, 0.42, 150 << 20)]
    payload = as_json(latency_bubbles(models))
    marker = payload["data"][1]["marker"]
    assert marker["sizemode"] == "area"
    largest = payload["data"][0]["marker"]
    diameters = [(2 * m["size"][0] / m["sizeref"]) ** 0.5 for m in (largest, marker)]
    assert diameters == pytest.approx([70, 35])


@pytest.mark.parametrize(
    "figure",
    [
        lambda: label_bars([], {}),
        lambda: truncation_curves([]),
        lambda: training_curves([]),
        lambda: latency_bubbles([]),
    ],
)
def test_empty_figures_are_drawn(figure):
    as_json(figure())
