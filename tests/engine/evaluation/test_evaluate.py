import json
import random

import pytest

from engine.evaluation.counts import Counts
from engine.evaluation.evaluate import evaluate
from engine.evaluation.intervals import compare, share_interval
from engine.evaluation.report import Evaluation
from engine.evaluation.seen import entity_surfaces
from engine.tagging.bio import is_valid, spans_to_tags, tags_to_spans
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges

LABELS = LabelSet()
WORDS = ["তার", "ডেঙ্গু", "জ্বর", "হয়েছে", ",", "প্যারাসিটামল", "খান", "।", "যকৃত", "ইনসুলিন"]


def predict(document, raw, constrained=None):
    units = tuple(unit_ranges(document.text))
    decoded = tuple(constrained or raw)
    spans = tuple(tags_to_spans(decoded, units))
    return Prediction(document.with_spans(spans), units, tuple(raw), decoded)


def random_run(number=25, seed=3):
    rng = random.Random(seed)
    gold, predictions = [], []
    for i in range(number):
        text = " ".join(rng.choices(WORDS, k=8))
        units = unit_ranges(text)
        spans = tags_to_spans([rng.choice(LABELS.tags) for _ in units], units)
        document = Document(text, tuple(spans), id=f"d{i}")
        best = spans_to_tags(spans, units)
        raw = [tag if rng.random() < 0.7 else rng.choice(LABELS.tags) for tag in best]
        mended = spans_to_tags(tags_to_spans(raw, units), units)
        gold.append(document)
        predictions.append(predict(document, raw, mended))
    return gold, predictions


@pytest.fixture(scope="module")
def run():
    return random_run()


@pytest.fixture(scope="module")
def evaluation(run):
    gold, predictions = run
    surfaces = entity_surfaces(gold[:5])
    return evaluate("student", "test", gold, predictions, LABELS, surfaces, resamples=50)


def test_by_hand():
    text = "ডেঙ্গু জ্বর ও প্যারাসিটামল"
    gold = Document(text, (Span(0, 11, "DIS"), Span(14, 26, "MED")), id="a")
    prediction = predict(gold, ["B-DIS", "O", "O", "I-MED"], ["B-DIS", "O", "O", "B-MED"])
    report = evaluate("r", "d", [gold], [prediction], LABELS, resamples=5)
    assert report.word.micro.f1 == report.word.micro.precision == 0.5
    assert report.word.labels["MED"].f1 == 1.0
    assert report.word.macro.f1 == 0.5
    assert report.piece.token_accuracy == 0.75
    assert report.raw.word.micro.f1 == 0.0
    assert report.raw.piece.token_accuracy == 0.5
    assert report.raw.invalid_share == 1.0
    assert report.errors["boundary"]["DIS"] == 1
    assert report.seen is None


def test_token_accuracy_has_an_interval_over_documents(evaluation):
    low, high = evaluation.piece.accuracy_ci95
    assert low <= evaluation.piece.token_accuracy <= high
    assert low < high
    assert share_interval([3, 3, 3], [4, 4, 4], 20) == (0.75, 0.75)
    assert share_interval([0, 0], [0, 0], 20) == (0.0, 0.0)
    assert share_interval([1, 9], [2, 98], 400) == (9 / 98, 0.5)


def test_json_has_the_promised_shape(evaluation):
    payload = json.loads(json.dumps(evaluation.to_json()))
    score = {"precision", "recall", "f1", "ci95"}
    protocol = {"micro", "macro", "labels"}
    assert set(payload) == {
        *("run", "data", "documents", "word", "piece", "raw"),
        *("confusion", "errors", "seen", "unseen", "calibration"),
    }
    assert set(payload["word"]) == protocol
    assert set(payload["word"]["micro"]) == set(payload["word"]["macro"]) == score
    assert set(payload["word"]["labels"]["MED"]) == score | {"support"}
    assert set(payload["piece"]) == protocol | {"token_accuracy", "token_accuracy_ci95"}
    assert set(payload["raw"]) == protocol | {"invalid_share", "piece"}
    assert set(payload["confusion"]) == {"labels", "tokens", "spans"}


def test_round_trips(evaluation):
    payload = json.loads(json.dumps(evaluation.to_json()))
    details = [json.loads(json.dumps(row)) for row in evaluation.details()]
    again = Evaluation.from_json(payload, details)
    assert again == evaluation
    assert again.results == evaluation.results
    assert Evaluation.from_json(payload).results == ()


def test_details_add_up(run, evaluation):
    gold, predictions = run
    summed = sum((result.word.summed for result in evaluation.results), Counts())
    assert summed.f1 == evaluation.word.micro.f1
    invalid = sum(not is_valid(prediction.raw) for prediction in predictions)
    assert evaluation.raw.invalid_share == invalid / len(gold)
    for row, document in zip(evaluation.details(), gold, strict=True):
        for span in (*row["gold"], *row["predicted"], *row["raw"]):
            assert document.text[span["start"] : span["end"]] == span["text"]


def test_seen_and_unseen_add_up_to_all(evaluation):
    for label, whole in evaluation.word.labels.items():
        parts = (evaluation.seen.labels[label], evaluation.unseen.labels[label])
        assert sum(part.support for part in parts) == whole.support
        hits = sum(round(part.recall * part.support) for part in parts)
        assert hits == round(whole.recall * whole.support)
    assert evaluation.seen.micro.recall > 0


def test_seen_compares_normalized_surfaces():
    split = Document("\u09af\u09bcকৃৎ", (Span(0, 5, "ORG"),))
    joined = Document("\u09dfকৃৎ", (Span(0, 4, "ORG"),))
    prediction = predict(joined, ["B-ORG"])
    surfaces = entity_surfaces([split])
    report = evaluate("r", "d", [joined], [prediction], LABELS, surfaces, resamples=2)
    assert report.seen.micro.recall == 1.0
    assert report.unseen.micro.f1 == 0.0


def test_span_confusion_accounts_for_all_spans(evaluation):
    spans, labels = evaluation.confusion.spans, evaluation.confusion.labels
    for i, label in enumerate(labels[:-1]):
        assert sum(spans[i]) == evaluation.word.labels[label].support
    pieces = sum(map(sum, evaluation.confusion.tokens))
    assert pieces == sum(result.piece.pieces for result in evaluation.results)


def test_errors_point_to_their_documents(evaluation):
    total = sum(sum(row.values()) for row in evaluation.errors.values())
    assert total == sum(len(result.errors) for result in evaluation.results) > 0
    assert all(e.document == r.index for r in evaluation.results for e in r.errors)


def test_saved_details_can_be_compared(evaluation):
    word = [result.word for result in evaluation.results]
    raw = [result.raw_word for result in evaluation.results]
    assert compare(word, raw, resamples=20).micro.delta == pytest.approx(
        evaluation.word.micro.f1 - evaluation.raw.word.micro.f1
    )


def test_says_what_is_wrong(run):
    gold, predictions = run
    with pytest.raises(ValueError, match="expected 25 predictions, one a document, got 24"):
        evaluate("r", "d", gold, predictions[:-1], LABELS)
    swapped = [predictions[1], predictions[0], *predictions[2:]]
    with pytest.raises(ValueError, match=r"another text for document 0 \(id 'd0'\)"):
        evaluate("r", "d", gold, swapped, LABELS)
    with pytest.raises(ValueError, match="at least one document"):
        evaluate("r", "d", [], [], LABELS)
    with pytest.raises(ValueError, match="expected labels of"):
        evaluate("r", "d", gold, predictions, LabelSet(("MED",)))
