"""Finds thousands of surfaces in a text in one pass, by words and not by substrings.

The surfaces stand in a trie of their units (words and single separators). At every
unit of the text one walk down the trie meets all surfaces that begin there, so the
cost grows with the length of the text and hardly with the number of surfaces.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engine.tagging.inflection import stems
from engine.text.normalize import match_key, normalize, plain_quotes
from engine.text.words import unit_ranges


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A surface found in a text: raw offsets (end exclusive) of the whole words.

    ``surface`` is the number of the surface in the index; ``length`` is that
    surface's own length in normalized characters, without any inflection.
    """

    start: int
    end: int
    surface: int
    length: int


@dataclass(slots=True)
class _Node:
    """A trie node; ``surface`` is the first surface that ends here, or -1."""

    children: dict[str, "_Node"] = field(default_factory=dict)
    surface: int = -1
    length: int = 0


class SurfaceIndex:
    """An index of surfaces; of several that are equal in normal form the first counts."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._root = _Node()
        for number, surface in enumerate(surfaces):
            self._add(number, match_key(surface))

    @classmethod
    def of_keys(cls, keys: Iterable[str]) -> "SurfaceIndex":
        """An index of surfaces that have been through ``match_key`` already."""
        index = cls(())
        for number, key in enumerate(keys):
            index._add(number, key)
        return index

    def occurrences(self, text: str) -> list[Occurrence]:
        """Every occurrence of every surface in raw ``text``, overlapping ones too."""
        normalized = normalize(text)
        ranges = unit_ranges(normalized.text)
        keys = [plain_quotes(normalized.text[start:end].lower()) for start, end in ranges]
        found: list[Occurrence] = []
        for first, (start, _) in enumerate(ranges):
            for last, node in self._walk(keys, first):
                raw_start, raw_end = normalized.to_raw(start, ranges[last][1])
                found.append(Occurrence(raw_start, raw_end, node.surface, node.length))
        return found

    def _add(self, number: int, key: str) -> None:
        node = self._root
        for start, end in unit_ranges(key):
            node = node.children.setdefault(key[start:end], _Node())
        if node is not self._root and node.surface < 0:
            node.surface, node.length = number, len(key)

    def _walk(self, keys: Sequence[str], first: int) -> Iterator[tuple[int, _Node]]:
        """(last unit, node) of each surface that begins at unit ``first``.

        Only the last unit of a surface may be inflected.
        """
        node = self._root
        for last in range(first, len(keys)):
            if not node.children:
                return
            for stem in stems(keys[last]):
                end = node.children.get(stem)
                if end is not None and end.surface >= 0:
                    yield last, end
            if keys[last] not in node.children:
                return
            node = node.children[keys[last]]


def select_longest(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences that stay when longer surfaces go first and none may overlap.

    Ties go to the earlier place in the text, then to the earlier surface. Sorted by
    place.
    """
    taken: set[int] = set()
    chosen: list[Occurrence] = []
    for item in sorted(occurrences, key=lambda o: (-o.length, o.start, o.surface)):
        if taken.isdisjoint(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            chosen.append(item)
    return sorted(chosen, key=lambda o: o.start)
