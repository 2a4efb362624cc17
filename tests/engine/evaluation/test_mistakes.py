"""Judging a model on documents, and the worst of them first."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.annotator import LexiconPredictor, load
from engine.evaluation.evaluate import evaluate
from engine.evaluation.mistakes import judge_model, most_wrong, reported, united, wanted
from engine.evaluation.reports import Report
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document, Span

RIGHT = Document("ইনসুলিন নিন।", (Span(0, 7, "HOR"),), "right")
LABEL = Document("ইনসুলিন ও জ্বর", (Span(0, 7, "MED"), Span(10, 14, "CMT")), "label")
WORST = Document("জ্বর, কাশি, ইনসুলিন", (Span(0, 4, "DIS"),), "worst")
GOLD = (RIGHT, LABEL, WORST)


def test_documents_are_judged_in_order_with_progress() -> None:
    done: list[float] = []
    results = judge_model(load("lexicon"), GOLD, done.append)
    assert [result.id for result in results] == ["right", "label", "worst"]
    assert [len(result.errors) for result in results] == [0, 1, 3]
    assert done == [1.0]


def test_the_most_wrong_come_first_and_right_ones_not_at_all() -> None:
    results = judge_model(load("lexicon"), GOLD)
    assert [result.id for result in most_wrong(results)] == ["worst", "label"]
    label = most_wrong(results, frozenset({"label"}), frozenset({"MED"}))
    assert [result.id for result in label] == ["label"]
    assert most_wrong(results, frozenset({"missed"})) == []
    (error,) = wanted(results[1].errors, frozenset(), frozenset({"HOR"}))
    assert (error.kind, error.label) == ("label", "MED")


def test_labels_that_only_the_data_has_are_added() -> None:
    gold = (Document("জ্বর", (Span(0, 4, "Symptom"),)),)
    lexicon = load("lexicon")
    foreign = replace(lexicon, predictor=LexiconPredictor(lexicon.predictor.lexicon, LabelSet()))
    (result,) = judge_model(foreign, gold)
    assert result.word.labels == (*LabelSet().labels, "Symptom")
    assert united(LabelSet(), GOLD) == LabelSet()


@pytest.fixture
def report() -> Report:
    """A report on GOLD with details."""
    lexicon = load("lexicon")
    predictions = list(lexicon.predict_batch(document.text for document in GOLD))
    found = evaluate("lexicon", "x", GOLD, predictions, LabelSet(), resamples=2)
    return Report("x", {}, {"lexicon": found, "bare": replace(found, results=())})


def test_a_report_counts_only_where_its_texts_are_these(report: Report, tmp_path: Path) -> None:
    assert list(reported(report, GOLD)) == ["lexicon"]
    assert reported(report, GOLD[:2]) == {}
    assert reported(report, (*GOLD, Document("আরেকটি"))) == {}
