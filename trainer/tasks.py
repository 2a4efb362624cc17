"""A tagging task from files, for the commands that run one stage."""

from collections.abc import Sequence
from pathlib import Path

from engine.formats.read import read_dataset
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document
from trainer.provenance import refuse_made
from trainer.settings import Preset
from trainer.splits import hold_out
from trainer.stages import TaggingTask


def read_task(
    train: Path,
    validation: Path | None,
    preset: Preset,
    seed: int,
    labels: LabelSet | None = None,
    *,
    hints: bool = False,
) -> TaggingTask:
    """Documents of both splits; without a validation file a tenth is held out.

    ``labels`` are a teacher's: they are taken if they suffice for the data. With
    ``hints`` the model is told what the lexicon finds.
    """
    documents = read_dataset(train).documents
    held = read_dataset(validation).documents if validation else ()
    if validation:
        refuse_made(held, validation.name, "validation")
    if not held:
        documents, held = hold_out(documents, seed)
    return TaggingTask(
        train=documents,
        validation=held,
        labels=_labels((*documents, *held), labels),
        pieces=preset.pieces,
        max_pieces=preset.max_pieces,
        overlap=preset.overlap,
        hints=hints,
    )


def _labels(documents: Sequence[Document], known: LabelSet | None) -> LabelSet:
    found = {span.label for document in documents for span in document.spans}
    if known is not None and found <= set(known.labels):
        return known
    return LabelSet.from_documents(documents)


def read_layers(text: str) -> tuple[int, ...]:
    """ "1,5,9,12" as numbers."""
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError:
        raise ValueError(f"expected layers such as 1,5,9,12, got {text!r}") from None
