"""Two models on one text: kinds of difference, and the disagreement over many texts."""

from collections import Counter

import pytest

from engine.evaluation.differences import (
    DIFFERENCE_KINDS,
    count_kinds,
    shared_spans,
    span_differences,
)
from engine.evaluation.disagreement import disagreement, disputed_texts
from engine.tagging.span import Document, Span

TEXT = "ডেঙ্গু জ্বর হলে প্যারাসিটামল খান। কাশি আছে, বুকে ব্যথা।"


def found(*marks: tuple[str, str]) -> Document:
    """TEXT with these surfaces labelled."""
    spans = [
        Span(TEXT.index(surface), TEXT.index(surface) + len(surface), label, 0.5)
        for surface, label in marks
    ]
    return Document(TEXT, tuple(spans))


A = found(("ডেঙ্গু জ্বর", "DIS"), ("প্যারাসিটামল", "MED"), ("কাশি", "CMT"), ("বুকে ব্যথা", "CMT"))
B = found(("জ্বর", "DIS"), ("প্যারাসিটামল", "PHA"), ("কাশি", "CMT"), ("ব্যথা", "DIS"))
NOTHING = found()


def test_every_kind_is_told_apart() -> None:
    kinds = [difference.kind for difference in span_differences(A, B)]
    assert kinds == ["boundary", "label", "agreed", "both"]
    assert {d.kind for d in span_differences(A, NOTHING)} == {"only_first"}
    assert {d.kind for d in span_differences(NOTHING, B)} == {"only_second"}
    assert span_differences(NOTHING, NOTHING) == ()


def test_every_span_of_both_stands_once_whatever_the_order() -> None:
    for first, second in ((A, B), (B, A), (A, NOTHING), (A, A)):
        differences = span_differences(first, second)
        assert Counter(d.first for d in differences if d.first) == Counter(first.spans)
        assert Counter(d.second for d in differences if d.second) == Counter(second.spans)


def test_a_score_makes_no_difference_and_a_range_covers_both_sides() -> None:
    unscored = A.with_spans(tuple(Span(s.start, s.end, s.label, 0.9) for s in A.spans))
    assert count_kinds(span_differences(A, unscored)) == {
        kind: 4 if kind == "agreed" else 0 for kind in DIFFERENCE_KINDS
    }
    boundary = span_differences(A, B)[0]
    assert TEXT[slice(*boundary.range)] == "ডেঙ্গু জ্বর"


def test_spans_are_compared_as_whole_words() -> None:
    start = TEXT.index("কাশি")
    part = Document(TEXT, (Span(start, start + 2, "CMT"),))
    assert [d.kind for d in span_differences(found(("কাশি", "CMT")), part)] == ["agreed"]


def test_documents_of_other_texts_are_refused() -> None:
    with pytest.raises(ValueError, match="same text"):
        span_differences(A, Document("জ্বর"))
    with pytest.raises(ValueError, match="same text"):
        shared_spans((A, Document("জ্বর")))


def test_shared_spans_are_those_of_all() -> None:
    assert shared_spans((A, B)) == {A.spans[2]}
    assert shared_spans((A, A, NOTHING)) == frozenset()
    assert shared_spans(()) == frozenset()


def test_disagreement_is_one_minus_f1_from_either_side() -> None:
    # 4 + 4 spans, one shared: F1 = 2 * 1 / 8
    for first, second in (((A, NOTHING), (B, NOTHING)), ((B, NOTHING), (A, NOTHING))):
        result = disagreement(first, second)
        assert (result.texts, result.agreed, result.differing) == (2, 1, 6)
        assert result.rate == pytest.approx(0.75)
        assert 0 <= result.ci95[0] <= result.rate <= result.ci95[1] <= 1


def test_disagreement_of_silent_or_equal_models_is_zero() -> None:
    assert disagreement([NOTHING], [NOTHING]).rate == 0
    assert disagreement([A, B], [A, B]).ci95 == (0, 0)
    assert disagreement([A], [NOTHING]).rate == 1


def test_disagreement_needs_the_same_texts_and_one_at_least() -> None:
    with pytest.raises(ValueError, match="got none"):
        disagreement([], [])
    with pytest.raises(ValueError, match="shorter"):
        disagreement([A, B], [A])


def test_the_most_disputed_text_comes_first_and_agreed_ones_not_at_all() -> None:
    first, second = [A, A, NOTHING, A], [A, NOTHING, NOTHING, B]
    texts = disputed_texts((first, second))
    assert [(t.index, t.disputed, t.spans) for t in texts] == [(3, 6, 7), (1, 4, 4)]


def test_equally_many_disputed_spans_are_ranked_by_share() -> None:
    one, two = found(("কাশি", "CMT")), found(("কাশি", "CMT"), ("প্যারাসিটামল", "MED"))
    texts = disputed_texts(([two, one], [one, NOTHING]))
    assert [(t.index, t.disputed, t.spans) for t in texts] == [(1, 1, 1), (0, 1, 2)]
