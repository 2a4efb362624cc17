"""The trained side of lexicon hints: one row of biases a tag that the lexicon gives."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from engine.models.hints import UNKNOWN
from engine.tagging.labels import LabelSet

_TRUST = 2.0  # at first the lexicon's own tag is raised by so much


class HintTable(nn.Module):
    """Hint ids (batch, pieces) to biases (batch, pieces, tags); ``UNKNOWN`` gives zeros."""

    def __init__(self, labels: LabelSet, rows: Sequence[Sequence[float]] = ()) -> None:
        """``rows`` are those of a trained table, (tags, tags); none: a little trust."""
        super().__init__()
        size = len(labels.tags)
        known = torch.tensor(rows) if rows else _TRUST * torch.eye(size)
        table = torch.cat([torch.zeros(1, size), known.float()])
        self.table = nn.Embedding.from_pretrained(table, freeze=False, padding_idx=UNKNOWN)

    def forward(self, hints: Tensor) -> Tensor:
        """Biases of ``hints``."""
        biases: Tensor = self.table(hints)
        return biases

    def rows(self) -> tuple[tuple[float, ...], ...]:
        """The table (tags, tags) as it is written into a model's settings."""
        return tuple(map(tuple, self.table.weight[1:].tolist()))
