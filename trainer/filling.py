"""A frame with its slots filled: text and exact spans."""

import random
import re

from engine.tagging.span import Document, Span
from engine.text.normalize import NUKTA_LETTERS, match_key
from trainer.frames import Choice, Frame, Mark, Part, Slot
from trainer.inflect import ending, inflect, inflect_romanized, needs_hyphen
from trainer.romanize import romanize
from trainer.terms import SAME, Term, Terms

# How often an entity comes in Latin letters where its slot does not say.
LATIN_SHARE = {"clinical": 0.4, "drug": 0.04, "patient": 0.06, "education": 0.02, "news": 0.02}
LATIN_DIGITS_SHARE = {"clinical": 0.6, "patient": 0.35}
SPLIT_NUKTA_SHARE = 0.15
LOOSE_ENDING_SHARE = 0.1  # "নাপা এর": the ending as a word of its own, outside the span
CAPITAL_SHARE = 0.5  # of English names in clinical notes

_BANGLA = re.compile(r"[\u0980-\u09ff]")
_BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_LOOSE = {"gen": " এর", "loc": " এ", "acc": " কে"}


class Filler:
    """Fills frames from ``terms`` with the choices of ``rng``."""

    def __init__(self, terms: Terms, rng: random.Random) -> None:
        self._terms = terms
        self._rng = rng

    def fill(self, frame: Frame) -> Document:
        """One sentence of ``frame``."""
        return _Filling(frame, self._terms, self._rng).document()


class _Filling:
    """One filling in progress: the pieces so far and what they have used."""

    def __init__(self, frame: Frame, terms: Terms, rng: random.Random) -> None:
        self._frame, self._terms, self._rng = frame, terms, rng
        self._pieces: list[str] = []
        self._spans: list[Span] = []
        self._length = 0
        self._used: set[str] = set()
        self._brand: Term | None = None
        self._bangla_digits = _is_bangla(frame) and rng.random() >= LATIN_DIGITS_SHARE.get(
            frame.genre, 0.15
        )
        self._split_nukta = rng.random() < SPLIT_NUKTA_SHARE

    def document(self) -> Document:
        for part in self._frame.parts:
            self._add(part)
        meta = {"genre": self._frame.genre, "source": "generated"}
        return Document("".join(self._pieces), tuple(self._spans), meta=meta)

    def _add(self, part: Part) -> None:
        if isinstance(part, Mark):
            self._write("".join(self._part_of_mark(inner) for inner in part.parts), part.label)
        elif isinstance(part, Slot):
            inside, outside = self._surface(part)
            self._write(inside, part.label)
            self._write(outside)
        else:
            self._write(self._plain(part))

    def _write(self, text: str, label: str = "") -> None:
        if self._split_nukta:
            for pair, letter in NUKTA_LETTERS.items():
                text = text.replace(letter, pair)
        if label:
            self._spans.append(Span(self._length, self._length + len(text), label))
        self._pieces.append(text)
        self._length += len(text)

    def _part_of_mark(self, part: str | Slot | Choice) -> str:
        """Inside a mark nothing stands outside the span, and Bangla stays Bangla."""
        if not isinstance(part, Slot):
            return self._plain(part)
        surface = self._term(part).form(part.script, self._rng)
        return inflect(surface, part.case)

    def _plain(self, part: str | Choice) -> str:
        if isinstance(part, str):
            return part
        text = self._rng.choice(part.options)
        return text.translate(_BANGLA_DIGITS) if part.numeric and self._bangla_digits else text

    def _surface(self, slot: Slot) -> tuple[str, str]:
        """The inflected surface, and an ending that stands outside the span."""
        term = self._term(slot)
        script = slot.script or self._usual_script(slot, term)
        if script == "roman":
            return inflect_romanized(self._romanized(term), slot.case), ""
        surface = term.form(script, self._rng)
        if self._frame.genre == "clinical" and self._rng.random() < CAPITAL_SHARE:
            surface = surface[:1].upper() + surface[1:]
        loose = needs_hyphen(surface) and self._rng.random() < 0.5
        loose = loose or (
            self._frame.genre == "patient" and self._rng.random() < LOOSE_ENDING_SHARE
        )
        if loose and slot.case in _LOOSE and ending(surface, slot.case):
            return surface, _LOOSE[slot.case]
        return inflect(surface, slot.case), ""

    def _term(self, slot: Slot) -> Term:
        """A term that the sentence does not hold yet; ``same`` is the last brand's generic."""
        if slot.kinds == SAME and self._brand and (same := self._terms.generic_of(self._brand)):
            return same
        paired = slot.kinds == ("brand",) and any(s.kinds == SAME for s in self._frame.slots)
        pool = self._terms.known_brands if paired else self._terms.pool(slot)
        for _ in range(20):
            term = self._rng.choice(pool)
            name = match_key(next(iter((*term.bangla, *term.latin))))
            if name not in self._used:
                break
        self._used.add(name)
        if term.generic:
            self._brand = term
        return term

    def _usual_script(self, slot: Slot, term: Term) -> str:
        share = LATIN_SHARE.get(self._frame.genre, 0.0) * (1.0 if slot.label == "MED" else 0.7)
        known = term.latin or (term.english and self._frame.genre == "clinical")
        return "latin" if known and self._rng.random() < share else ""

    def _romanized(self, term: Term) -> str:
        """Latin names as they are typed, in lower case; Bangla words by sound."""
        if term.latin:
            return term.latin[0].lower()
        return romanize(term.form("", self._rng), self._rng)


def _is_bangla(frame: Frame) -> bool:
    """Whether the frame's own words are Bangla, and not English or romanized."""
    return any(_BANGLA.search(part) for part in frame.parts if isinstance(part, str))
