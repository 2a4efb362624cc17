"""What every runtime offers: pieces in, emissions out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from engine.models.lattice import Floats
from engine.models.pieces import Ids
from engine.models.windows import Progress

_BATCH_PIECES = 2048  # pieces in one forward pass, padding counted


class EmissionModel(Protocol):
    """A model that scores padded batches.

    ``run`` takes input_ids and attention_mask, both (batch, pieces) int64 with
    [CLS] and [SEP] in place, and returns emissions (batch, pieces, tags).
    """

    def run(self, input_ids: Ids, attention_mask: Ids) -> npt.NDArray[np.float32]: ...


@dataclass(frozen=True)
class Framing:
    """Ids of the pieces that frame and fill a sequence."""

    cls: int
    sep: int
    pad: int


def run_sequences(
    model: EmissionModel,
    framing: Framing,
    sequences: Sequence[Ids],
    *,
    alone: bool = False,
    progress: Progress | None = None,
) -> list[Floats]:
    """Emissions (n, tags) of each sequence of n piece ids, batched by length.

    With ``alone`` each runs by itself: a dynamically quantized model takes one scale
    a batch, so that a sequence's emissions would depend on its neighbors. ``progress``
    is told after each batch.
    """
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]), reverse=True)
    results: list[Floats] = [np.empty((0, 0))] * len(sequences)
    lengths = [len(ids) for ids in sequences]
    done = 0
    for batch in ([i] for i in order) if alone else _batches(order, lengths):
        input_ids, mask = pad_batch([sequences[i] for i in batch], framing)
        logits = model.run(input_ids, mask)
        for row, i in enumerate(batch):
            results[i] = logits[row, 1 : len(sequences[i]) + 1].astype(np.float64)
        done += len(batch)
        if progress:
            progress(done / len(sequences))
    return results


def pad_batch(sequences: Sequence[Ids], framing: Framing) -> tuple[Ids, Ids]:
    """[CLS] ids [SEP] padded on the right, with the attention mask."""
    width = max(len(ids) for ids in sequences) + 2
    input_ids = np.full((len(sequences), width), framing.pad, dtype=np.int64)
    mask = np.zeros_like(input_ids)
    for row, ids in enumerate(sequences):
        input_ids[row, : len(ids) + 2] = [framing.cls, *ids, framing.sep]
        mask[row, : len(ids) + 2] = 1
    return input_ids, mask


def _batches(order: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    width = 0
    for i in order:
        width = max(width, lengths[i] + 2)
        if batch and width * (len(batch) + 1) > _BATCH_PIECES:
            yield batch
            batch, width = [], lengths[i] + 2
        batch.append(i)
    if batch:
        yield batch
