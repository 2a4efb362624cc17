"""How much likelier a string is a word of one list than of another.

A naive Bayes of words and letter pairs: a word of the list counts by its frequency, any
other by the pairs of its letters, with the two mixed by equal weight.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

_EDGE = "\x00"
_ALPHABET = 256  # add-one smoothing over so many characters


@dataclass(frozen=True)
class WordModel:
    """Counts of words, letters and letter pairs of one kind of text."""

    words: Counter[str]
    letters: Counter[str]
    pairs: Counter[tuple[str, str]]

    @classmethod
    def of(cls, words: Mapping[str, int], form: Callable[[str], str]) -> "WordModel":
        """The model of counted ``words``, each brought into ``form`` first."""
        counted: Counter[str] = Counter()
        for word, count in words.items():
            counted[form(word)] += count
        letters: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for word, count in counted.items():
            framed = _EDGE + word + _EDGE
            for pair in pairwise(framed):
                pairs[pair] += count
                letters[pair[0]] += count
        return cls(counted, letters, pairs)

    def log_probability(self, word: str) -> float:
        """Natural logarithm of the probability of ``word``."""
        framed = _EDGE + word + _EDGE
        spelled = sum(
            math.log((self.pairs[pair] + 1) / (self.letters[pair[0]] + _ALPHABET))
            for pair in pairwise(framed)
        )
        listed = self.words[word] / self.words.total()
        return math.log((listed + math.exp(spelled)) / 2) if listed or spelled > -700 else spelled
