"""Why token accuracy says little: the paper's main lesson, in numbers of a report."""

from collections.abc import Iterable

from engine.evaluation.confusion import Confusion
from engine.evaluation.result import DocumentResult
from engine.tagging.bio import OUTSIDE

_FEWEST_PIECES = 8  # a shorter text shows little


def unmarked_accuracy(confusion: Confusion) -> float:
    """The token accuracy of a model that marks nothing: the share of tokens that are O."""
    outside = confusion.labels.index(OUTSIDE)
    whole = sum(map(sum, confusion.tokens))
    return sum(confusion.tokens[outside]) / whole if whole else 0.0


def starkest(results: Iterable[DocumentResult]) -> DocumentResult | None:
    """The document of highest token accuracy in which no predicted span is a hit.

    Only documents with gold and predicted spans count; None if there is no such.
    """
    found = (
        result
        for result in results
        if result.gold
        and result.predicted
        and not result.word.summed.tp
        and result.piece.pieces >= _FEWEST_PIECES
    )
    return max(found, key=lambda result: result.piece.token_accuracy, default=None)
