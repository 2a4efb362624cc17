"""``write_dataset``: documents to a file whose format its extension names."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from engine.formats.conll import render_conll
from engine.formats.dataset import FormatError
from engine.formats.healthner import render_healthner
from engine.formats.inline import render_inline
from engine.formats.jsonl import render_jsonl
from engine.formats.meder import render_meder
from engine.formats.write import write_bytes
from engine.tagging.span import Document

RENDERERS: Mapping[str, Callable[[Iterable[Document]], str]] = {
    "jsonl": render_jsonl,
    "json": render_healthner,
    "conll": render_conll,
    "txt": render_inline,
    "csv": render_meder,
}


def write_dataset(documents: Iterable[Document], path: Path) -> None:
    """Write ``documents`` to ``path`` in one step: .jsonl .json .conll .txt .csv, or .gz of one.

    Raises FormatError for another extension.
    """
    packed = path.suffix.lower() == ".gz"
    extension = (path.with_suffix("") if packed else path).suffix.lower()[1:]
    if extension not in RENDERERS:
        raise FormatError(
            f"{path.name}: expected one of the extensions {', '.join(RENDERERS)}, "
            f"got {extension!r}."
        )
    data = RENDERERS[extension](documents).encode("utf-8")
    write_bytes(path, gzip.compress(data, mtime=0) if packed else data)
