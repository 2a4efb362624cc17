"""Texts read and results written as streams: memory does not grow with the file."""

import gzip
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from engine.formats.dataset import FormatError
from engine.formats.records import Record
from engine.formats.write import check_writable
from engine.tagging.span import Document

STANDARD = "-"
_BOM = b"\xef\xbb\xbf"
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True)
class TextStream:
    """An open input: its name for messages, and whether it is JSON lines.

    ``size`` is the file's in bytes, 0 where nobody knows; ``position`` is how much of
    it has been read.
    """

    name: str
    lines: Iterator[bytes]
    records: bool = False
    size: int = 0
    position: Callable[[], int] = int


@contextmanager
def opened(file: str) -> Iterator[TextStream]:
    """``file``, gzipped or not, or stdin; raises FormatError for an unknown extension."""
    if file == STANDARD:
        yield TextStream("stdin", iter(sys.stdin.buffer))
        return
    path = Path(file)
    if path.is_dir():
        raise FormatError(f"{file}: expected a file, got a folder.")
    name = path.name[:-3] if path.suffix.lower() == ".gz" else path.name
    extension = Path(name).suffix.lower()
    if extension not in (".txt", ".jsonl"):
        raise FormatError(f"{file}: expected a .txt or .jsonl file, got {extension or 'no'!r}.")
    with path.open("rb") as plain:
        packed = plain.peek(2).startswith(_GZIP_MAGIC)
        lines: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=plain) if packed else plain
        whole, size = _whole(lines, path.name), path.stat().st_size
        yield TextStream(path.name, whole, extension == ".jsonl", size, plain.tell)


def read_documents(stream: TextStream) -> Iterator[Document]:
    """The documents of ``stream``; raises FormatError where it is bad or holds no text."""
    empty = True
    for document in _records(stream) if stream.records else _paragraphs(stream):
        empty = False
        yield document
    if empty:
        raise FormatError(f"{stream.name}: expected text, got an empty file.")


@contextmanager
def written(out: str) -> Iterator[IO[bytes]]:
    """``out`` for writing: a file appears whole or not at all; ``-`` is stdout."""
    if out == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(out).resolve()
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or pipe stays
        with path.open("wb") as file:
            yield file
        return
    check_writable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _paragraphs(stream: TextStream) -> Iterator[Document]:
    """One document for each run of lines that are not blank."""
    row = 0
    lines: list[str] = []
    for line in _decoded(stream):
        if line.strip():
            lines.append(line)
        elif lines:
            row += 1
            yield Document(_joined(lines), id=str(row))
            lines = []
    if lines:
        yield Document(_joined(lines), id=str(row + 1))


def _joined(lines: list[str]) -> str:
    return "".join(lines).rstrip("\r\n")


def _records(stream: TextStream) -> Iterator[Document]:
    """One document a line; ``id`` and ``meta`` are kept, spans are not."""
    row = 0
    for number, line in enumerate(_decoded(stream), start=1):
        if line.strip():
            row += 1
            where = f"{stream.name}, line {number}"
            record = Record(_object(line, where), row, number, where)
            record.check_unicode()
            meta = record.fields.get("meta")
            notes = {str(k): str(v) for k, v in meta.items()} if isinstance(meta, dict) else {}
            yield Document(record.text(), id=record.identity(), meta=notes)


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except RecursionError:
        raise FormatError(f"{where}: expected valid JSON, got too many nested brackets.") from None
    except ValueError as error:
        problem = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise FormatError(f"{where}: expected valid JSON, got an error: {problem}.") from None
    if not isinstance(fields, dict):
        raise FormatError(f"{where}: expected a JSON object, got {type(fields).__name__}.")
    return fields


def _decoded(stream: TextStream) -> Iterator[str]:
    """The lines as text, without a byte order mark; an error names the byte's offset."""
    offset = 0
    for line in stream.lines:
        content = line.removeprefix(_BOM) if offset == 0 else line
        try:
            yield content.decode("utf-8")
        except UnicodeDecodeError as error:
            place = offset + len(line) - len(content) + error.start
            raise FormatError(
                f"{stream.name}: expected UTF-8, got the byte 0x{content[error.start]:02x} "
                f"at offset {place}."
            ) from None
        offset += len(line)


def _whole(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines; gzip data that ends early or is broken is a FormatError."""
    try:
        yield from lines
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FormatError(f"{name}: expected whole gzip data, got {error}.") from None
