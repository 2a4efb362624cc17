"""Is a word Bangla typed in the Bijoy encoding, or is it English?

Both are Latin letters: ``GK`` is এক, ``BP`` is not ইচ. A word's spelling as Bangla after the
conversion is held against its spelling as English, each learned from what is shipped: the
Bangla words of the corpus, and the Latin words of corpus and lexicon.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from engine.paths import assets, lexicon_folder
from engine.text.bijoy_syllables import word_from_bijoy
from engine.text.normalize import normal_form
from engine.text.word_odds import WordModel

# What may be a word of either kind: no white space, Bangla, digit, or sign of both.
FOREIGN = re.compile(
    r"[^\s\u0980-\u09ff\u0964\u0965\u200b-\u200d0-9(){}\[\],.;:!?/\\\"'=+*%@#$<>|ÔÕÒÓÐÑ-]+"
)
_BANGLA = re.compile(r"[\u0980-\u09ff\u200c\u200d]+")
_KNOWN = 5.0  # for a word that is on the English list alone: BP, Rx
_MICRO = ("µg", "µl", "µL", "µm")  # ক্রম and the like, but in notes they are units
_LATIN_LEFT = re.compile("[A-Za-z]")


@lru_cache(maxsize=1 << 14)
def bijoy_odds(word: str) -> float:
    """Log odds that ``word`` is Bijoy and not English, before its neighbors are asked."""
    converted = normal_form(word_from_bijoy(word))
    sign = word in _MICRO or (len(word) == 1 and not word.isascii())  # ±, ½: no word of Bangla
    if sign or _LATIN_LEFT.search(converted):  # a letter where the encoding has none
        return -math.inf
    bangla, latin, shapes = _models()
    shape = math.log((shapes[_shape(word)] + 1) / (shapes.total() + 4))
    only_english = latin.words[word.lower()] and not bangla.words[converted]
    odds = bangla.log_probability(converted) - latin.log_probability(word.lower()) - shape
    return odds - (_KNOWN if only_english else 0.0)


@cache
def _models() -> tuple[WordModel, WordModel, Counter[str]]:
    """Bangla words, Latin words in lower case, and how Latin words use capitals."""
    bangla: Counter[str] = Counter()
    latin: Counter[str] = Counter()
    for text in _texts():
        bangla.update(_BANGLA.findall(text))
        latin.update(FOREIGN.findall(text))
    shapes: Counter[str] = Counter()
    for word, count in latin.items():
        shapes[_shape(word)] += count
    for file in sorted(lexicon_folder().glob("*.tsv")):
        latin.update(FOREIGN.findall(file.read_text("utf-8").lower().replace("|", " ")))
    return WordModel.of(bangla, normal_form), WordModel.of(latin, str.lower), shapes


def _texts() -> Iterator[str]:
    with (assets() / "corpus" / "train.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield str(json.loads(line)["text"])


def _shape(word: str) -> str:
    if word.islower():
        return "lower"
    if word.isupper() and len(word) > 1:
        return "upper"
    return "title" if word.istitle() else "mixed"
