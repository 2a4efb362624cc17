"""The word protocol, our headline: strict matches of spans widened to whole words."""

from collections.abc import Iterable

from engine.evaluation.counts import LabelCounts, count_matches
from engine.tagging.bio import snap_spans
from engine.tagging.labels import LabelSet
from engine.tagging.span import Span
from engine.text.words import word_ranges


def word_spans(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` widened to the words of the raw ``text``, in order.

    Where two spans meet in one word the earlier keeps it and the later is dropped.
    """
    return tuple(snap_spans(spans, word_ranges(text)))


def word_counts(
    text: str, gold: Iterable[Span], predicted: Iterable[Span], labels: LabelSet
) -> LabelCounts:
    """Counts of one document under the word protocol; independent of the tokenizer."""
    return count_matches(word_spans(text, gold), word_spans(text, predicted), labels)
