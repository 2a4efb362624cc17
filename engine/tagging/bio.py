"""Spans to BIO tags over units (pieces, words, characters) and back: eq. (1)."""

from collections.abc import Iterable, Sequence

from engine.tagging.span import Span
from engine.text.words import Range, snap_to_words

OUTSIDE = "O"


def spans_to_tags(spans: Iterable[Span], units: Sequence[Range]) -> list[str]:
    """One tag a unit: that of the unit's first character.

    ``units`` are code-point ranges in order; the first unit that begins inside a
    span gets B, the later ones I. Widen spans with ``snap_spans`` first where
    they may begin inside a unit.
    """
    tags = [OUTSIDE] * len(units)
    position = 0
    for span in sorted(spans):
        while position < len(units) and units[position][0] < span.start:
            position += 1
        prefix = "B"
        while position < len(units) and units[position][0] < span.end:
            tags[position] = f"{prefix}-{span.label}"
            prefix = "I"
            position += 1
    return tags


def tags_to_spans(tags: Sequence[str], units: Sequence[Range]) -> list[Span]:
    """Spans of a tag sequence, strictly: an I that continues nothing is no entity."""
    if len(tags) != len(units):
        raise ValueError(f"expected one tag a unit ({len(units)}), got {len(tags)}")
    spans: list[Span] = []
    start, label = -1, ""
    for i, tag in enumerate([*tags, OUTSIDE]):
        if start >= 0 and tag != f"I-{label}":
            spans.append(Span(units[start][0], units[i - 1][1], label))
            start = -1
        if tag.startswith("B-"):
            start, label = i, tag[2:]
    return spans


def is_valid(tags: Sequence[str]) -> bool:
    """Whether no I follows anything but a B or I of its own label."""
    previous = OUTSIDE
    for tag in tags:
        if tag.startswith("I-") and previous[2:] != tag[2:]:
            return False
        previous = tag
    return True


def snap_spans(spans: Iterable[Span], words: list[Range]) -> list[Span]:
    """Spans widened to whole ``words``; what then overlaps an earlier span is dropped."""
    snapped: list[Span] = []
    for span in sorted(spans):
        start, end = snap_to_words(words, span.start, span.end)
        if not snapped or start >= snapped[-1].end:
            snapped.append(Span(start, end, span.label, span.score))
    return snapped
