"""What the corpus's texts and spans have in them, each trait by one stated rule."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import regex

from engine.tagging.inflection import stems
from engine.tagging.lexicon import Lexicon
from engine.tagging.span import Document, Span
from engine.text.normalize import NUKTA_LETTERS, match_key
from engine.text.words import word_ranges
from trainer.nearness import list_features

_BANGLA = regex.compile(r"\p{Bengali}")
_LATIN = regex.compile(r"\p{Latin}")
_BANGLA_DIGIT = regex.compile("[০-৯]")
_LATIN_DIGIT = regex.compile("[0-9]")
# Everyday Bangla words as they are typed in Latin letters; two of them make a romanized text.
_ROMANIZED = frozenset(
    re.findall(
        r"\S+",
        """
        amar amr ami apnar amader tar ki koto kobe keno kon ta er e te ar ba na nai kichu kore
        korbo korte korle khai khaisi khaile khele khabo khawabo dei dewa dibo hoy hobe hoise
        hoyeche hole ase asche thake mone naki jonno jay din dhore bacchar babar ammur eta ekhon
        pore age beshi kom valo vai apu bolo bollo bolte paren pabo osudh
        """,
    )
)
_NEGATIONS = frozenset(
    re.findall(
        r"\S+",
        "না নেই নয় নাই নি নহে নন নও নেগেটিভ অনুপস্থিত no not nil neg negative na nai nei",
    )
)


def romanized(text: str) -> bool:
    """Two or more everyday Bangla words in Latin letters."""
    return sum(word in _ROMANIZED for word in _words(text)) >= 2


def mixed_script(text: str) -> bool:
    """Bangla and Latin letters in one text."""
    return bool(_BANGLA.search(text) and _LATIN.search(text))


def negated(text: str) -> bool:
    """A negating word, or a Bangla verb that ends in নি."""
    words = _words(text)
    return any(word in _NEGATIONS or word.endswith(("েনি", "য়নি")) for word in words)


TEXT_TRAITS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "romanized Bangla": romanized,
        "Bangla and Latin letters": mixed_script,
        "nukta letter as one code point": lambda text: any(
            letter in text for letter in NUKTA_LETTERS.values()
        ),
        "nukta letter as two code points": lambda text: any(pair in text for pair in NUKTA_LETTERS),
        "Bangla digits": lambda text: bool(_BANGLA_DIGIT.search(text)),
        "Latin digits": lambda text: bool(_LATIN_DIGIT.search(text)),
        "digits of both scripts": lambda text: bool(
            _BANGLA_DIGIT.search(text) and _LATIN_DIGIT.search(text)
        ),
        "negation": negated,
    }
)


def has_list(document: Document) -> bool:
    """Three or more entities of one label in an enumeration."""
    return bool(list_features(document))


def tempting(document: Document, lexicon: Lexicon) -> bool:
    """A lexicon form stands in it where no entity is."""
    return any(
        all(found.end <= span.start or span.end <= found.start for span in document.spans)
        for found in lexicon.find(document.text)
    )


def multi_word(document: Document, span: Span) -> bool:
    """A span of two or more words."""
    return len(word_ranges(document.surface(span))) > 1


def inflected(document: Document, span: Span, lexicon: Lexicon, surfaces: frozenset[str]) -> bool:
    """No lexicon form itself, but a stem of it is one or stands in the corpus alone."""
    first, *shorter = stems(match_key(document.surface(span)))
    known = lexicon.labels
    return first not in known and any(stem in known or stem in surfaces for stem in shorter)


def _words(text: str) -> list[str]:
    return [match_key(text[start:end]) for start, end in word_ranges(text)]
