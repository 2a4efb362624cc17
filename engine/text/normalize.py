"""The one normal form of Bangla text, with a monotone map back to raw offsets.

Plain NFC is a trap for Bangla: it joins the split vowel signs (ে + া = ো), which
is wanted, but it *splits* ড় ঢ় য় (U+09DC, U+09DD, U+09DF are composition
exclusions), which is not. The normal form here is NFC with the three nukta
letters joined again. ZWJ, ZWNJ, case and everything else are left as they are.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

NUKTA = "\u09bc"
NUKTA_LETTERS = {
    "\u09a1\u09bc": "\u09dc",  # ড়
    "\u09a2\u09bc": "\u09dd",  # ঢ়
    "\u09af\u09bc": "\u09df",  # য়
}
_STRETCH = re.compile(r"\s+|\S+")
_CLUSTER = regex.compile(r"\X")
_PLAIN_QUOTES = str.maketrans("‘’“”", "''\"\"")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text in normal form, aligned with the raw text it came from.

    ``starts[i]`` and ``ends[i]`` are the raw code-point offsets (end exclusive)
    of normalized code point ``i``; both are non-decreasing.
    """

    raw: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of the non-empty normalized range ``[start, end)``."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"expected a non-empty range inside 0..{len(self.text)}, got {start}..{end}"
            )
        return self.starts[start], self.ends[end - 1]

    def from_raw(self, start: int, end: int) -> tuple[int, int]:
        """Normalized range that covers the non-empty raw range ``[start, end)``."""
        if not 0 <= start < end <= len(self.raw):
            raise ValueError(
                f"expected a non-empty range inside 0..{len(self.raw)}, got {start}..{end}"
            )
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def normalize(text: str) -> NormalizedText:
    """Normal form of ``text`` with the offset map; linear in ``len(text)``."""
    if text.isascii() or normal_form(text) == text:
        return NormalizedText(text, text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for stretch in _STRETCH.finditer(text):
        for part, at in _changing_parts(stretch.group(), stretch.start()):
            form = normal_form(part)
            pieces.append(form)
            for start, end in _align(part, form):
                starts.append(at + start)
                ends.append(at + end)
    return NormalizedText(text, "".join(pieces), starts, ends)


def _changing_parts(stretch: str, at: int) -> Iterator[tuple[str, int]]:
    """A stretch in normal form as it is, any other by grapheme clusters; each with its place.

    Most words are in normal form, and to look for clusters is what takes the time.
    """
    if normal_form(stretch) == stretch:
        yield stretch, at
    else:
        for match in _CLUSTER.finditer(stretch):
            yield match.group(), at + match.start()


def normal_form(text: str) -> str:
    """Normal form of ``text`` without the map."""
    form = unicodedata.normalize("NFC", text)
    if NUKTA in form:
        for pair, letter in NUKTA_LETTERS.items():
            form = form.replace(pair, letter)
    return form


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate: as long, and valid Unicode."""
    return _SURROGATE.sub("\ufffd", text)


def match_key(text: str) -> str:
    """What two surfaces are compared by: normal form, lower case, single spaces, plain quotes."""
    return " ".join(plain_quotes(normal_form(text).lower()).split())


def plain_quotes(text: str) -> str:
    """``text``, as long as before, with typographic quotes as on a typewriter (পারকিনসন’স)."""
    return text.translate(_PLAIN_QUOTES)


def _align(raw: str, form: str) -> list[tuple[int, int]]:
    """Raw range of each code point of ``form``, through their common decomposition."""
    if len(raw) == len(form):
        return [(i, i + 1) for i in range(len(raw))]
    owner = [i for i, char in enumerate(raw) for _ in unicodedata.normalize("NFD", char)]
    ranges: list[tuple[int, int]] = []
    position = 0
    for char in form:
        width = len(unicodedata.normalize("NFD", char))
        ranges.append((owner[position], owner[position + width - 1] + 1))
        position += width
    return ranges
