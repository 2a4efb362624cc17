"""Which pieces of a line are Bijoy and which English: words, then the numbers beside them."""

import re
from collections.abc import Sequence

from engine.text.bijoy_syllables import word_from_bijoy
from engine.text.bijoy_words import bijoy_odds

_SURE = 3.0  # log odds, one in twenty; below it the neighbors decide
_UNITS = frozenset(("mg", "µg", "mcg", "kg", "ng", "ml", "mL", "dL", "IU", "cm", "mm", "wk", "°C"))
_SHORT_UNITS = frozenset("gLUmhs")  # glued to a number they are Bangla: ৫ম is 5g
_LINK = re.compile(r"[\s+/.()*-]*")  # what may stand between a number and its word

Piece = re.Match[str]


def bijoy_sides(pieces: Sequence[Piece]) -> list[bool]:
    """For each of a line's ``word``, ``number`` and ``sign`` pieces, whether it is Bijoy."""
    sides = [_side(pieces, place) for place in range(len(pieces))]
    sides = [_beside(sides, pieces, place) for place in range(len(pieces))]
    if True not in sides:
        return [False] * len(pieces)
    for place, piece in enumerate(pieces):
        if piece.lastgroup == "number":
            sides[place] = not _is_english_number(pieces, sides, place)
    return [side is not False for side in sides]


def _side(pieces: Sequence[Piece], place: int) -> bool | None:
    """The side of a word by itself; None for what is no word or not sure."""
    word = pieces[place].group()
    if pieces[place].lastgroup != "word" or word_from_bijoy(word) == word:
        return None
    if _is_unit(pieces, place):
        return False
    odds = bijoy_odds(word)
    return odds > 0 if abs(odds) >= _SURE else None


def _is_unit(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a unit of measure follows a number, or another unit (mg/dL)."""
    if place == 0:
        return False
    word, before = pieces[place].group(), pieces[place - 1]
    gap = before.string[before.end() : pieces[place].start()]
    known = word in _UNITS or (word in _SHORT_UNITS and bool(gap))
    if gap.strip() == "/":
        return known and _is_unit(pieces, place - 1)
    return known and not gap.strip() and before.lastgroup == "number"


def _beside(sides: Sequence[bool | None], pieces: Sequence[Piece], place: int) -> bool | None:
    """The side of an unsure word: that of the nearest sure one, the earlier of two."""
    word = pieces[place].group()
    if sides[place] is not None or pieces[place].lastgroup != "word":
        return sides[place]
    if word_from_bijoy(word) == word:
        return None
    sure = [other for other, side in enumerate(sides) if side is not None]
    if not sure:
        return bijoy_odds(word) > 0
    return sides[min(sure, key=lambda other: abs(other - place))]


def _is_english_number(pieces: Sequence[Piece], sides: Sequence[bool | None], place: int) -> bool:
    """Whether a number belongs to the English word or number before it, or the word after it."""
    before, after = place - 1, place + 1
    if place and sides[before] is False and _linked(pieces[before], pieces[place]):
        return True
    follows = after < len(pieces) and sides[after] is False and pieces[after].lastgroup == "word"
    return follows and _linked(pieces[place], pieces[after])


def _linked(before: Piece, after: Piece) -> bool:
    return bool(_LINK.fullmatch(before.string[before.end() : after.start()]))
