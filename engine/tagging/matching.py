"""From entity strings to spans: the matching rule, and the paper's own for comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.tagging.span import Span
from engine.tagging.surface_index import Occurrence, SurfaceIndex, select_longest
from engine.text.normalize import NormalizedText, match_key, normalize, plain_quotes

MatchRule = Literal["safe", "paper"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity string with its label, as an annotator wrote it beside the text."""

    label: str
    surface: str


@dataclass(frozen=True, slots=True)
class MatchResult:
    """Spans over the raw text, and the entries that gave none.

    ``unmatched`` entries occur nowhere. ``covered`` ones occur only where a longer
    (or an equal but earlier) entry already stands, which is no fault of the data.
    """

    spans: tuple[Span, ...]
    unmatched: tuple[Entry, ...]
    covered: tuple[Entry, ...]


def match_entities(text: str, entries: Sequence[Entry], rule: MatchRule = "safe") -> MatchResult:
    """Spans of all ``entries`` in ``text``: longest first, every occurrence, no overlap.

    ``safe``: a match begins at a word's start and ends at a word's end, give or take
    one of the closed list of inflections, and takes the whole word. ``paper``: any
    substring. Both compare in normal form and without case, so that they differ in
    the word boundaries alone.
    """
    if rule == "safe":
        found = SurfaceIndex(entry.surface for entry in entries).occurrences(text)
    elif rule == "paper":
        found = _substrings(normalize(text), entries)
    else:
        raise ValueError(f"expected the match rule 'safe' or 'paper', got {rule!r}")
    chosen = select_longest(found)
    spans = tuple(Span(o.start, o.end, entries[o.surface].label) for o in chosen)
    used = {o.surface for o in chosen}
    present = {match_key(entries[o.surface].surface) for o in found}
    rest = [entry for number, entry in enumerate(entries) if number not in used]
    return MatchResult(
        spans,
        unmatched=tuple(entry for entry in rest if match_key(entry.surface) not in present),
        covered=tuple(entry for entry in rest if match_key(entry.surface) in present),
    )


def _substrings(text: NormalizedText, entries: Sequence[Entry]) -> list[Occurrence]:
    """Every occurrence of every entry as a plain substring."""
    haystack = plain_quotes(_lower(text.text))
    found: list[Occurrence] = []
    for number, entry in enumerate(entries):
        needle = _lower(match_key(entry.surface))
        start = haystack.find(needle) if needle else -1
        while start >= 0:
            raw_start, raw_end = text.to_raw(start, start + len(needle))
            found.append(Occurrence(raw_start, raw_end, number, len(needle)))
            start = haystack.find(needle, start + 1)
    return found


def _lower(text: str) -> str:
    """Lower case that keeps the length, so that offsets stay true (İ would grow)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
