"""The cases behind a cell or a bar, and the sentences around them."""

import pytest

from engine.evaluation.cases import Case, error_cases, span_cases, token_cases
from engine.evaluation.errors import ERROR_KINDS
from engine.evaluation.evaluate import evaluate
from engine.evaluation.excerpt import excerpt
from engine.evaluation.report import Evaluation
from engine.tagging.bio import spans_to_tags
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges

LABELS = LabelSet(("A", "B"))
#        0123456789012345678901234567890
TEXT = "aa bb cc. dd ee ff gg। hh ii jj"
GOLD = (Span(0, 5, "A"), Span(10, 12, "B"), Span(16, 21, "A"), Span(23, 25, "B"))
PREDICTED = (
    Span(0, 2, "A", 0.9),  # too short: boundary
    Span(10, 12, "A", 0.8),  # wrong label
    Span(23, 25, "B", 0.7),  # hit; the third gold span is missed
    Span(29, 31, "B", 0.2),  # spurious
)


def evaluated(gold: tuple[Span, ...] = GOLD, predicted: tuple[Span, ...] = PREDICTED) -> Evaluation:
    units = tuple(unit_ranges(TEXT))
    tags = tuple(spans_to_tags(predicted, units))
    prediction = Prediction(Document(TEXT, predicted), units, tags, tags)
    return evaluate("m", "d", [Document(TEXT, gold, id="x")], [prediction], LABELS, resamples=5)


def test_span_cases_are_what_the_span_confusion_counts() -> None:
    evaluation = evaluated()
    confusion = evaluation.confusion
    for i, gold in enumerate(confusion.labels):
        for j, predicted in enumerate(confusion.labels):
            found = span_cases(evaluation.results, gold, predicted)
            assert len(found) == confusion.spans[i][j]


def test_error_cases_are_what_the_error_table_counts() -> None:
    evaluation = evaluated()
    for kind in ERROR_KINDS:
        for label in LABELS.labels:
            found = error_cases(evaluation.results, kind, label)
            assert len(found) == evaluation.errors[kind][label]
            assert all(case.kind == kind for case in found)


def test_token_cases_find_every_cell_that_counts_a_token() -> None:
    evaluation = evaluated()
    labels, tokens = evaluation.confusion.labels, evaluation.confusion.tokens
    for i, gold in enumerate(labels):
        for j, predicted in enumerate(labels):
            if (gold, predicted) != ("O", "O"):
                found = token_cases(evaluation.results, gold, predicted)
                assert bool(found) == bool(tokens[i][j]), (gold, predicted)


def test_token_cases_of_a_span_cut_short() -> None:
    (short, whole) = token_cases(evaluated().results, "A", "O")
    assert (short.gold, short.predicted) == (GOLD[0], None)
    assert whole.gold == GOLD[2]
    (hit,) = span_cases(evaluated().results, "B", "B")
    assert hit.kind is None


def test_an_excerpt_is_the_sentence_with_both_sides_spans_in_it() -> None:
    (case,) = error_cases(evaluated().results, "label", "B")
    found = excerpt(case)
    assert found.gold.text == found.predicted.text == "aa bb cc. dd ee ff gg।"
    assert [found.gold.surface(span) for span in found.gold_focus] == ["dd"]
    assert [span.label for span in found.gold.spans] == ["A", "B", "A"]
    assert found.predicted_focus[0].score == 0.8
    assert excerpt(case, whole=True).gold.text == TEXT


def test_an_excerpt_shifts_offsets() -> None:
    (case,) = error_cases(evaluated().results, "spurious", "B")
    found = excerpt(case)
    assert found.gold.text == "hh ii jj"
    assert found.gold.surface(found.gold.spans[0]) == "hh"
    assert found.gold_focus == ()
    assert found.predicted.surface(found.predicted_focus[0]) == "jj"


def test_an_excerpt_cuts_through_no_span() -> None:
    long = (Span(19, 25, "A"),)  # runs over the end of a sentence
    (case,) = error_cases(evaluated(long, PREDICTED[3:]).results, "missed", "A")
    assert excerpt(case).gold.text == TEXT


@pytest.mark.parametrize("whole", [True, False])
def test_the_focus_of_a_span_widened_to_words(whole: bool) -> None:
    inside = (Span(13, 14, "A"),)  # half of the word "ee", counted as the whole word
    (case,) = error_cases(evaluated(inside, ()).results, "missed", "A")
    assert case.gold == Span(13, 15, "A")
    assert len(excerpt(case, whole).gold_focus) == 1


def test_a_case_without_spans_is_none() -> None:
    assert token_cases(evaluated().results, "O", "O") == ()
    result = evaluated().results[0]
    assert Case(result, GOLD[0], None).kind == "missed"
