"""The slow, obvious truth: every tag sequence written out and scored by eq. (2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from engine.models.lattice import FORBIDDEN, Floats, Transitions
from engine.tagging.labels import LabelSet

Path = tuple[int, ...]
Tags = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Enumeration:
    """All sequences of one text's emissions (n, k) with their scores."""

    paths: tuple[Path, ...]
    scores: Floats

    @classmethod
    def of(cls, emissions: Floats, transitions: Transitions) -> "Enumeration":
        paths = tuple(product(range(emissions.shape[1]), repeat=len(emissions)))
        return cls(paths, scores(np.array(paths), emissions, transitions))

    @property
    def log_partition(self) -> float:
        top = self.scores.max()
        return float(top + np.log(np.exp(self.scores - top).sum()))

    @property
    def probabilities(self) -> Floats:
        values: Floats = np.exp(self.scores - self.log_partition)
        return values

    def best(self) -> Path:
        return self.paths[int(self.scores.argmax())]

    def marginals(self, tags: int) -> Floats:
        """P(tag at position), summed over whole sequences."""
        result = np.zeros((len(self.paths[0]), tags))
        for path, probability in zip(self.paths, self.probabilities, strict=True):
            for position, tag in enumerate(path):
                result[position, tag] += probability
        return result

    def span_probability(self, first: int, last: int, begin: int) -> float:
        """Total probability of the sequences in which exactly this span stands."""
        return float(
            sum(
                probability
                for path, probability in zip(self.paths, self.probabilities, strict=True)
                if (first, last, begin) in spans_of(path)
            )
        )


def scores(paths: Tags, emissions: Floats, transitions: Transitions) -> Floats:
    """Eq. (2) of paths (m, n): emissions on the way, transitions between, start and end."""
    total: Floats = transitions.start[paths[:, 0]] + transitions.end[paths[:, -1]]
    total += sum(emissions[i, paths[:, i]] for i in range(len(emissions)))
    moves = range(len(emissions) - 1)
    return total + sum(transitions.between[paths[:, i], paths[:, i + 1]] for i in moves)


def score(path: Path, emissions: Floats, transitions: Transitions) -> float:
    """Eq. (2) of one path."""
    return float(scores(np.array([path]), emissions, transitions)[0])


def spans_of(path: Path) -> set[tuple[int, int, int]]:
    """(first, last, B tag) of every span, read off by hand."""
    return {(i, _end(path, i), tag) for i, tag in enumerate(path) if tag % 2 == 1}


def _end(path: Path, start: int) -> int:
    end = start
    while end + 1 < len(path) and path[end + 1] == path[start] + 1:
        end += 1
    return end


def is_legal(path: Path, labels: LabelSet) -> bool:
    """Whether the tags of ``path`` are a legal BIO sequence."""
    tags = [labels.tags[i] for i in path]
    return all(
        labels.legal(a, b) if i else labels.legal_start(b)
        for i, (a, b) in enumerate(pairwise(["O", *tags]))
    )


def random_transitions(labels: LabelSet, rng: np.random.Generator, *, ban: bool) -> Transitions:
    """Random scores, with the ban on illegal moves or without."""
    k = len(labels.tags)
    free = Transitions(rng.normal(size=k), rng.normal(size=(k, k)), rng.normal(size=k))
    return free + Transitions.legal(labels) if ban else free


def sequences(seed: int, tags: int, lengths: tuple[int, ...]) -> Iterator[Floats]:
    """Random emissions of these lengths."""
    rng = np.random.default_rng(seed)
    for length in lengths:
        yield rng.normal(scale=2.0, size=(length, tags))


__all__ = ["FORBIDDEN", "Enumeration", "is_legal", "random_transitions", "sequences", "spans_of"]
