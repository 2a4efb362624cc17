"""Scoring by labels that data and model share."""

import pytest

from engine.annotator import LexiconPredictor
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span
from trainer.relabel import read_renaming, relabeled
from trainer.scoring import score_predictor

GOLD = [
    Document("নাপা খেলে জ্বর কমে", (Span(0, 4, "Medicine"), Span(10, 14, "Symptom")), id="1"),
    Document("বয়স ৪০, ডায়াবেটিস", (Span(0, 6, "Age"),), id="2"),
]
MODEL = LexiconPredictor(Lexicon({"নাপা": "MED", "জ্বর": "CMT", "ডায়াবেটিস": "DIS"}), LabelSet())


def test_only_shared_labels_count() -> None:
    gold, predictor = relabeled(GOLD, MODEL, {"Medicine": "MED", "Health Condition": "DIS"})
    assert predictor.labels.labels == ("MED", "DIS")
    assert [span.label for span in gold[0].spans] == ["MED"]
    found = score_predictor("lexicon", "their data", gold, predictor)
    micro = found.word.micro
    assert (micro.precision, micro.recall) == (0.5, 1.0)  # DIS is spurious, CMT is not counted
    assert set(found.word.labels) == {"MED", "DIS"}


def test_tags_follow_the_spans() -> None:
    _, predictor = relabeled(GOLD, MODEL, {"Medicine": "MED"})
    predicted: Prediction = next(iter(predictor.predict([GOLD[0].text])))
    assert set(predicted.raw) == {"B-MED", "O"} == set(predicted.constrained)


def test_what_fits_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of Drug in the data, got Age"):
        relabeled(GOLD, MODEL, {"Drug": "MED"})
    with pytest.raises(ValueError, match=r"expected labels of the model .* got DRUG"):
        relabeled(GOLD, MODEL, {"Medicine": "DRUG"})


@pytest.mark.parametrize("pair", ["Medicine", "=MED", "Medicine=", ""])
def test_a_renaming_has_two_sides(pair: str) -> None:
    with pytest.raises(ValueError, match="expected THEIRS=OURS"):
        read_renaming([pair])


def test_a_label_may_hold_spaces() -> None:
    assert read_renaming(["Health Condition=DIS"]) == {"Health Condition": "DIS"}
