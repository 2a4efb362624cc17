"""Bangla as people type it on a Latin keyboard ("ami valo nei"), with its variety.

A quarter of real patients' questions are romanized, while clean Bangla corpora
hold none, so pre-training sees some sentences in this form.
"""

import random

_VOWELS = {
    "অ": ("o",), "আ": ("a",), "ই": ("i",), "ঈ": ("i",), "উ": ("u",), "ঊ": ("u",),
    "ঋ": ("ri",), "এ": ("e",), "ঐ": ("oi",), "ও": ("o",), "ঔ": ("ou",),
}  # fmt: skip
_SIGNS = {
    "া": ("a",), "ি": ("i",), "ী": ("i", "ee"), "ু": ("u",), "ূ": ("u", "oo"),
    "ৃ": ("ri",), "ে": ("e",), "ৈ": ("oi",), "ো": ("o",), "ৌ": ("ou",),
}  # fmt: skip
_CONSONANTS = {
    "ক": ("k",), "খ": ("kh",), "গ": ("g",), "ঘ": ("gh",), "ঙ": ("ng",),
    "চ": ("c", "ch"), "ছ": ("ch", "s", "c"), "জ": ("j",), "ঝ": ("jh",), "ঞ": ("n",),
    "ট": ("t",), "ঠ": ("th",), "ড": ("d",), "ঢ": ("dh",), "ণ": ("n",),
    "ত": ("t",), "থ": ("th",), "দ": ("d",), "ধ": ("dh",), "ন": ("n",),
    "প": ("p",), "ফ": ("f", "ph"), "ব": ("b",), "ভ": ("v", "bh"), "ম": ("m",),
    "য": ("j",), "র": ("r",), "ল": ("l",), "শ": ("s", "sh"), "ষ": ("s", "sh"),
    "স": ("s",), "হ": ("h",), "ড়": ("r",), "ঢ়": ("r",), "য়": ("y",),
}  # fmt: skip
_OTHER = {"ৎ": "t", "ং": "ng", "ঃ": "", "ঁ": "", "।": ".", "\u200c": "", "\u200d": ""}
_HASANTA = "্"
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def romanize(text: str, rng: random.Random) -> str:
    """``text`` (normal form) in casual Latin letters; spellings vary with ``rng``."""
    return " ".join(_romanize_word(word, rng) for word in text.translate(_DIGITS).split())


def _romanize_word(word: str, rng: random.Random) -> str:
    out: list[str] = []
    for i, char in enumerate(word):
        following = word[i + 1] if i + 1 < len(word) else ""
        if char in _CONSONANTS:
            out.append(_consonant(word, i, rng))
            if _inherent_vowel(following, first=i == 0):
                out.append("o")
        elif char in _SIGNS or char in _VOWELS:
            out.append(rng.choice(_SIGNS.get(char) or _VOWELS[char]))
        elif char != _HASANTA:
            out.append(_OTHER.get(char, char))
    return "".join(out)


def _consonant(word: str, i: int, rng: random.Random) -> str:
    """Subscript ya (্য) is heard as a doubling or not at all; ba (্ব) likewise."""
    subscript = i > 0 and word[i - 1] == _HASANTA
    if subscript and word[i] == "য":
        return "y" if rng.random() < 0.3 else ""
    if subscript and word[i] == "ব" and i < 3:
        return "" if rng.random() < 0.6 else "b"
    return rng.choice(_CONSONANTS[word[i]])


def _inherent_vowel(following: str, first: bool) -> bool:
    """An inherent vowel is written inside a word, seldom at its end."""
    if following == "":
        return first
    return following in _CONSONANTS or following in "ংঁৎ"
