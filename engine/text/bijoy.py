"""Bangla typed in the legacy Bijoy encoding (SutonnyMJ): recognized, and put into Unicode.

Own code, for no library on PyPI is sound: two are MIT, untested and one a copy of the other,
and convert English words and white space along with the rest; two have licenses that do not
fit. None tells whether a text is in the encoding at all.
"""

import re

from engine.text.bijoy_glyphs import ALONE, DIGITS
from engine.text.bijoy_sides import bijoy_sides
from engine.text.bijoy_syllables import word_from_bijoy
from engine.text.bijoy_words import FOREIGN, bijoy_odds

_SURE = 10.0  # log odds of all Bijoy words together: one long word, or two short ones
_SHARE = 0.3  # of the letters that are not Unicode Bangla; the rest may be English
_ENOUGH = 4_000  # words that are looked at
_ONE_TO_ONE = str.maketrans({**ALONE, **DIGITS})
_PIECE = re.compile(rf"(?P<word>{FOREIGN.pattern})|(?P<number>[0-9]+)|(?P<sign>[|ÔÕÒÓÐÑ])")


def looks_like_bijoy(text: str) -> bool:
    """Whether ``text`` holds Bangla in the Bijoy encoding, alone or beside English and Unicode."""
    words = [found.group() for found in FOREIGN.finditer(text)][:_ENOUGH]
    odds = {word: bijoy_odds(word) for word in set(words)}
    bijoy = [word for word in words if odds[word] > 0]
    if sum(odds[word] for word in bijoy) < _SURE:
        return False
    return sum(map(len, bijoy)) >= _SHARE * sum(map(len, words))


def from_bijoy(text: str) -> str:
    """``text`` with its Bijoy words in Unicode, and digits and signs beside them.

    Unicode Bangla, white space and words that are likelier English stay as they are, and so
    do numbers that belong to English words (Napa 500 mg). A line without a Bijoy word does
    not change.
    """
    return "".join(map(_line_from_bijoy, text.splitlines(keepends=True)))


def _line_from_bijoy(line: str) -> str:
    pieces = list(_PIECE.finditer(line))
    converted: list[str] = []
    end = 0
    for piece, is_bijoy in zip(pieces, bijoy_sides(pieces), strict=True):
        converted.append(line[end : piece.start()])
        converted.append(_converted(piece) if is_bijoy else piece.group())
        end = piece.end()
    return "".join([*converted, line[end:]])


def _converted(piece: re.Match[str]) -> str:
    if piece.lastgroup == "word":
        return word_from_bijoy(piece.group())
    return piece.group().translate(_ONE_TO_ONE)
