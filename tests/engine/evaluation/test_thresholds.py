"""Counts at every threshold equal those of really dropping the spans."""

from dataclasses import replace

import pytest

from engine.evaluation.thresholds import best_point, threshold_curve
from engine.evaluation.word import word_counts
from engine.tagging.labels import LabelSet
from tests.small_reports import evaluations, gold_documents


@pytest.fixture(scope="module")
def results():
    return evaluations(gold_documents())["int8"].results


def test_threshold_zero_keeps_every_span(results) -> None:
    whole = sum((result.word.summed.tp for result in results), 0)
    first = threshold_curve(results)[0]
    assert first.threshold == 0
    assert first.counts.tp == whole
    assert first.counts.fp == sum(result.word.summed.fp for result in results)
    assert first.counts.fn == sum(result.word.summed.fn for result in results)


@pytest.mark.parametrize("place", [0, 4, 5, 9, 10])
def test_counts_are_those_of_the_spans_left(results, place: int) -> None:
    point = threshold_curve(results, steps=10)[place]
    for result in results:
        kept = [span for span in result.predicted if (span.score or 0) >= place / 10]
        counts = word_counts(result.text, result.gold, kept, LabelSet()).summed
        point = replace(
            point,
            counts=replace(
                point.counts,
                tp=point.counts.tp - counts.tp,
                fp=point.counts.fp - counts.fp,
                fn=point.counts.fn - counts.fn,
            ),
        )
    assert (point.counts.tp, point.counts.fp, point.counts.fn) == (0, 0, 0)


def test_a_span_without_a_score_is_always_kept(results) -> None:
    unscored = [
        replace(
            result,
            pairs=tuple(
                replace(pair, predicted=pair.predicted and replace(pair.predicted, score=None))
                for pair in result.pairs
            ),
        )
        for result in results
    ]
    curve = threshold_curve(unscored)
    assert curve[0].counts == curve[-1].counts


def test_the_best_point_is_the_lowest_of_the_highest(results) -> None:
    curve = threshold_curve(results)
    best = best_point(curve)
    assert best.counts.f1 == max(point.counts.f1 for point in curve)
    assert all(
        point.counts.f1 < best.counts.f1 for point in curve if point.threshold < best.threshold
    )
