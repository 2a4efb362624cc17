"""Which stretches of a shown text were searched for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.text.clusters import cluster_ranges
from engine.text.words import Range, snap_to_words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, and whether it was searched for."""

    text: str
    found: bool


def whole_clusters(text: str, ranges: Sequence[Range]) -> list[Range]:
    """``ranges`` of ``text`` widened so that none cuts a grapheme cluster; in order."""
    clusters = cluster_ranges(text) if ranges else []
    return sorted(snap_to_words(clusters, start, end) for start, end in ranges)


def stretches(part: str, start: int, ranges: Sequence[Range]) -> Iterator[Stretch]:
    """``part``, which begins at ``start`` of a text, cut where the text's ``ranges`` do."""
    position = 0
    for low, high in ranges:
        first = min(max(low - start, position), len(part))
        last = min(max(high - start, first), len(part))
        if first > position:
            yield Stretch(part[position:first], False)
        if last > first:
            yield Stretch(part[first:last], True)
        position = max(position, last)
    if position < len(part):
        yield Stretch(part[position:], False)
