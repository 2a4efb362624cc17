"""What is taken for what: confusion of pieces and of spans, over labels and O."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.evaluation.alignment import Pair
from engine.evaluation.resampling import Floats
from engine.tagging.bio import OUTSIDE
from engine.tagging.labels import LabelSet

Matrix = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """Square tables, gold in rows and predicted in columns; ``labels`` end in O.

    ``tokens`` counts pieces by label (B and I together). ``spans`` counts aligned
    spans: the O column holds the missed, the O row the spurious, O-O is 0.
    """

    labels: tuple[str, ...]
    tokens: Matrix
    spans: Matrix

    def to_json(self) -> dict[str, Any]:
        """``{"labels": […], "tokens": [[…]], "spans": [[…]]}``."""
        tokens, spans = [list(row) for row in self.tokens], [list(row) for row in self.spans]
        return {"labels": list(self.labels), "tokens": tokens, "spans": spans}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Confusion":
        """The inverse of ``to_json``."""
        tokens, spans = payload["tokens"], payload["spans"]
        return cls(tuple(payload["labels"]), _matrix(tokens), _matrix(spans))


def row_shares(matrix: Sequence[Sequence[int]]) -> Floats:
    """``matrix`` (gold, predicted) with every row divided by its sum; empty rows stay 0."""
    counts = np.array(matrix, dtype=np.float64)
    sums = counts.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(counts, sums, out=np.zeros_like(counts), where=sums > 0)
    return shares


def confuse(
    tags: Iterable[tuple[Sequence[str], Sequence[str]]], pairs: Iterable[Pair], labels: LabelSet
) -> Confusion:
    """Confusion of gold and predicted tags, one pair of sequences a document, and of spans."""
    names = (*labels.labels, OUTSIDE)
    index = {name: i for i, name in enumerate(names)}
    tokens = np.zeros((len(names), len(names)), dtype=np.int64)
    spans = np.zeros_like(tokens)
    for gold, predicted in tags:
        for mine, theirs in zip(gold, predicted, strict=True):
            tokens[index[_label(mine)], index[_label(theirs)]] += 1
    for pair in pairs:
        row = pair.gold.label if pair.gold else OUTSIDE
        column = pair.predicted.label if pair.predicted else OUTSIDE
        spans[index[row], index[column]] += 1
    return Confusion(names, _matrix(tokens.tolist()), _matrix(spans.tolist()))


def _label(tag: str) -> str:
    return tag if tag == OUTSIDE else tag[2:]


def _matrix(rows: Iterable[Iterable[int]]) -> Matrix:
    return tuple(tuple(row) for row in rows)
