"""Kinds of error: what exactly went wrong with each span that is no hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from engine.evaluation.alignment import Pair
from engine.tagging.labels import LabelSet
from engine.tagging.span import Span

ErrorKind = Literal["missed", "spurious", "boundary", "label", "both"]
ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)


@dataclass(frozen=True, slots=True)
class SpanError:
    """One error in the document with index ``document``; spans widened to words.

    missed: no prediction answers the gold span · spurious: no gold span ·
    boundary: right label, wrong range · label: right range, wrong label · both.
    """

    kind: ErrorKind
    document: int
    gold: Span | None
    predicted: Span | None

    @property
    def label(self) -> str:
        """The gold label; the predicted one of a spurious span."""
        span = self.gold or self.predicted
        return span.label if span else ""


def find_errors(pairs: Iterable[Pair], document: int) -> tuple[SpanError, ...]:
    """The errors among the aligned ``pairs`` of one document, in reading order."""
    kinds = ((error_kind(pair), pair) for pair in pairs)
    return tuple(
        SpanError(kind, document, pair.gold, pair.predicted) for kind, pair in kinds if kind
    )


def error_kind(pair: Pair) -> ErrorKind | None:
    """The kind of error of an aligned pair, None for a hit."""
    if pair.predicted is None:
        return "missed"
    if pair.gold is None:
        return "spurious"
    same_label = pair.gold.label == pair.predicted.label
    same_range = (pair.gold.start, pair.gold.end) == (pair.predicted.start, pair.predicted.end)
    if same_range:
        return None if same_label else "label"
    return "boundary" if same_label else "both"


def count_errors(errors: Iterable[SpanError], labels: LabelSet) -> dict[str, dict[str, int]]:
    """Number of errors by kind and label, zeros included."""
    table: dict[str, dict[str, int]] = {
        kind: dict.fromkeys(labels.labels, 0) for kind in ERROR_KINDS
    }
    for error in errors:
        table[error.kind][error.label] += 1
    return table
