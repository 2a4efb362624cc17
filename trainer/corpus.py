"""The shipped corpus: authored inline files to span JSONL and the MedER table."""

from pathlib import Path

from engine.corpus.splits import PARTS, corpus_folder
from engine.formats.read import read_dataset
from engine.formats.write_dataset import write_dataset
from engine.tagging.span import Document


def authored(part: str, folder: Path | None = None) -> list[Document]:
    """The documents of ``part`` from its inline files, with ids ``file-line``."""
    files = sorted((folder or corpus_folder()).glob(f"{part}_*.txt"))
    if not files:
        raise ValueError(f"expected files {part}_*.txt in {folder or corpus_folder()}, got none")
    return [
        Document(document.text, document.spans, f"{file.stem}-{number:04d}", document.meta)
        for file in files
        for number, document in enumerate(read_dataset(file).documents, 1)
    ]


def build_corpus(folder: Path | None = None) -> dict[str, int]:
    """Write ``train`` and ``test`` as .jsonl and .csv; returns the number of texts."""
    target = folder or corpus_folder()
    counts: dict[str, int] = {}
    for part in PARTS:
        documents = authored(part, target)
        for extension in ("jsonl", "csv"):
            write_dataset(documents, target / f"{part}.{extension}")
        counts[part] = len(documents)
    return counts


__all__ = ["PARTS", "authored", "build_corpus", "corpus_folder"]
