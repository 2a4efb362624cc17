"""How far models disagree over many texts, and on which texts most."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.evaluation.differences import count_kinds, shared_spans, span_differences
from engine.evaluation.intervals import Interval
from engine.evaluation.resampling import Floats, resample
from engine.evaluation.word import word_spans
from engine.tagging.span import Document


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two models on the same texts.

    ``rate`` is 1 - F1 of the one's spans scored against the other's (word protocol,
    summed over texts), which is the same from either side: of all spans of both models,
    the share that the other does not have exactly. ``ci95`` is its bootstrap interval
    over texts. ``agreed`` counts spans that both have; ``differing`` those of one alone.
    """

    texts: int
    agreed: int
    differing: int
    rate: float
    ci95: Interval


@dataclass(frozen=True, slots=True)
class DisputedText:
    """Text number ``index``: of its ``spans`` different spans not all models have ``disputed``."""

    index: int
    disputed: int
    spans: int


def disagreement(
    first: Sequence[Document], second: Sequence[Document], resamples: int = 1000, seed: int = 42
) -> Disagreement:
    """The disagreement of two models' documents of the same texts, in the same order.

    Texts without any span count as agreed: where neither model finds anything, rate is 0.
    """
    counts = np.array(
        [_spans(mine, theirs) for mine, theirs in zip(first, second, strict=True)], dtype=np.float64
    ).reshape(-1, 2)
    if not len(counts):
        raise ValueError("expected one or more texts, got none")
    agreed, differing = counts.sum(axis=0)
    low, high = np.percentile(_rates(resample(counts, resamples, seed)), (2.5, 97.5))
    rate = float(_rates(counts.sum(axis=0)))
    return Disagreement(len(counts), int(agreed), int(differing), rate, (float(low), float(high)))


def disputed_texts(models: Sequence[Sequence[Document]]) -> tuple[DisputedText, ...]:
    """The texts on which not all ``models`` agree; each has a document a text.

    The most disputed spans come first, then the greatest share of them, then text order.
    """
    judged = [_judge(index, row) for index, row in enumerate(zip(*models, strict=True))]
    return tuple(sorted((text for text in judged if text.disputed), key=_order))


def _spans(first: Document, second: Document) -> tuple[int, int]:
    """Spans that both have, and spans of one alone (two at a place where they differ)."""
    differences = span_differences(first, second)
    agreed = count_kinds(differences)["agreed"]
    sides = sum((d.first is not None) + (d.second is not None) for d in differences)
    return agreed, sides - 2 * agreed


def _rates(counts: Floats) -> Floats:
    """1 - F1 (…) of counts (…, 2) of agreed and differing spans; 0/0 is 0."""
    differing = counts[..., 1]
    whole = 2 * counts[..., 0] + differing
    return np.divide(differing, whole, out=np.zeros_like(differing), where=whole > 0)


def _judge(index: int, documents: Sequence[Document]) -> DisputedText:
    everything = {span for d in documents for span in word_spans(d.text, d.spans)}
    shared = shared_spans(documents)
    return DisputedText(index, len(everything - shared), len(everything))


def _order(text: DisputedText) -> tuple[int, float, int]:
    return -text.disputed, -text.disputed / text.spans, text.index
