"""Where ``reproduce`` gets its three splits from: one file, or published ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.splits import hold_out
from engine.formats.read import read_dataset
from engine.tagging.labels import LabelSet
from engine.tagging.matching import MatchRule
from engine.tagging.span import Document
from engine.text.normalize import match_key
from trainer.data import split
from trainer.provenance import refuse_made


@dataclass(frozen=True)
class SplitSource:
    """Files as named on the command line: ``data`` alone, or ``train`` and ``test``."""

    data: Path | None = None
    train: Path | None = None
    validation: Path | None = None
    test: Path | None = None
    extra_train: tuple[Path, ...] = ()
    match: MatchRule = "safe"

    @property
    def files(self) -> tuple[Path, ...]:
        """All files named."""
        named = (self.data, self.train, self.validation, self.test, *self.extra_train)
        return tuple(file for file in named if file is not None)


@dataclass(frozen=True)
class Splits:
    """Documents of the splits; no text stands in two (``dropped`` counts those removed)."""

    train: tuple[Document, ...]
    validation: tuple[Document, ...]
    test: tuple[Document, ...]
    labels: LabelSet
    dropped: int
    name: str


def read_splits(source: SplitSource, seed: int) -> Splits:
    """Read and split; a text of test or validation is removed from training.

    Generated and silver documents come with ``extra_train`` alone: ValueError where
    a file that is split, validates or tests holds one.
    """
    if source.data is not None:
        whole = read_dataset(source.data, source.match)
        refuse_made(whole.documents, source.data.name, "the file to split")
        parts = split(whole, seed)
        train, validation, test = parts.train, parts.validation, parts.test
        name = source.data.name
    else:
        if source.train is None or source.test is None:
            raise ValueError("expected --data FILE, or --train FILE and --test FILE, got neither")
        train = read_dataset(source.train, source.match).documents
        test = read_dataset(source.test, source.match).documents
        refuse_made(test, source.test.name, "the test split")
        if source.validation is not None:
            validation = read_dataset(source.validation, source.match).documents
            refuse_made(validation, source.validation.name, "validation")
        else:
            train, validation = hold_out(train, seed)
        name = source.test.name
    for extra in source.extra_train:
        train = (*train, *read_dataset(extra, source.match).documents)
    kept_test = _without(test, set())
    kept_validation = _without(validation, _keys(kept_test))
    kept_train = _without(train, _keys(kept_test) | _keys(kept_validation))
    dropped = sum(map(len, (train, validation, test))) - sum(
        map(len, (kept_train, kept_validation, kept_test))
    )
    _refuse_empty(kept_train, kept_validation, kept_test)
    labels = LabelSet.from_documents((*kept_train, *kept_validation, *kept_test))
    return Splits(kept_train, kept_validation, kept_test, labels, dropped, name)


def _refuse_empty(*parts: Sequence[Document]) -> None:
    if not all(parts):
        counts = ", ".join(str(len(part)) for part in parts)
        raise ValueError(
            f"expected texts in training, validation and test, got {counts} (a text that stands "
            "in two counts once)"
        )


def _keys(documents: Sequence[Document]) -> set[str]:
    return {match_key(document.text) for document in documents}


def _without(documents: Sequence[Document], taken: set[str]) -> tuple[Document, ...]:
    """Documents whose text is not in ``taken`` and has not come before."""
    seen = set(taken)
    kept: list[Document] = []
    for document in documents:
        key = match_key(document.text)
        if key not in seen:
            seen.add(key)
            kept.append(document)
    return tuple(kept)


__all__ = ["SplitSource", "Splits", "hold_out", "read_splits"]
