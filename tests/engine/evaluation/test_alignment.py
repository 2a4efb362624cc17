import numpy as np
import pytest

from engine.evaluation.alignment import Pair, align
from engine.evaluation.confusion import Confusion, confuse, row_shares
from engine.evaluation.errors import ERROR_KINDS, count_errors, find_errors
from engine.tagging.labels import LabelSet
from engine.tagging.span import Span

LABELS = LabelSet(("MED", "DIS"))
CASES = {
    "missed": ([Span(0, 4, "MED")], []),
    "spurious": ([], [Span(0, 4, "MED")]),
    "boundary": ([Span(0, 4, "MED")], [Span(0, 9, "MED")]),
    "label": ([Span(0, 4, "MED")], [Span(0, 4, "DIS")]),
    "both": ([Span(0, 4, "MED")], [Span(2, 9, "DIS")]),
}


@pytest.mark.parametrize("kind", ERROR_KINDS)
def test_each_kind(kind):
    gold, predicted = CASES[kind]
    (error,) = find_errors(align(gold, predicted), 7)
    assert (error.kind, error.document, error.label) == (kind, 7, "MED")
    assert error.gold == (gold or [None])[0]
    assert error.predicted == (predicted or [None])[0]


def test_a_hit_is_no_error():
    assert find_errors(align([Span(0, 4, "MED")], [Span(0, 4, "MED", 0.9)]), 0) == ()


def test_touching_spans_do_not_overlap():
    pairs = align([Span(0, 4, "MED")], [Span(4, 8, "MED")])
    assert pairs == (Pair(Span(0, 4, "MED"), None), Pair(None, Span(4, 8, "MED")))


def test_one_prediction_answers_one_gold_span():
    gold = [Span(0, 4, "DIS"), Span(5, 20, "MED")]
    pairs = align(gold, [Span(0, 20, "DIS")])
    assert pairs == (Pair(gold[0], Span(0, 20, "DIS")), Pair(gold[1], None))


def test_equal_label_goes_before_longer_overlap():
    predicted = [Span(0, 3, "MED"), Span(4, 10, "DIS")]
    assert align([Span(0, 10, "MED")], predicted)[0].predicted == predicted[0]


def test_longer_overlap_goes_first_among_equals():
    predicted = [Span(0, 3, "MED"), Span(4, 10, "MED")]
    assert align([Span(0, 10, "MED")], predicted)[0].predicted == predicted[1]


def test_errors_by_kind_and_label():
    gold, predicted = [Span(0, 4, "MED"), Span(5, 9, "DIS")], [Span(0, 4, "DIS")]
    table = count_errors(find_errors(align(gold, predicted), 0), LABELS)
    assert table["label"] == {"MED": 1, "DIS": 0}
    assert table["missed"] == {"MED": 0, "DIS": 1}
    assert set(table) == set(ERROR_KINDS)


def test_confusion_by_hand():
    gold = ["O", "B-MED", "I-MED", "B-DIS"]
    predicted = ["O", "B-MED", "O", "I-MED"]
    pairs = align([Span(0, 4, "MED"), Span(5, 9, "DIS")], [Span(0, 4, "DIS"), Span(20, 21, "MED")])
    table = confuse([(gold, predicted)], pairs, LABELS)
    assert table.labels == ("MED", "DIS", "O")
    assert table.tokens == ((1, 0, 1), (1, 0, 0), (0, 0, 1))
    assert table.spans == ((0, 1, 0), (0, 0, 1), (1, 0, 0))
    assert Confusion.from_json(table.to_json()) == table


def test_rows_become_shares():
    shares = row_shares(((1, 3), (0, 0)))
    assert np.array_equal(shares, [[0.25, 0.75], [0, 0]])
