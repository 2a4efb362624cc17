"""The trained side of lexicon hints: one row of biases a tag that the lexicon gives."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from engine.models.hints import UNKNOWN
from engine.tagging.labels import LabelSet

_TRUST = 2.0  # at first the lexicon's own tag is raised by so much


class HintTable(nn.Module):
    """Hint ids (batch, pieces) to biases (batch, pieces, tags); ``UNKNOWN`` gives zeros."""

    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
        """``rows`` are those of a table, (lexicon tags, tags)."""
        super().__init__()
        known = torch.tensor(rows)
        table = torch.cat([torch.zeros(1, known.shape[1]), known.float()])
        self.table = nn.Embedding.from_pretrained(table, freeze=False, padding_idx=UNKNOWN)

    @classmethod
    def fresh(cls, lexicon: LabelSet, labels: LabelSet) -> "HintTable":
        """A table to be trained: a little trust where a tag has the same name in both."""
        return cls([[_TRUST * (said == tag) for tag in labels.tags] for said in lexicon.tags])

    def forward(self, hints: Tensor) -> Tensor:
        """Biases of ``hints``."""
        biases: Tensor = self.table(hints)
        return biases

    def rows(self) -> tuple[tuple[float, ...], ...]:
        """The table (lexicon tags, tags) as it is written into a model's settings."""
        return tuple(map(tuple, self.table.weight[1:].tolist()))
