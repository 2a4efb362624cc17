"""The glyphs of the Bijoy (SutonnyMJ) encoding: which part of a Bangla syllable each is.

The encoding puts a glyph, not a letter, on each code of Windows code page 1252: vowel signs
that stand left of the consonant are typed before it, a conjunct is one glyph or several,
and one vowel sign has several shapes. These are facts of the font's layout; where its
releases differ, both are taken, told apart by what stands before.
"""

from collections.abc import Mapping, Sequence

# A whole letter, or a conjunct drawn as one glyph: its letters, joined by a hasanta.
BASES: Mapping[str, str] = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnopq",
        "অইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ\u09dc\u09dd\u09df",
        strict=True,
    )
) | {
    "°": "কক",
    "±": "কট",
    "²": "কষম",
    "³": "কত",
    "´": "কম",
    "µ": "কর",
    "¶": "কষ",
    "ÿ": "কষ",
    "·": "কস",
    "º": "গদ",
    "»": "গধ",
    "¼": "ঙক",
    "½": "ঙগ",
    "¾": "জজ",
    "À": "জঝ",
    "¹": "জঞ",
    "Á": "জঞ",
    "Â": "ঞচ",
    "Ã": "ঞছ",
    "Ä": "ঞজ",
    "Å": "ঞঝ",
    "Æ": "টট",
    "Ç": "ডড",
    "È": "ণট",
    "É": "ণঠ",
    "Ê": "ণড",
    "Ë": "তত",
    "Ì": "তথ",
    "Í": "তম",
    "Î": "তর",
    "Ï": "দদ",
    "×": "দধ",
    "Ø": "দব",
    "Ù": "দম",
    "Ú": "নঠ",
    "Û": "নড",
    "Ü": "নধ",
    "Ý": "নস",
    "Þ": "পট",
    "ß": "পত",
    "à": "পপ",
    "á": "পস",
    "â": "বজ",
    "ã": "বদ",
    "ä": "বধ",
    "å": "ভর",
    "æ": "মন",
    "ç": "মফ",
    "é": "লক",
    "ê": "লগ",
    "ë": "লট",
    "ì": "লড",
    "í": "লপ",
    "î": "লফ",
    "ð": "শচ",
    "ñ": "শছ",
    "ò": "ষণ",
    "ó": "ষট",
    "ô": "ষঠ",
    "õ": "ষফ",
    "ö": "সখ",
    "÷": "সট",
    "ø": "সন",
    "ù": "সফ",
    "ý": "হন",
    "þ": "হম",
}
# A letter drawn together with its vowel sign.
WITH_VOWEL: Mapping[str, tuple[str, str]] = {
    "¸": ("গ", "ু"),
    "ï": ("শ", "ু"),
    "û": ("হ", "ু"),
    "ü": ("হ", "ৃ"),
}
# Left halves of conjuncts: a letter with its hasanta, before another glyph.
HALVES: Mapping[str, str] = {
    "•": "ঙ",
    "”": "চ",
    "˜": "দ",
    "™": "দ",
    "š": "ন",
    "›": "ন",
    "¤": "ম",
    "®": "ষ",
    "¯": "স",
}
# Parts below or right of a letter: a hasanta with the letters after it.
BELOWS: Mapping[str, str] = {
    "^": "ব",
    "Ÿ": "ব",
    "¡": "ব",
    "¦": "ব",
    "¢": "ভ",
    "£": "ভর",
    "¥": "ম",
    "§": "ম",
    "œ": "ন",
    "è": "ণ",
    "¬": "ল",
    "\u00ad": "ল",  # the soft hyphen
    "ú": "প",
    "‹": "ক",
    "Œ": "কর",
    "¿": "তর",
    "¨": "য",
    "ª": "র",
    "«": "র",
    "Ö": "র",
}
# Codes that mean something else, or are punctuation, where no such part can stand.
BELOWS_AFTER_HALF: Mapping[str, str] = {"—": "ত", "Í": "ত", "’": "থ", "‘": "ত"}
BELOWS_AFTER_LETTER: Mapping[str, str] = {"ø": "ল"}
BELOW_WITH_U = "‘"  # ন্তু, স্তু
BEFORE: Mapping[str, str] = {"w": "ি", "†": "ে", "‡": "ে", "ˆ": "ৈ", "‰": "ৈ"}
AFTER: Mapping[str, str] = {
    "v": "া",
    "x": "ী",
    "y": "ু",
    "z": "ু",
    "~": "ূ",
    "ƒ": "ূ",
    "‚": "ূ",
    "„": "ৃ",
    "…": "ৃ",
    "Š": "ৗ",
}
AFTER_RA: Mapping[str, str] = {"æ": "ু", "“": "ু"}
AFTER_RA_PHALA: Mapping[str, str] = {"–": "ু"}
REPH = "©"
NASAL = "u"  # ঁ, typed before or after the vowel sign
HASANTA = "&"
ENDS: Mapping[str, str] = {"s": "ং", "t": "ঃ"}
ALONE: Mapping[str, str] = {
    "r": "ৎ",
    "|": "।",
    "Ô": "‘",
    "Õ": "’",
    "Ò": "“",
    "Ó": "”",
    "Ð": "–",
    "Ñ": "—",
}
DIGITS: Mapping[str, str] = dict(zip("0123456789", "০১২৩৪৫৬৭৮৯", strict=True))


def below(glyph: str, *, after_half: bool) -> str:
    """The letters that ``glyph`` hangs below the letters before it; "" if it does not."""
    if after_half and glyph in BELOWS_AFTER_HALF:
        return BELOWS_AFTER_HALF[glyph]
    return BELOWS.get(glyph) or BELOWS_AFTER_LETTER.get(glyph, "")


def sign(glyph: str, letters: Sequence[str]) -> str:
    """The vowel sign that ``glyph`` is after ``letters``; "" if it is none there."""
    after_ra = bool(letters) and letters[-1] == "র"
    if after_ra and glyph in AFTER_RA:
        return AFTER_RA[glyph]
    if after_ra and len(letters) > 1 and glyph in AFTER_RA_PHALA:
        return AFTER_RA_PHALA[glyph]
    return AFTER.get(glyph, "")
