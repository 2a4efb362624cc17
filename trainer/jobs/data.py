"""What a run learns from: the bundled corpus, a file in the user's home, or an upload."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engine.formats.dataset import FormatError
from engine.formats.read import read_dataset
from engine.paths import assets, user_home
from trainer.jobs.problem import RequestProblem
from trainer.provenance import is_made
from trainer.splits import Splits, SplitSource, read_splits

CORPUS = "corpus"
SPLIT_SEED = 42  # one for all runs: only scores on the same test texts compare
_EXTENSIONS = re.compile(r"(\.[a-z0-9]{1,6}){1,2}$")


@dataclass(frozen=True)
class DataFiles:
    """A data set by name: one file that is split 80/10/10, or training and test files."""

    name: str
    paths: tuple[Path, ...]

    @property
    def source(self) -> SplitSource:
        """The same for ``read_splits``."""
        if len(self.paths) == 1:
            return SplitSource(data=self.paths[0])
        return SplitSource(train=self.paths[0], test=self.paths[1])

    @property
    def short_names(self) -> tuple[str, ...]:
        """File names without anything a person chose but the extension, which is read."""
        parts = ("all",) if len(self.paths) == 1 else ("train", "test")
        return tuple(
            part + _extension(path.name) for part, path in zip(parts, self.paths, strict=True)
        )

    def splits(self) -> Splits:
        """The three splits; RequestProblem where there are none."""
        try:
            return read_splits(self.source, SPLIT_SEED)
        except ValueError as error:
            raise self._problem(error) from error

    def _problem(self, error: ValueError) -> RequestProblem:
        """What it was that kept the files from being split."""
        try:
            documents = [d for path in self.paths for d in read_dataset(path).documents]
        except FormatError as unreadable:
            return RequestProblem("data_unreadable", str(unreadable), data=self.name)
        made = any(is_made(document) for document in documents)
        return RequestProblem("data_made" if made else "data_few", str(error), data=self.name)


@dataclass(frozen=True)
class DataSummary:
    """Texts in each split, the labels, and the characters of the training texts."""

    train: int
    validation: int
    test: int
    labels: tuple[str, ...]
    characters: int

    @classmethod
    def of(cls, splits: Splits) -> "DataSummary":
        """Count ``splits``."""
        counts = [len(part) for part in (splits.train, splits.validation, splits.test)]
        everything = (*splits.train, *splits.validation, *splits.test)
        found = {span.label for document in everything for span in document.spans}
        labels = tuple(label for label in splits.labels.labels if label in found)
        characters = sum(len(document.text) for document in splits.train)
        return cls(counts[0], counts[1], counts[2], labels, characters)


def bundled_corpus() -> DataFiles | None:
    """The corpus that is shipped; None where it is missing."""
    paths = tuple(assets() / "corpus" / f"{part}.jsonl" for part in ("train", "test"))
    return DataFiles(CORPUS, paths) if all(path.is_file() for path in paths) else None


def home_files() -> list[DataFiles]:
    """The files in ``data`` of the user's home."""
    folder = user_home() / "data"
    files = sorted(folder.glob("*")) if folder.is_dir() else []
    kept = (file for file in files if file.is_file() and not file.name.startswith("."))
    return [DataFiles(file.name, (file,)) for file in kept]


@contextmanager
def uploaded(name: str, content: bytes) -> Iterator[DataFiles]:
    """An uploaded file while it is read; nothing of it stays unless a run copies it."""
    shown = " ".join(Path(name).name.split())[:80]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{_extension(name)}"
        path.write_bytes(content)
        yield DataFiles(shown, (path,))


def _extension(name: str) -> str:
    match = _EXTENSIONS.search(name.lower())
    return match[0] if match else ""
