"""A document as one row of mentions, words and marks, for the negation rules."""

import re
from dataclasses import dataclass
from functools import cache

from engine.tagging.negation_words import Phrase, units
from engine.tagging.span import Document

_LINE = re.compile(r"([\r\n]+)")


@dataclass(frozen=True, slots=True)
class Token:
    """A mention (``span`` is its number), or a word, a separator or a line end."""

    text: str
    span: int | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of a document; ``places[n]`` is where span ``n`` stands."""

    tokens: tuple[Token, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, document: Document) -> "Stream":
        """The tokens of ``document``."""
        tokens: list[Token] = []
        places: list[int] = []
        end = 0
        for number, span in enumerate(document.spans):
            tokens += _between(document.text[end : span.start])
            places.append(len(tokens))
            tokens.append(Token(" ".join(units(document.surface(span))), number))
            end = span.end
        return cls((*tokens, *_between(document.text[end:])), tuple(places))

    def text(self, place: int) -> str:
        """The word or mark at ``place``; "" for a mention and outside."""
        inside = 0 <= place < len(self.tokens) and self.tokens[place].span is None
        return self.tokens[place].text if inside else ""

    def is_mention(self, place: int) -> bool:
        """Whether a mention stands at ``place``."""
        return 0 <= place < len(self.tokens) and self.tokens[place].span is not None

    def phrase(self, phrases: frozenset[Phrase], place: int) -> int:
        """The length of the longest of ``phrases`` that begins at ``place``, else 0."""
        if self.text(place) not in _heads(phrases):
            return 0
        for length in range(5, 0, -1):
            if tuple(self.text(place + step) for step in range(length)) in phrases:
                return length
        return 0


@cache
def _heads(phrases: frozenset[Phrase]) -> frozenset[str]:
    """The first words of ``phrases``."""
    return frozenset(phrase[0] for phrase in phrases)


def _between(text: str) -> list[Token]:
    """Words and marks of a stretch without mentions; a line end is "\\n"."""
    parts = _LINE.split(text)
    return [
        Token(unit)
        for number, part in enumerate(parts)
        for unit in (("\n",) if number % 2 else units(part))
    ]
