"""The splits of the shipped corpus; validation is a tenth of training, drawn by seed."""

import random
from collections.abc import Sequence
from pathlib import Path

from engine.corpus.provenance import is_made
from engine.formats.read import read_dataset
from engine.paths import assets
from engine.tagging.span import Document

PARTS = ("train", "test")  # as files
SPLITS = ("train", "validation", "test")
HELD_OUT = 0.1  # share of a training file that validates where no validation file is given
SEED = 42  # of the commands that train


def corpus_folder() -> Path:
    """Where the corpus lies."""
    return assets() / "corpus"


def shipped_splits(folder: Path | None = None) -> dict[str, tuple[Document, ...]]:
    """The documents of each of ``SPLITS``, as training with the default seed sees them."""
    train, test = (
        read_dataset((folder or corpus_folder()) / f"{part}.jsonl").documents for part in PARTS
    )
    kept, validation = hold_out(train, SEED)
    return {"train": kept, "validation": validation, "test": test}


def hold_out(
    documents: Sequence[Document], seed: int
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """Training and validation documents: a seeded tenth of the gold ones validates."""
    order = [i for i, document in enumerate(documents) if not is_made(document)]
    if documents and not order:
        raise ValueError("expected gold documents to hold a tenth out, got made ones alone")
    random.Random(seed).shuffle(order)
    chosen = set(order[: max(1, round(len(order) * HELD_OUT))])
    train = tuple(d for i, d in enumerate(documents) if i not in chosen)
    return train, tuple(d for i, d in enumerate(documents) if i in chosen)
