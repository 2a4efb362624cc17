"""Types Bangla in the Bijoy encoding: the reverse of ``from_bijoy``, for round trips only.

Written from the layout of SutonnyMJ, conjunct by conjunct, and not from the tables of the
engine. Conjuncts that the font has no glyph for are typed with a visible hasanta.
"""

import re

BANGLA = "অইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎ"
KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_`abcdefghijklmnr"
LETTERS = dict(zip(BANGLA, KEYS, strict=True)) | {
    "আ": "Av",
    "\u09dc": "o",
    "\u09dd": "p",
    "\u09df": "q",
}
TABLE = (
    "ক্ক=° ক্ট=± ক্ত=³ ক্ব=K¡ ক্ম=´ ক্র=µ ক্ল=K¬ ক্ষ=ÿ ক্ষ্ম=² ক্ষ্ণ=ÿè ক্স=· গ্ধ=» গ্ন=Mœ গ্ম=M¥ "
    "গ্ল=M­ ঙ্ক=¼ ঙ্ক্ষ=•ÿ ঙ্খ=•L ঙ্গ=½ ঙ্ঘ=•N চ্চ=”P চ্ছ=”Q চ্ছ্ব=”Q¡ জ্জ=¾ জ্জ্ব=¾¡ জ্ঞ=Á জ্ব=R¡ "
    "ঞ্চ=Â ঞ্ছ=Ã ঞ্জ=Ä ট্ট=Æ ট্ব=U¡ ড্ড=Ç ণ্ট=È ণ্ঠ=É ণ্ড=Ê ণ্ণ=Yœ ত্ত=Ë ত্ত্ব=Ë¡ ত্থ=Ì ত্ন=Zœ ত্ম=Z¥ "
    "ত্ব=Z¡ ত্র=Î থ্ব=_¡ দ্গ=˜M দ্ঘ=˜N দ্দ=Ï দ্ধ=× দ্ব=Ø দ্ভ=™¢ দ্ম=Ù ধ্ব=aŸ ধ্ম=a¥ ন্ট=›U ন্ঠ=Ú "
    "ন্ড=Û ন্ত=šÍ ন্ত্র=š¿ ন্ত্ব=šÍ¡ ন্থ=š’ ন্দ=›` ন্দ্ব=›Ø ন্ধ=Ü ন্ন=bœ ন্ব=š^ ন্ম=b¥ ন্স=Ý প্ট=Þ "
    "প্ত=ß প্ন=cœ প্প=à প্ল=cø প্স=á ফ্ল=d¬ ব্জ=â ব্দ=ã ব্ধ=ä ব্ব=eŸ ব্ল=eø ভ্র=å ম্ন=gœ ম্প=¤ú "
    "ম্ফ=ç ম্ব=¤^ ম্ভ=¤¢ ম্ম=¤§ ম্ল=¤ø ল্ক=é ল্গ=ê ল্ট=ë ল্ড=ì ল্প=í ল্ফ=î ল্ব=j¦ ল্ম=j¥ ল্ল=jø "
    "শ্চ=ð শ্ছ=ñ শ্ন=kœ শ্ব=k¦ শ্ম=k¥ শ্ল=kø ষ্ক=®‹ ষ্ট=ó ষ্ঠ=ô ষ্ণ=ò ষ্প=®ú ষ্ফ=õ ষ্ম=®§ স্ক=¯‹ "
    "স্ট=÷ স্খ=ö স্ত=¯Í স্ত্র=¯¿ স্থ=¯’ স্ন=mœ স্প=¯ú স্ফ=ù স্ব=¯^ স্ম=¯§ স্ল=¯ø হ্ণ=nè হ্ন=ý হ্ম=þ "
    "হ্ল=n¬ হ্ব=nŸ"
)
CONJUNCTS = dict(pair.split("=") for pair in TABLE.split())
SIGNS = {"া": "v", "ি": "w", "ী": "x", "ু": "y", "ূ": "~", "ৃ": "…", "ে": "‡", "ৈ": "ˆ"}
OTHERS = dict(zip("০১২৩৪৫৬৭৮৯।", "0123456789|", strict=True))
CONSONANT = "[ক-হ\u09dc\u09dd\u09df]"
SYLLABLE = re.compile(
    rf"(?P<reph>র্(?={CONSONANT}))?"
    rf"(?P<letters>র\u200d্য|{CONSONANT}(?:্{CONSONANT})*|[অ-ঔ](?:্য)?)"
    "(?P<sign>[া-ৌ]?)(?P<nasal>ঁ?)(?P<end>[ংঃ]?)(?P<hasanta>্?)"
)


def typed(text: str) -> str:
    """``text``, in normal form, as it is typed in SutonnyMJ."""
    pieces: list[str] = []
    place = 0
    while place < len(text):
        if found := SYLLABLE.match(text, place):
            pieces.append(_syllable(found))
            place = found.end()
        else:
            pieces.append(LETTERS.get(text[place], OTHERS.get(text[place], text[place])))
            place += 1
    return "".join(pieces)


def _syllable(found: re.Match[str]) -> str:
    body, tail = _letters(found["letters"].replace("\u200d", "").split("্"))
    sign = found["sign"]
    before, after = ("‡", SIGNS["া"]) if sign == "ো" else ("‡", "Š") if sign == "ৌ" else ("", "")
    if sign and sign in "িেৈ":
        before = SIGNS[sign]
    elif sign and not before:
        after = SIGNS[sign]
        if tail == "র" and sign in "ুূ":
            after = {"ু": "æ", "ূ": "ƒ"}[sign]
    ends = {"ং": "s", "ঃ": "t", "": ""}[found["end"]]
    nasal = "u" if found["nasal"] else ""
    reph = "©" if found["reph"] else ""
    return f"{before}{body}{reph}{after}{nasal}{ends}{'&' if found['hasanta'] else ''}"


def _letters(letters: list[str]) -> tuple[str, str]:
    """The glyphs of a cluster, and the letter that its vowel sign hangs on."""
    for size in range(len(letters), 1, -1):
        head = CONJUNCTS.get("্".join(letters[:size]))
        if head:
            return _with_rest(head, letters[size - 1], letters[size:])
    return _with_rest(LETTERS[letters[0]], letters[0], letters[1:])


def _with_rest(head: str, last: str, rest: list[str]) -> tuple[str, str]:
    for letter in rest:
        head += {"র": "ª", "য": "¨"}.get(letter) or "&" + LETTERS[letter]
        last = letter
    return head, last
