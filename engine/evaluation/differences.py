"""Two models on one text: the spans they share, and how the others differ."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from engine.evaluation.alignment import Pair, align
from engine.evaluation.errors import ErrorKind, error_kind
from engine.evaluation.word import word_spans
from engine.tagging.span import Document, Span

DifferenceKind = Literal["agreed", "boundary", "label", "both", "only_first", "only_second"]
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
_KINDS: Mapping[ErrorKind | None, DifferenceKind] = MappingProxyType(
    {
        None: "agreed",
        "boundary": "boundary",
        "label": "label",
        "both": "both",
        "missed": "only_first",
        "spurious": "only_second",
    }
)


@dataclass(frozen=True, slots=True)
class SpanDifference:
    """What two models say at one place; spans are widened to words.

    agreed: same range and label · boundary: same label, ranges that overlap · label:
    same range, other label · both: they overlap, and neither is the same · only_first,
    only_second: the other model has no span there.
    """

    kind: DifferenceKind
    first: Span | None
    second: Span | None

    @property
    def range(self) -> tuple[int, int]:
        """The smallest range that covers both spans."""
        spans = [span for span in (self.first, self.second) if span]
        return min(span.start for span in spans), max(span.end for span in spans)


def span_differences(first: Document, second: Document) -> tuple[SpanDifference, ...]:
    """Each span of both documents exactly once, in reading order.

    Raises ValueError where the documents are not of the same text.
    """
    _check_texts((first, second))
    mine, theirs = (word_spans(document.text, document.spans) for document in (first, second))
    return tuple(_difference(pair) for pair in align(mine, theirs))


def count_kinds(differences: Iterable[SpanDifference]) -> Mapping[DifferenceKind, int]:
    """How many of each kind, zeros included."""
    found = Counter(difference.kind for difference in differences)
    return {kind: found[kind] for kind in DIFFERENCE_KINDS}


def shared_spans(documents: Sequence[Document]) -> frozenset[Span]:
    """The spans, widened to words, that all ``documents`` of one text have alike."""
    _check_texts(documents)
    found = [frozenset(word_spans(document.text, document.spans)) for document in documents]
    return frozenset.intersection(*found) if found else frozenset()


def _difference(pair: Pair) -> SpanDifference:
    return SpanDifference(_KINDS[error_kind(pair)], pair.gold, pair.predicted)


def _check_texts(documents: Sequence[Document]) -> None:
    if len({document.text for document in documents}) > 1:
        raise ValueError("expected documents of the same text, got different texts")
