"""Near-duplicates: texts, frames and lists of one set that recur in another.

Three kinds, each a share of what two documents have in common (Jaccard):

- ``text``: runs of six letters or digits, so that endings and word order matter little;
- ``frame``: pairs of neighboring words once every entity is replaced by its label;
- ``list``: the members of an enumeration of entities, where three or more are shared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from engine.tagging.inflection import stems
from engine.tagging.span import Document, Span
from engine.text.normalize import match_key
from engine.text.words import word_ranges

RUN = 6
LIMITS: Mapping[str, float] = {"text": 0.2, "frame": 0.25, "list": 0.5}
LEAST = {"text": 10, "frame": 4, "list": 3}  # fewer shared features are chance
_UNWRITTEN = regex.compile(r"[^\p{L}\p{M}\p{N}]+")
_BETWEEN = regex.compile(r"[\s,;:/+]*(?:ও|এবং|বা|আর|কিংবা|অথবা|and|or)?[\s,;:/+]*")


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two documents, by id, that are too much alike in one way."""

    kind: str
    first: str
    second: str
    likeness: float


def text_features(text: str) -> frozenset[str]:
    """All runs of ``RUN`` letters or digits."""
    letters = _UNWRITTEN.sub("", match_key(text))
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1))


def frame_features(document: Document) -> frozenset[str]:
    """Pairs of neighboring words, each entity being one word: its label in capitals."""
    pieces: list[str] = []
    position = 0
    for span in document.spans:
        pieces += [match_key(document.text[position : span.start]), span.label]
        position = span.end
    masked = " ".join((*pieces, match_key(document.text[position:])))
    words = [masked[start:end] for start, end in word_ranges(masked)]
    return frozenset(f"{a} {b}" for a, b in pairwise(words))


def list_features(document: Document) -> list[frozenset[str]]:
    """The members of each enumeration of three or more entities of one label."""
    runs: list[list[str]] = []
    last: Span | None = None
    for span in document.spans:
        between = document.text[last.end : span.start] if last else ""
        if last is None or last.label != span.label or not _BETWEEN.fullmatch(between):
            runs.append([])
        runs[-1].append(stems(match_key(document.surface(span)))[-1])
        last = span
    return [frozenset(run) for run in runs if len(set(run)) >= LEAST["list"]]


class FeatureIndex:
    """Finds which of many feature sets share most with a given one."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        self._sets = tuple(sets)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, features in enumerate(self._sets):
            for feature in features:
                self._places[feature].append(place)

    def near(self, features: frozenset[str], kind: str) -> Iterator[tuple[int, float]]:
        """(place, likeness) of every set that is too like ``features``, by the kind's limits."""
        shared = Counter(place for item in features for place in self._places.get(item, ()))
        for place, count in shared.items():
            likeness = count / len(features | self._sets[place])
            if likeness >= LIMITS[kind] and count >= LEAST[kind]:
                yield place, likeness


def near_pairs(first: Sequence[Document], second: Sequence[Document]) -> list[NearPair]:
    """Every pair of a ``first`` and a ``second`` document that are too alike; worst first."""
    pairs: list[NearPair] = []
    for kind in LIMITS:
        rows = [(doc.id, features) for doc in first for features in _features(doc, kind)]
        index = FeatureIndex(features for _, features in rows)
        for document in second:
            for features in _features(document, kind):
                pairs += [
                    NearPair(kind, rows[place][0], document.id, round(likeness, 3))
                    for place, likeness in index.near(features, kind)
                ]
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.kind, pair.first, pair.second))


def _features(document: Document, kind: str) -> list[frozenset[str]]:
    if kind == "text":
        return [text_features(document.text)]
    return [frame_features(document)] if kind == "frame" else list_features(document)
