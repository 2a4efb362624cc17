"""What a model's scores buy: counts when only spans above a threshold are kept."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.evaluation.counts import Counts
from engine.evaluation.errors import error_kind
from engine.evaluation.result import DocumentResult

STEPS = 100


@dataclass(frozen=True, slots=True)
class ThresholdPoint:
    """Strict counts (word protocol) of the spans whose score is at least ``threshold``."""

    threshold: float
    counts: Counts


def threshold_curve(
    results: Sequence[DocumentResult], steps: int = STEPS
) -> tuple[ThresholdPoint, ...]:
    """Points at ``steps`` + 1 equal thresholds from 0, which keeps every span, to 1.

    A span without a score is always kept. Dropping a span makes no other one a hit or
    an error, so the counts at every threshold follow from one alignment.
    """
    gold = sum(result.word.summed.support for result in results)
    hits, others = _sorted_scores(results, True), _sorted_scores(results, False)
    return tuple(_point(i / steps, hits, others, gold) for i in range(steps + 1))


def best_point(curve: Sequence[ThresholdPoint]) -> ThresholdPoint:
    """The point of highest F1, the lowest threshold of equals; ValueError without a point."""
    return max(curve, key=lambda point: point.counts.f1)


def _sorted_scores(results: Iterable[DocumentResult], hit: bool) -> list[float]:
    """Scores of the predicted spans that are hits, or of those that are not, ascending."""
    return sorted(
        1.0 if pair.predicted.score is None else pair.predicted.score
        for result in results
        for pair in result.pairs
        if pair.predicted and (error_kind(pair) is None) == hit
    )


def _point(
    threshold: float, hits: Sequence[float], others: Sequence[float], gold: int
) -> ThresholdPoint:
    right = len(hits) - bisect_left(hits, threshold)
    wrong = len(others) - bisect_left(others, threshold)
    return ThresholdPoint(threshold, Counts(right, wrong, gold - right))
