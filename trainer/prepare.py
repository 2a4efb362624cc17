"""``shonakto data prepare``: a data file to a folder of three parts and a manifest."""

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from engine.formats.dataset import FormatError
from engine.formats.jsonl import render_jsonl
from engine.formats.read import read_dataset
from engine.formats.write import check_writable, write_text
from engine.tagging.matching import MatchRule
from engine.tagging.span import Document
from trainer.data import FRACTIONS, Split, split
from trainer.provenance import refuse_made

MANIFEST = "manifest.json"
_FILES = {MANIFEST, "train.jsonl", "validation.jsonl", "test.jsonl"}


def prepare(
    path: Path,
    out_dir: Path,
    *,
    seed: int = 42,
    rule: MatchRule = "safe",
    fractions: tuple[float, float, float] = FRACTIONS,
) -> dict[str, Any]:
    """Split ``path`` into ``out_dir``/{train,validation,test}.jsonl; returns the manifest.

    The folder appears whole or not at all. An earlier output of this function is
    replaced as a whole; any other folder that is not empty is refused (FormatError),
    as is bad input; generated and silver documents are refused with a ValueError.
    """
    _check_free(out_dir)
    check_writable(out_dir / MANIFEST)
    dataset = read_dataset(path, rule)
    refuse_made(dataset.documents, path.name, "the file to split")
    parts = split(dataset, seed, fractions)
    repairs = Counter(issue.kind for issue in dataset.issues if issue.repaired)
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=out_dir.parent, prefix=f".{out_dir.name}."))
    try:
        for name, documents in parts.parts.items():
            write_text(folder / f"{name}.jsonl", render_jsonl(documents))
        manifest = _manifest(path, folder, parts, rule)
        manifest["fractions"], manifest["repairs"] = list(fractions), dict(repairs.most_common())
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        write_text(folder / MANIFEST, text + "\n")
        folder.chmod(0o755)
        _put(folder, out_dir)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return manifest


def _manifest(path: Path, folder: Path, parts: Split, rule: MatchRule) -> dict[str, Any]:
    return {
        "input": {"name": path.name, "sha256": sha256(path)},
        "rule": rule,
        "seed": parts.seed,
        "labels": list(parts.labels.labels),
        "dropped_repeated_texts": parts.dropped,
        "parts": {
            name: {**_counts(documents), "sha256": sha256(folder / f"{name}.jsonl")}
            for name, documents in parts.parts.items()
        },
        "versions": {"shonakto": _version(), "python": platform.python_version()},
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _counts(documents: Sequence[Document]) -> dict[str, Any]:
    labels = Counter(span.label for document in documents for span in document.spans)
    return {
        "documents": len(documents),
        "spans": labels.total(),
        "labels": dict(sorted(labels.items())),
    }


def _version() -> str:
    try:
        return metadata.version("shonakto")
    except metadata.PackageNotFoundError:  # run from a checkout
        return "unknown"


def _check_free(out_dir: Path) -> None:
    """Whether ``out_dir`` may be written: absent, empty, or our own and nothing else."""
    if not os.path.lexists(out_dir):
        return
    if not out_dir.is_dir() or out_dir.is_symlink():
        raise FormatError(f"{out_dir}: expected a folder to write to, got a file or a link.")
    names = {entry.name for entry in out_dir.iterdir()}
    if names and names != _FILES:
        raise FormatError(
            f"{out_dir}: expected an empty folder or one that prepare wrote, "
            f"got {sorted(names - _FILES or names)[0]!r} in it."
        )


def _put(folder: Path, out_dir: Path) -> None:
    """Move ``folder`` to ``out_dir``; what stood there goes only after that."""
    if not out_dir.exists():
        folder.rename(out_dir)
        return
    old = Path(tempfile.mkdtemp(dir=out_dir.parent, prefix=f".{out_dir.name}.old."))
    out_dir.rename(old / "data")
    try:
        folder.rename(out_dir)
    except BaseException:
        (old / "data").rename(out_dir)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
