"""Do span scores mean what they say? Reliability bins and their error.

Guo et al., On Calibration of Modern Neural Networks, ICML 2017: predictions are put
into equal bins of their score; a calibrated model is right in a bin as often as the
mean score there says. ECE, their eq. (3), is the gap's mean, weighted by bin size.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.evaluation.alignment import Pair
from engine.evaluation.errors import error_kind

BINS = 10


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Predicted spans with a score in (``low``, ``high``]; shares are fractions."""

    low: float
    high: float
    count: int
    mean_score: float
    hit_share: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins of one model's predicted spans, empty ones included."""

    bins: tuple[ReliabilityBin, ...]

    @property
    def ece(self) -> float:
        """Expected calibration error, a fraction; 0 without predictions."""
        total = sum(bin_.count for bin_ in self.bins)
        gaps = (bin_.count * abs(bin_.mean_score - bin_.hit_share) for bin_ in self.bins)
        return sum(gaps) / total if total else 0.0

    def to_json(self) -> dict[str, Any]:
        """``{"ece": 0.04, "bins": [{"low", "high", "count", …}, …]}``."""
        return {"ece": self.ece, "bins": [asdict(bin_) for bin_ in self.bins]}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Calibration":
        """The inverse of ``to_json``."""
        return cls(tuple(ReliabilityBin(**row) for row in payload["bins"]))


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """The score of a predicted span and whether it is a strict hit (word protocol)."""

    score: float
    hit: bool


def scored_spans(pairs: Iterable[Pair]) -> tuple[ScoredSpan, ...]:
    """Every predicted span of ``pairs`` that carries a score."""
    return tuple(
        ScoredSpan(pair.predicted.score, error_kind(pair) is None)
        for pair in pairs
        if pair.predicted is not None and pair.predicted.score is not None
    )


def calibration(spans: Sequence[ScoredSpan], bins: int = BINS) -> Calibration:
    """Reliability of ``spans`` in ``bins`` equal bins; ValueError for a score outside [0, 1]."""
    members: list[list[ScoredSpan]] = [[] for _ in range(bins)]
    for span in spans:
        if not 0 <= span.score <= 1:
            raise ValueError(f"expected a score from 0 to 1, got {span.score}")
        members[_bin(span.score, bins)].append(span)
    return Calibration(tuple(_summary(i, bins, group) for i, group in enumerate(members)))


def _bin(score: float, bins: int) -> int:
    """The bin (i / bins, (i + 1) / bins] of a score; 0 belongs to the first."""
    place = int(score * bins)
    return place - 1 if place and place == score * bins else min(place, bins - 1)


def _summary(i: int, bins: int, group: Sequence[ScoredSpan]) -> ReliabilityBin:
    count = len(group)
    mean_score = sum(span.score for span in group) / count if count else 0.0
    hit_share = sum(span.hit for span in group) / count if count else 0.0
    return ReliabilityBin(i / bins, (i + 1) / bins, count, mean_score, hit_share)
