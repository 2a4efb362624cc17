"""Bangla case endings put on a surface: জ্বর + gen = জ্বরের, কিডনি + loc = কিডনিতে.

The ending depends on the sound the surface ends in. What cannot be spelled on
(Latin letters, digits, the name of a letter) takes it behind a hyphen.
"""

import regex

CASES = ("gen", "loc", "acc", "pl", "plgen", "also")

_LETTER_NAME = regex.compile(r"(?:^|\s)[\u0985-\u0994\u0995-\u09b9][\u09be-\u09cc]?$")
_SHORT_OPEN = regex.compile(r"(?:^|[\s-])[\u0995-\u09b9\u09dc-\u09df](?:্[\u0995-\u09b9])?া$")
_INDEPENDENT_VOWEL = regex.compile(r"[\u0985-\u0994]$")
_DIPHTHONG = regex.compile(r"[ৈৌ]$")
_A_OR_O = regex.compile(r"[াো]$")
_VOWEL_SIGN = regex.compile(r"[\u09be-\u09cc]$")
_CONSONANT = regex.compile(r"[\u0995-\u09b9\u09ce\u09dc-\u09df]$")

_PLURAL = {"pl": "গুলো", "plgen": "গুলোর"}
_FREE = {"acc": "কে", "also": "ও"} | _PLURAL
_BEHIND_HYPHEN = {"gen": "-এর", "loc": "-এ", "acc": "-কে", "also": "-ও"} | _PLURAL


def inflect(surface: str, case: str) -> str:
    """``surface`` (normal form) in ``case``, one of ``CASES``; "" leaves it as it is."""
    added = ending(surface, case)
    if surface.endswith("ৎ") and added[:1] == "ে":  # যকৃৎ, যকৃতের
        surface = surface[:-1] + "ত"
    return surface + added


def ending(surface: str, case: str) -> str:
    """What ``case`` adds to ``surface``."""
    if not case:
        return ""
    if case not in CASES:
        raise ValueError(f"expected a case of {', '.join(CASES)}, got {case!r}")
    stem = surface.removesuffix("ঁ")
    if needs_hyphen(stem):
        vowel = case == "loc" and _LETTER_NAME.search(stem)  # ভিটামিন এ-তে
        return "-তে" if vowel else _BEHIND_HYPHEN[case]
    if case in _FREE:
        return _FREE[case]
    genitive, locative = _singular(stem)
    return genitive if case == "gen" else locative


def needs_hyphen(surface: str) -> bool:
    """Whether an ending stands apart: after Latin, digits and names of letters (ভিটামিন সি)."""
    if _SHORT_OPEN.search(surface):
        return False
    known = _VOWEL_SIGN.search(surface) or _CONSONANT.search(surface)
    known = known or _INDEPENDENT_VOWEL.search(surface) or surface.endswith(("ং", "ঃ", "্"))
    return not known or bool(_LETTER_NAME.search(surface))


def _singular(stem: str) -> tuple[str, str]:
    """Genitive and locative endings."""
    if _SHORT_OPEN.search(stem):  # পা, ঘা, মা
        return "য়ের", "য়ে"
    if _INDEPENDENT_VOWEL.search(stem):  # বই, এমআরআই
        return "য়ের", "য়ে" if stem.endswith(("ও", "আ")) else "তে"
    if _DIPHTHONG.search(stem):
        return "য়ের", "তে"
    if _A_OR_O.search(stem):  # মাথা, লিবিডো
        return "র", "য়" if stem.endswith("া") else "তে"
    if _VOWEL_SIGN.search(stem):  # কিডনি, জরায়ু, এক্স-রে
        return "র", "তে"
    if stem.endswith("ং"):  # স্ক্রিনিং
        return "য়ের", "য়ে"
    return "ের", "ে"


def inflect_romanized(surface: str, case: str) -> str:
    """The same for Bangla typed in Latin letters: jor + gen = jorer, matha + loc = mathay."""
    vowel = surface[-1:].lower() in "aeiouy"
    endings = {"gen": "r" if vowel else "er", "acc": "ke", "pl": "gulo", "plgen": "gulor"}
    endings |= {"loc": "y" if surface.endswith("a") else "te" if vowel else "e", "also": "o"}
    return surface + (endings[case] if case else "")
