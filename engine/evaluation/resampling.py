"""Bootstrap over documents: many data sets drawn with replacement, as label counts.

Drawing n documents with replacement is one multinomial draw of how often each
occurs, so the counts of all resamples are one matrix product (Efron and
Tibshirani, An Introduction to the Bootstrap, 1993, ch. 6).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.evaluation.counts import LabelCounts

Floats = NDArray[np.float64]
_CELLS = 1 << 22  # draws held in memory at a time


def count_array(documents: Sequence[LabelCounts]) -> Floats:
    """Counts as an array (documents, labels, 3), the last axis being tp, fp, fn."""
    if not documents:
        raise ValueError("expected the counts of at least one document, got none")
    labels = documents[0].labels
    for document in documents:
        if document.labels != labels:
            raise ValueError(f"expected counts of {labels!r}, got {document.labels!r}")
    rows = [[(c.tp, c.fp, c.fn) for c in document.counts] for document in documents]
    return np.array(rows, dtype=np.float64)


def resample(counts: Floats, resamples: int, seed: int) -> Floats:
    """Summed counts (resamples, …) of bootstrap samples of ``counts`` (documents, …).

    The same ``seed`` and number of documents draw the same documents, so that two
    models are resampled in pairs.
    """
    if resamples < 1:
        raise ValueError(f"expected at least one resample, got {resamples}")
    documents = counts.shape[0]
    flat = counts.reshape(documents, -1)
    rng = np.random.default_rng(seed)
    shares = np.full(documents, 1 / documents)
    block = max(1, _CELLS // documents)
    sums = [
        rng.multinomial(documents, shares, size=min(block, resamples - done)) @ flat
        for done in range(0, resamples, block)
    ]
    return np.concatenate(sums).reshape(resamples, *counts.shape[1:])


def f1(counts: Floats) -> Floats:
    """F1 (…) of counts (…, 3); 0/0 is 0."""
    hits = 2 * counts[..., 0]
    whole = hits + counts[..., 1] + counts[..., 2]
    return np.divide(hits, whole, out=np.zeros_like(hits), where=whole > 0)


def micro_f1(counts: Floats) -> Floats:
    """F1 (…) of the counts (…, labels, 3) summed over labels."""
    return f1(counts.sum(axis=-2))


def macro_f1(counts: Floats) -> Floats:
    """Mean F1 (…) over those labels of counts (…, labels, 3) that have gold support."""
    supported = counts[..., 0] + counts[..., 2] > 0
    number = supported.sum(axis=-1)
    sums = np.where(supported, f1(counts), 0.0).sum(axis=-1)
    return np.asarray(sums / np.maximum(number, 1), dtype=np.float64)
