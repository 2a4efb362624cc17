import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seqeval.metrics import accuracy_score
from seqeval.metrics.v1 import precision_recall_fscore_support
from seqeval.scheme import IOB2

from engine.evaluation.counts import Counts
from engine.evaluation.piece import PieceCounts, piece_counts
from engine.evaluation.report import PieceScores
from engine.evaluation.scores import score
from engine.tagging.labels import LabelSet

LABELS = LabelSet(("CMT", "DIS", "MED"))
tag_lists = st.lists(st.sampled_from(LABELS.tags), max_size=12)


@st.composite
def tagged_documents(draw):
    """Documents of gold and predicted tags, invalid BIO included."""
    documents = []
    for gold in draw(st.lists(tag_lists, min_size=1, max_size=5)):
        size = len(gold)
        predicted = draw(st.lists(st.sampled_from(LABELS.tags), min_size=size, max_size=size))
        documents.append((gold, predicted))
    return documents


def seqeval(documents, average):
    gold, predicted = [list(side) for side in zip(*documents, strict=True)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return precision_recall_fscore_support(
            gold, predicted, average=average, scheme=IOB2, zero_division=0
        )


@settings(deadline=None, max_examples=300)
@given(tagged_documents())
def test_equals_seqeval_strict_iob2(documents):
    counted = [piece_counts(gold, predicted, LABELS) for gold, predicted in documents]
    scores = score([count.entities for count in counted], resamples=1)
    micro = seqeval(documents, "micro")
    assert (scores.micro.precision, scores.micro.recall) == pytest.approx(micro[:2])
    assert scores.micro.f1 == pytest.approx(micro[2])
    by_label = zip(*seqeval(documents, None), strict=True)
    known = sorted(label for label, s in scores.labels.items() if _occurs(counted, label))
    for label, (precision, recall, f1, support) in zip(known, by_label, strict=True):
        mine = scores.labels[label]
        assert (mine.precision, mine.recall, mine.f1) == pytest.approx((precision, recall, f1))
        assert mine.support == support


def _occurs(counted, label):
    """seqeval lists only labels with a gold or predicted entity."""
    return any(count.entities[label] != Counts() for count in counted)


@settings(deadline=None)
@given(tagged_documents())
def test_macro_is_seqevals_where_every_entity_label_has_support(documents):
    counted = [piece_counts(gold, predicted, LABELS) for gold, predicted in documents]
    scores = score([count.entities for count in counted], resamples=1)
    occurring = [label for label in LABELS.labels if _occurs(counted, label)]
    if occurring and all(scores.labels[label].support for label in occurring):
        macro = scores.macro
        expected = seqeval(documents, "macro")[:3]
        assert (macro.precision, macro.recall, macro.f1) == pytest.approx(expected)


@settings(deadline=None)
@given(tagged_documents())
def test_accuracy_equals_seqeval(documents):
    counted = [piece_counts(gold, predicted, LABELS) for gold, predicted in documents]
    summed = sum(counted[1:], counted[0])
    if summed.pieces:
        gold, predicted = [list(side) for side in zip(*documents, strict=True)]
        assert summed.token_accuracy == pytest.approx(accuracy_score(gold, predicted))


def test_an_inside_tag_alone_is_no_entity():
    counted = piece_counts(["B-MED", "I-MED", "O"], ["I-MED", "I-MED", "I-DIS"], LABELS)
    assert counted.entities.summed == Counts(fn=1)
    assert counted.token_accuracy == pytest.approx(1 / 3)


def test_accuracy_and_f1_disagree():
    gold = ["O"] * 8 + ["B-MED", "I-MED"]
    counted = piece_counts(gold, ["O"] * 10, LABELS)
    assert (counted.token_accuracy, counted.entities.summed.f1) == (0.8, 0.0)


def test_round_trips_and_checks():
    counted = piece_counts(["B-MED"], ["B-MED"], LABELS)
    assert PieceCounts.from_json(counted.to_json()) == counted
    scores = PieceScores(score([counted.entities], resamples=2), 0.5)
    assert PieceScores.from_json(scores.to_json()) == scores
    assert PieceCounts(counted.entities, 0, 0).token_accuracy == 0.0
    with pytest.raises(ValueError, match="expected 1 predicted tags, got 0"):
        piece_counts(["O"], [], LABELS)
