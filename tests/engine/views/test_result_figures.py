"""The figures of the results page beside those of the paper."""

import json

import pytest

from engine.evaluation.calibration import ScoredSpan, calibration
from engine.evaluation.counts import Counts
from engine.evaluation.intervals import Difference
from engine.evaluation.thresholds import ThresholdPoint
from engine.views.figures.confusion import ConfusionWords, confusion_heatmap
from engine.views.figures.curves import TrainingCurve, TrainingWords, training_curves
from engine.views.figures.differences import difference_bars
from engine.views.figures.errors import error_bars
from engine.views.figures.measure import Baseline, MeasureBar, measure_bars
from engine.views.figures.reliability import reliability_diagram
from engine.views.figures.thresholds import precision_recall, threshold_lines

HOSTILE = "<b>x</b>"
SAFE = "&lt;b&gt;x&lt;/b&gt;"


def as_json(figure):
    return json.loads(figure.to_json())


def test_measure_bars_always_span_the_whole_scale():
    bars = [MeasureBar("a", 0.85, (0.8, 0.9), 0.5), MeasureBar(HOSTILE, 0.4)]
    payload = as_json(measure_bars(bars, "F1", Baseline(0.7, HOSTILE), HOSTILE))
    ours, theirs = payload["data"]
    assert payload["layout"]["yaxis"]["range"] == [0, 1]
    assert (ours["x"], ours["text"]) == (["a", SAFE], ["85.0%", "40.0%"])
    assert ours["error_y"]["array"] == pytest.approx([0.05, 0])
    assert theirs["y"] == [0.5, None]
    (line,) = payload["layout"]["shapes"]
    assert (line["y0"], line["name"]) == (0.7, f"{SAFE}: 70.0%")


def test_error_bars_carry_kind_label_and_count():
    payload = as_json(error_bars({"missed": {"A": 2, HOSTILE: 0}, "both": {"A": 1, HOSTILE: 3}}))
    missed, both = payload["data"]
    assert missed["y"] == ["A", SAFE]
    assert both["customdata"] == [["both", "A", 1], ["both", HOSTILE, 3]]
    assert missed["marker"]["pattern"] != both["marker"]["pattern"]
    assert payload["layout"]["barmode"] == "stack"


def test_threshold_lines_and_precision_recall():
    curve = [
        ThresholdPoint(0.0, Counts(5, 5, 5)),
        ThresholdPoint(0.5, Counts(4, 1, 6)),
        ThresholdPoint(1.0, Counts(0, 0, 10)),
    ]
    precision, recall, f1 = as_json(threshold_lines(curve, 0.5))["data"]
    assert precision["y"] == [0.5, 0.8, None]
    assert recall["y"] == pytest.approx([0.5, 0.4, 0])
    assert f1["x"] == [0, 0.5, 1]
    line, dot = as_json(precision_recall(curve, 0.5))["data"]
    assert line["x"] == pytest.approx([0.5, 0.4])  # a threshold that keeps nothing has no precision
    assert (dot["x"], dot["y"]) == ([0.4], [0.8])


def test_reliability_draws_filled_bins_and_the_diagonal():
    spans = [ScoredSpan(0.95, True), ScoredSpan(0.95, False), ScoredSpan(0.15, False)]
    bars, diagonal = as_json(reliability_diagram(calibration(spans)))["data"]
    assert bars["x"] == pytest.approx([0.15, 0.95])
    assert bars["y"] == [0, 0.5]
    assert (diagonal["x"], diagonal["y"]) == ([0, 1], [0, 1])


def test_differences_keep_zero_in_sight():
    payload = as_json(difference_bars({HOSTILE: Difference(0.2, (0.1, 0.3), 0.01)}))
    (points,) = payload["data"]
    assert points["y"] == [SAFE]
    assert (points["error_x"]["array"], points["error_x"]["arrayminus"]) == (
        pytest.approx([0.1]),
        pytest.approx([0.1]),
    )
    low, high = payload["layout"]["xaxis"]["range"]
    assert low < 0 < high
    as_json(difference_bars({}))


def test_a_chosen_cell_is_framed_and_labels_have_names():
    words = ConfusionWords("সঠিক", "মডেল", {"MED": "ওষুধ"})
    payload = as_json(confusion_heatmap(["MED", "O"], [[3, 1], [0, 0]], words, ("MED", "O")))
    (frame,) = payload["layout"]["shapes"]
    assert (frame["x0"], frame["y0"]) == (0.5, -0.5)
    assert payload["data"][0]["x"] == ["ওষুধ", "O"]
    assert payload["data"][1]["customdata"][1] == ["MED", "O", 1]
    assert payload["layout"]["yaxis"]["title"]["text"] == "সঠিক"


def test_stacked_training_curves_in_other_words_with_far_losses_on_a_log_axis():
    curves = [
        TrainingCurve("crf", (1, 2), (0.3, 0.4), (10.0, 6.0)),
        TrainingCurve("linear", (1, 2), (0.3, 0.4), (0.5, 0.3)),
        TrainingCurve("paper", (1,), (0.4,), ()),
    ]
    payload = as_json(training_curves(curves, TrainingWords(f1="যাচাই", step="ধাপ"), stacked=True))
    assert payload["layout"]["yaxis2"]["type"] == "log"
    assert payload["layout"]["annotations"][0]["text"] == "যাচাই"
    assert payload["layout"]["xaxis2"]["title"]["text"] == "ধাপ"
    assert [trace["name"] for trace in payload["data"]].count("paper") == 1
    near = as_json(training_curves(curves[1:2]))
    assert "type" not in near["layout"]["yaxis2"]
    assert near["layout"]["annotations"][0]["text"] == "validation micro F1"
