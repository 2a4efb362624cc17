"""Agreement of two annotators: how far a model could get at all."""

from collections.abc import Sequence

from engine.evaluation.scores import Scores, score
from engine.evaluation.word import word_counts
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document


def reading_agreement(first: Sequence[Document], second: Sequence[Document]) -> Scores:
    """Strict span F1 (word protocol) of ``second`` with ``first`` taken as gold.

    F1 is symmetric, so it does not matter which reading is called gold. ValueError
    if the readings are not of the same texts in the same order.
    """
    if [document.text for document in first] != [document.text for document in second]:
        raise ValueError("expected two readings of the same texts in the same order, got others")
    labels = LabelSet.from_documents((*first, *second))
    pairs = zip(first, second, strict=True)
    return score([word_counts(a.text, a.spans, b.spans, labels) for a, b in pairs])
