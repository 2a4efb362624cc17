"""The cases behind a number: which spans, in which documents, it counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.evaluation.alignment import Pair
from engine.evaluation.errors import ErrorKind, error_kind
from engine.evaluation.result import DocumentResult
from engine.tagging.bio import OUTSIDE
from engine.tagging.span import Span
from engine.text.words import word_ranges


@dataclass(frozen=True, slots=True)
class Case:
    """A gold span and what was predicted there, in one document; either may be None."""

    result: DocumentResult
    gold: Span | None
    predicted: Span | None

    @property
    def kind(self) -> ErrorKind | None:
        """What is wrong with it; None for a hit."""
        return error_kind(Pair(self.gold, self.predicted))


def span_cases(results: Iterable[DocumentResult], gold: str, predicted: str) -> tuple[Case, ...]:
    """The aligned spans that one cell of a span confusion counts; O stands for no span."""
    return tuple(
        Case(result, pair.gold, pair.predicted)
        for result in results
        for pair in result.pairs
        if _label(pair.gold) == gold and _label(pair.predicted) == predicted
    )


def error_cases(results: Iterable[DocumentResult], kind: ErrorKind, label: str) -> tuple[Case, ...]:
    """The errors of one kind whose label (the gold one, if there is one) is ``label``."""
    return tuple(
        Case(result, error.gold, error.predicted)
        for result in results
        for error in result.errors
        if error.kind == kind and error.label == label
    )


def token_cases(results: Iterable[DocumentResult], gold: str, predicted: str) -> tuple[Case, ...]:
    """The places that one cell of a token confusion counts, a case a pair of spans.

    Details hold spans, not tags, so a token is a word here: a gold span has a word
    taken for O if no predicted span covers any of that word, and the other way
    round. O taken for O is not listed.
    """
    return tuple(case for result in results for case in _token_cases(result, gold, predicted))


def _token_cases(result: DocumentResult, gold: str, predicted: str) -> Iterator[Case]:
    golds = [span for span in result.gold if span.label == gold]
    guesses = [span for span in result.predicted if span.label == predicted]
    if predicted == OUTSIDE:
        yield from (Case(result, s, None) for s in golds if _bare(result, s, result.predicted))
    elif gold == OUTSIDE:
        yield from (Case(result, None, s) for s in guesses if _bare(result, s, result.gold))
    else:
        yield from (Case(result, a, b) for a in golds for b in guesses if overlap(a, b))


def overlap(first: Span, second: Span) -> bool:
    """Whether the two have a character in common."""
    return first.start < second.end and second.start < first.end


def _bare(result: DocumentResult, span: Span, others: Sequence[Span]) -> bool:
    """Whether ``span`` has a word that none of ``others`` touches."""
    near = [other for other in others if overlap(span, other)]
    for start, end in word_ranges(result.text[span.start : span.end]):
        word = Span(span.start + start, span.start + end, span.label)
        if not any(overlap(word, other) for other in near):
            return True
    return False


def _label(span: Span | None) -> str:
    return span.label if span else OUTSIDE
