"""95% percentile bootstrap intervals of F1, and the paired comparison of two models."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.evaluation.counts import LabelCounts
from engine.evaluation.resampling import Floats, count_array, f1, macro_f1, micro_f1, resample

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """95% intervals of micro F1, macro F1 and each label's F1."""

    micro: Interval
    macro: Interval
    labels: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """First model's F1 minus the second's, its 95% interval and two-sided p-value."""

    delta: float
    ci95: Interval
    p_value: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the same documents."""

    micro: Difference
    macro: Difference


def f1_intervals(
    documents: Sequence[LabelCounts], resamples: int = 1000, seed: int = 42
) -> Intervals:
    """Percentile bootstrap over documents of every F1.

    Each resample is scored by the rules of the point estimate: 0/0 is 0, and
    macro is the mean over the labels with gold support *in that resample*.
    """
    counts = resample(count_array(documents), resamples, seed)  # (resamples, labels, 3)
    by_label = f1(counts)  # (resamples, labels)
    return Intervals(
        micro=_percentiles(micro_f1(counts)),
        macro=_percentiles(macro_f1(counts)),
        labels=tuple(_percentiles(column) for column in by_label.T),
    )


def share_interval(
    parts: Sequence[int], wholes: Sequence[int], resamples: int = 1000, seed: int = 42
) -> Interval:
    """Of sum(parts) / sum(wholes), over documents that have one of each; 0/0 is 0."""
    counts = resample(np.array([parts, wholes], dtype=np.float64).T, resamples, seed)
    part, whole = counts.T
    return _percentiles(np.divide(part, whole, out=np.zeros_like(part), where=whole > 0))


def compare(
    first: Sequence[LabelCounts],
    second: Sequence[LabelCounts],
    resamples: int = 1000,
    seed: int = 42,
) -> Comparison:
    """Paired bootstrap of two models' counts of the same documents, in the same order."""
    if len(first) != len(second):
        raise ValueError(f"expected counts of the same documents, got {len(first)}, {len(second)}")
    mine, theirs = count_array(first), count_array(second)
    if first[0].labels != second[0].labels:
        raise ValueError(
            f"expected counts of the same labels, got {first[0].labels!r}, {second[0].labels!r}"
        )
    drawn_mine, drawn_theirs = resample(mine, resamples, seed), resample(theirs, resamples, seed)
    micro = micro_f1(drawn_mine) - micro_f1(drawn_theirs)
    macro = macro_f1(drawn_mine) - macro_f1(drawn_theirs)
    return Comparison(
        micro=_difference(micro_f1(mine.sum(0)) - micro_f1(theirs.sum(0)), micro),
        macro=_difference(macro_f1(mine.sum(0)) - macro_f1(theirs.sum(0)), macro),
    )


def _difference(delta: Floats, drawn: Floats) -> Difference:
    """p is the interval turned round: twice the smaller tail beyond zero.

    One is added to tail and resamples so that p is never 0 (Davison and Hinkley,
    Bootstrap Methods and their Application, 1997, eq. 4.11).
    """
    tail = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    p_value = min(1.0, 2 * (tail + 1) / (len(drawn) + 1))
    return Difference(float(delta), _percentiles(drawn), p_value)


def _percentiles(drawn: Floats) -> Interval:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)
