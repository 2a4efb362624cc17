"""A tagging task from files, for the commands that run one stage."""

from pathlib import Path

from engine.formats.read import read_dataset
from engine.tagging.labels import LabelSet
from trainer.settings import Preset
from trainer.splits import hold_out
from trainer.stages import TaggingTask


def read_task(train: Path, validation: Path | None, preset: Preset, seed: int) -> TaggingTask:
    """Documents of both splits; without a validation file a tenth is held out."""
    documents = read_dataset(train).documents
    held = read_dataset(validation).documents if validation else ()
    if not held:
        documents, held = hold_out(documents, seed)
    return TaggingTask(
        train=documents,
        validation=held,
        labels=LabelSet.from_documents((*documents, *held)),
        pieces=preset.pieces,
        max_pieces=preset.max_pieces,
        overlap=preset.overlap,
    )


def read_layers(text: str) -> tuple[int, ...]:
    """ "1,5,9,12" as numbers."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise ValueError(f"expected layers such as 1,5,9,12, got {text!r}") from None
