"""Words: maximal runs of characters other than white space and separators.

The regular expression class ``\\w`` would split জ্বর at its hasanta, so words are
defined by what separates them.
"""

import re
from bisect import bisect_right

SEPARATORS = "।৷॥,;:.!?()[]{}\"“”‘’'|–—/"
_SEPARATOR_CLASS = "".join(re.escape(char) for char in SEPARATORS)
_WORD = re.compile(rf"[^\s{_SEPARATOR_CLASS}]+")
_UNIT = re.compile(rf"[^\s{_SEPARATOR_CLASS}]+|[{_SEPARATOR_CLASS}]")

Range = tuple[int, int]
_FAR = 1 << 62  # larger than any offset


def word_ranges(text: str) -> list[Range]:
    """Code-point ranges of the words of ``text``, in order."""
    return [match.span() for match in _WORD.finditer(text)]


def unit_ranges(text: str) -> list[Range]:
    """Ranges of words and of single separators: what a word-level tag can sit on."""
    return [match.span() for match in _UNIT.finditer(text)]


def snap_to_words(words: list[Range], start: int, end: int) -> Range:
    """Widen ``[start, end)`` so that it cuts none of ``words`` (sorted, disjoint)."""
    if end <= start:
        raise ValueError(f"expected a non-empty range, got {start}..{end}")
    first = bisect_right(words, (start, _FAR)) - 1
    last = bisect_right(words, (end - 1, _FAR)) - 1
    if first >= 0 and words[first][0] < start < words[first][1]:
        start = words[first][0]
    if last >= 0 and words[last][0] < end < words[last][1]:
        end = words[last][1]
    return start, end
