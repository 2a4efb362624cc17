import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation.counts import Counts, LabelCounts, count_matches, total
from engine.tagging.labels import LabelSet
from engine.tagging.span import Span

LABELS = LabelSet(("MED", "DIS"))
small = st.integers(0, 50)
counts = st.builds(Counts, small, small, small)


def test_scores_by_hand():
    count = Counts(tp=3, fp=1, fn=2)
    assert (count.precision, count.recall, count.support) == (0.75, 0.6, 5)
    assert count.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_nothing_over_nothing_is_zero():
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


@settings(deadline=None)
@given(counts, counts, counts)
def test_counts_add_in_any_order(first, second, third):
    assert (first + second) + third == first + (third + second)
    assert first + Counts() == first


@settings(deadline=None)
@given(counts, counts)
def test_label_counts_add_and_round_trip(first, second):
    one = LabelCounts(LABELS.labels, (first, second))
    both = total([one, one])
    assert both["DIS"] == second + second
    assert one.summed == first + second
    assert LabelCounts.from_json(one.to_json()) == one


def test_matches_are_strict():
    gold = [Span(0, 4, "MED"), Span(5, 9, "DIS"), Span(10, 12, "DIS")]
    predicted = [Span(0, 4, "MED", 0.4), Span(5, 8, "DIS"), Span(10, 12, "MED")]
    counted = count_matches(gold, predicted, LABELS)
    assert counted["MED"] == Counts(tp=1, fp=1)
    assert counted["DIS"] == Counts(fp=1, fn=2)


def test_refuses_what_it_cannot_count():
    with pytest.raises(ValueError, match=r"expected labels of .* got 'XXX'"):
        count_matches([Span(0, 1, "XXX")], [], LABELS)
    with pytest.raises(ValueError, match="at least one document"):
        total([])
    with pytest.raises(ValueError, match="expected counts of 2 labels, got 1"):
        LabelCounts(LABELS.labels, (Counts(),))
    with pytest.raises(ValueError, match="expected counts of"):
        total([LabelCounts(("MED",), (Counts(),)), LabelCounts(("DIS",), (Counts(),))])
