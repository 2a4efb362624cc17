"""Surfaces that training showed and surfaces that it did not, scored apart."""

from collections.abc import Iterable, Sequence

from engine.evaluation.alignment import Pair
from engine.evaluation.counts import LabelCounts, count_matches
from engine.evaluation.word import word_spans
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document, Span
from engine.text.normalize import match_key


def entity_surfaces(documents: Iterable[Document]) -> frozenset[str]:
    """The match keys of all entity surfaces of ``documents``, spans widened to words."""
    return frozenset(
        match_key(document.surface(span))
        for document in documents
        for span in word_spans(document.text, document.spans)
    )


def seen_counts(
    text: str, pairs: Sequence[Pair], surfaces: frozenset[str], labels: LabelSet
) -> tuple[LabelCounts, LabelCounts]:
    """Counts of one document over seen, then over unseen surfaces.

    ``pairs`` are its aligned spans, widened to words; ``surfaces`` is as
    ``entity_surfaces`` gives it. A hit has one surface, so the two add up to the
    counts of the word protocol. A spurious span counts where its own surface is.
    """
    gold = [pair.gold for pair in pairs if pair.gold]
    predicted = [pair.predicted for pair in pairs if pair.predicted]
    seen = {span for span in (*gold, *predicted) if _surface(text, span) in surfaces}
    return (
        count_matches(seen.intersection(gold), seen.intersection(predicted), labels),
        count_matches(set(gold) - seen, set(predicted) - seen, labels),
    )


def _surface(text: str, span: Span) -> str:
    return match_key(text[span.start : span.end])
