"""Decoding in numpy: Viterbi and exact span probabilities over legal BIO sequences.

Notation of the paper: emissions E (n, k) and transitions T (k, k) give a path the
score of eq. (2); eq. (5) is the best path, eq. (3) its probability. A model
without a CRF uses the same lattice with zeros for all legal transitions, so its
path probabilities are softmax products renormalized over legal sequences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.tagging.labels import LabelSet

Floats = npt.NDArray[np.float64]
FORBIDDEN = -1e4  # finite, for sums and gradients; decoding makes the ban absolute


@dataclass(frozen=True)
class Transitions:
    """Scores of starting in a tag (k,), moving i -> j (k, k), and ending in one (k,)."""

    start: Floats
    between: Floats
    end: Floats

    @classmethod
    def legal(cls, labels: LabelSet) -> "Transitions":
        """Zero for legal BIO moves, ``FORBIDDEN`` for the rest."""
        tags = labels.tags
        start = [0.0 if labels.legal_start(tag) else FORBIDDEN for tag in tags]
        between = [[0.0 if labels.legal(a, b) else FORBIDDEN for b in tags] for a in tags]
        return cls(np.array(start), np.array(between), np.zeros(len(tags)))

    @cached_property
    def absolute(self) -> "Transitions":
        """The same with -inf for forbidden moves, which no emission can outweigh.

        O may follow and start everything, so no sum over legal moves is empty.
        """
        start, between = (
            np.where(scores < FORBIDDEN / 2, -np.inf, scores)
            for scores in (self.start, self.between)
        )
        return Transitions(start, between, self.end)

    def scaled(self, temperature: float) -> "Transitions":
        """All scores divided by ``temperature``; the ban stays absolute.

        Emissions divided alike keep their best path; its probabilities grow softer
        above 1 and sharper below.
        """
        ban = self.absolute
        return Transitions(
            ban.start / temperature, ban.between / temperature, ban.end / temperature
        )

    def __add__(self, other: "Transitions") -> "Transitions":
        return Transitions(
            self.start + other.start, self.between + other.between, self.end + other.end
        )


def viterbi(emissions: Floats, transitions: Transitions) -> list[int]:
    """Best tag sequence for ``emissions`` (n, k), eq. (5)."""
    if len(emissions) == 0:
        return []
    transitions = transitions.absolute
    score = transitions.start + emissions[0]
    back: list[npt.NDArray[np.intp]] = []
    for row in emissions[1:]:
        total = score[:, None] + transitions.between  # (k, k)
        best = total.argmax(axis=0)
        back.append(best)
        score = total[best, np.arange(len(best))] + row
    tag = int((score + transitions.end).argmax())
    path = [tag]
    for best in reversed(back):
        tag = int(best[tag])
        path.append(tag)
    return path[::-1]


class Lattice:
    """Forward and backward scores of one sequence, for probabilities."""

    def __init__(self, emissions: Floats, transitions: Transitions) -> None:
        transitions = transitions.absolute
        self.emissions, self.transitions = emissions, transitions
        n, k = emissions.shape
        self.forward = np.empty((n, k))
        self.backward = np.empty((n, k))
        self.forward[0] = transitions.start + emissions[0]
        for i in range(1, n):
            self.forward[i] = emissions[i] + _logsumexp(
                self.forward[i - 1][:, None] + transitions.between
            )
        self.backward[-1] = transitions.end
        for i in range(n - 2, -1, -1):
            ahead = emissions[i + 1] + self.backward[i + 1]
            self.backward[i] = _logsumexp((transitions.between + ahead[None, :]).T)
        self.log_partition = float(_logsumexp(self.forward[-1] + transitions.end))

    def marginals(self) -> Floats:
        """P(tag at position), shape (n, k)."""
        marginals: Floats = np.exp(self.forward + self.backward - self.log_partition)
        return marginals

    def span_probability(self, first: int, last: int, begin: int, inside: int) -> float:
        """P(positions first..last are exactly one span), last inclusive.

        ``begin`` and ``inside`` are the label's B and I tags; the position after
        ``last``, if any, is not ``inside``.
        """
        emissions, between = self.emissions, self.transitions.between
        score = self.forward[first, begin]
        previous = begin
        for i in range(first + 1, last + 1):
            score += between[previous, inside] + emissions[i, inside]
            previous = inside
        if last + 1 < len(emissions):
            after = between[previous] + emissions[last + 1] + self.backward[last + 1]
            score += _logsumexp(np.delete(after, inside))
        else:
            score += self.transitions.end[previous]
        return float(np.exp(min(score - self.log_partition, 0.0)))


def span_probabilities(
    emissions: Floats, transitions: Transitions, path: Sequence[int]
) -> list[float]:
    """Probability of each span of a legal ``path``, in order."""
    spans = _runs(path)
    if not spans:
        return []
    lattice = Lattice(emissions, transitions)
    return [lattice.span_probability(a, b, tag, tag + 1) for a, b, tag in spans]


def _runs(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, last, B tag) of each span; B tags are odd, their I tag is one higher."""
    runs: list[tuple[int, int, int]] = []
    for i, tag in enumerate(path):
        if tag % 2 == 1:
            runs.append((i, i, tag))
        elif tag > 0 and runs and runs[-1][1] == i - 1 and runs[-1][2] == tag - 1:
            runs[-1] = (runs[-1][0], i, tag - 1)
    return runs


def _logsumexp(values: Floats) -> Floats:
    """Log of summed exponentials over the first axis."""
    top = values.max(axis=0)
    summed: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return summed
