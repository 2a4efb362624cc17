"""The closed list of Bangla inflections that may follow an entity inside one word.

A word is ``stem + ending``; which endings are allowed depends on the sound the stem
ends in (জ্বর + ে, but কিডনি + তে). An ending is a chain of at most three links,
classifier, case, emphasis (টি + র + ও), or জনিত ("due to") with emphasis, and any of them
may be tied on with a hyphen (HIV-এর). All endings are enumerated once: testing one is a set
look-up, and nothing outside the list is ever taken for an inflection.
"""

from functools import lru_cache

import regex

_CONSONANT_CASES = ("", "ের", "ে", "কে", "এর", "এ")
_VOWEL_CASES = ("", "র", "তে", "কে", "এর", "এ")
_EMPHASES = ("", "ও", "ই")
_CLASSIFIED = (
    *(f"{noun}{case}" for noun in ("টি", "গুলি") for case in ("", "র", "তে", "কে")),
    *(f"{noun}{case}" for noun in ("টা", "গুলো") for case in ("", "র", "তে", "কে", "য়")),
    *(f"সমূহ{case}" for case in ("", "ের", "ে", "কে")),
    *(f"দের{case}" for case in ("", "কে")),
)
_JOINERS = "\u200c\u200d"
_VOWEL_END = regex.compile(r"[\u0985-\u0994\u09be-\u09cc]\u0981?$")
_OPEN_END = regex.compile(r"[াো]$")
_LETTER_END = regex.compile(r"[\u0985-\u0994]$")
_CONSONANT_END = regex.compile(r"[\u0995-\u09b9\u09ce\u09dc-\u09df]\u0981?$")
_SHORT = regex.compile(r"[\u0985-\u09b9\u09dc-\u09df][\u09be-\u09cc]?\u0981?")


def _with_emphasis(endings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(ending + emphasis for ending in endings for emphasis in _EMPHASES)


_AFTER_CONSONANT = _with_emphasis((*_CONSONANT_CASES, *_CLASSIFIED, "েদের", "েদেরকে", "জনিত"))
_AFTER_VOWEL = _with_emphasis((*_VOWEL_CASES, *_CLASSIFIED, "জনিত"))
_AFTER_OPEN = _AFTER_VOWEL | _with_emphasis(("য়",))  # মাথা + য়, লিবিডো + য়
_AFTER_LETTER = _AFTER_VOWEL | _with_emphasis(("য়ের", "য়ে"))  # বই + য়ের
_AFTER_OTHER = _AFTER_CONSONANT | _AFTER_OPEN | _AFTER_LETTER
# A stem of one open syllable begins too many common words: পা in পায়, পাই, পাও, পার,
# পাতে, পাকে, পাটি. It takes only the endings that make no other word.
_AFTER_SHORT = _with_emphasis(
    ("য়ের", "য়ে", *(ending for ending in _CLASSIFIED if ending.startswith("গুল")))
) | {""}
_LONGEST = max(len(ending) for ending in _AFTER_OTHER) + 2  # a hyphen and a joiner


def is_inflection(stem: str, rest: str) -> bool:
    """Whether ``stem`` + ``rest`` is an inflected form of ``stem``; "" counts as one.

    Both in normal form and lower case. ZWJ and ZWNJ between the two are ignored.
    """
    rest = rest.strip(_JOINERS)
    if rest.startswith("-"):  # the hyphen marks the border, so any ending is safe
        return len(rest) > 1 and rest[1:] in _AFTER_OTHER
    return rest in _endings(stem.rstrip(_JOINERS))


@lru_cache(maxsize=1 << 16)  # a text repeats its words, and every word is asked for
def stems(word: str) -> tuple[str, ...]:
    """Every stem that ``word`` may be a form of, the longest (the word itself) first."""
    shortest = max(1, len(word) - _LONGEST)
    cuts = range(len(word) - 1, shortest - 1, -1)
    return (word, *(word[:cut] for cut in cuts if is_inflection(word[:cut], word[cut:])))


def _endings(stem: str) -> frozenset[str]:
    if _SHORT.fullmatch(stem):
        return _AFTER_SHORT
    if _LETTER_END.search(stem):
        return _AFTER_LETTER
    if _VOWEL_END.search(stem):
        return _AFTER_OPEN if _OPEN_END.search(stem) else _AFTER_VOWEL
    return _AFTER_CONSONANT if _CONSONANT_END.search(stem) else _AFTER_OTHER
