"""Reliability bins and ECE against numbers worked out by hand and a slow definition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation.alignment import align
from engine.evaluation.calibration import Calibration, ScoredSpan, calibration, scored_spans
from engine.tagging.span import Span

SCORED = st.lists(st.builds(ScoredSpan, st.floats(0, 1), st.booleans()), max_size=60)


def test_by_hand():
    """Two spans at 0.9, one right: gap 0.4. Two at 0.3, none right: gap 0.3."""
    spans = [ScoredSpan(0.9, True), ScoredSpan(0.9, False), *[ScoredSpan(0.3, False)] * 2]
    found = calibration(spans)
    assert found.ece == pytest.approx((2 * 0.4 + 2 * 0.3) / 4)
    assert [(b.high, b.count) for b in found.bins if b.count] == [(0.3, 2), (0.9, 2)]


def test_a_model_that_is_right_as_often_as_it_says_has_no_error():
    spans = [ScoredSpan(0.75, i % 4 != 0) for i in range(8)]
    assert calibration(spans).ece == pytest.approx(0)


def test_without_predictions_there_is_no_error():
    assert calibration([]).ece == 0
    assert len(calibration([]).bins) == 10


@given(SCORED)
def test_every_span_is_in_the_one_bin_that_holds_its_score(spans):
    found = calibration(spans)
    assert sum(b.count for b in found.bins) == len(spans)
    for number, b in enumerate(found.bins):
        inside = [s for s in spans if b.low < s.score <= b.high or (s.score == number == 0)]
        assert b.count == len(inside)
        if inside:
            assert b.mean_score == pytest.approx(sum(s.score for s in inside) / len(inside))


@given(SCORED)
def test_json_round_trip(spans):
    found = calibration(spans)
    assert Calibration.from_json(found.to_json()) == found


def test_only_a_strict_match_is_a_hit_and_unscored_spans_are_left_out():
    gold = (Span(0, 4, "MED"), Span(6, 9, "DIS"), Span(12, 15, "ORG"))
    predicted = (
        Span(0, 4, "MED", 0.9),
        Span(6, 10, "DIS", 0.8),
        Span(12, 15, "DIS", 0.7),
        Span(20, 22, "MED", 0.6),
        Span(24, 26, "MED"),
    )
    assert scored_spans(align(gold, predicted)) == (
        ScoredSpan(0.9, True),
        ScoredSpan(0.8, False),
        ScoredSpan(0.7, False),
        ScoredSpan(0.6, False),
    )


@pytest.mark.parametrize("score", [-0.1, 1.1])
def test_a_score_outside_its_range_is_refused(score):
    with pytest.raises(ValueError, match="expected a score from 0 to 1"):
        calibration([ScoredSpan(score, True)])
