"""``read_texts``: what a person uploads to be annotated, from bytes to documents."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import PurePath

from engine.formats.dataset import FormatError
from engine.formats.decode import decode_text
from engine.formats.docx import docx_text
from engine.formats.jsonl import SPAN_FIELDS, from_records
from engine.formats.records import Record, line_record
from engine.formats.text_error import TextFileError
from engine.formats.text_table import table_documents
from engine.tagging.span import Document

MAX_MB = 5
EXTENSIONS = ("txt", "csv", "jsonl", "docx")
_ZIP = b"PK\x03\x04"
_SIGNATURES = {  # what other files begin with
    b"%PDF-": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "old_doc",
    b"{\\rtf": "rtf",
    b"\x89PNG": "binary",
    b"\xff\xd8\xff": "binary",
    b"GIF8": "binary",
    b"\x1f\x8b": "binary",
}


def read_texts(name: str, data: bytes) -> tuple[Document, ...]:
    """The documents of an uploaded file; one at least, none of them blank.

    A .txt or .docx is one document, whose line breaks are kept; a .csv has one in each row
    with text, a .jsonl in each line with text, with its spans. Raises TextFileError, whose
    ``reason`` and ``values`` a page says in its own language, for everything else.
    """
    extension = PurePath(name).suffix.lower().removeprefix(".")
    check_content(name, data, zipped=extension == "docx")
    if extension not in EXTENSIONS:
        shown = f".{extension}" if extension else "-"
        raise TextFileError("extension", name=name, extension=shown)
    documents = _READERS[extension](name, data)
    kept = tuple(document for document in documents if document.text.strip())
    if not kept:
        raise TextFileError("no_text", name=name)
    return kept


def check_content(name: str, data: bytes, *, zipped: bool = False) -> None:
    """Refuse what is too large, empty, or another kind of file whatever its name says.

    Raises TextFileError; a zip file is none where it may be ``zipped``.
    """
    if len(data) > MAX_MB << 20:
        raise TextFileError("too_large", name=name, limit=MAX_MB)
    if not data:
        raise TextFileError("empty", name=name)
    for signature, reason in _SIGNATURES.items():
        if data.removeprefix(BOM_UTF8).lstrip().startswith(signature):
            raise TextFileError(reason, name=name)
    if data.startswith(_ZIP) and not zipped:
        raise TextFileError("zip", name=name)


def _whole(name: str, data: bytes) -> list[Document]:
    return [Document(decode_text(name, data), id="1")]


def _word(name: str, data: bytes) -> list[Document]:
    return [Document(docx_text(name, data), id="1")]


def _table(name: str, data: bytes) -> list[Document]:
    return table_documents(name, decode_text(name, data))


def _lines(name: str, data: bytes) -> list[Document]:
    """One document a line, with its ``id`` and its spans."""
    found: list[Document] = []
    for line, content in enumerate(decode_text(name, data).split("\n"), start=1):
        if not content.strip():
            continue
        try:
            record = line_record(content, name, len(found) + 1, line)
        except FormatError:
            raise TextFileError("json_line", name=name, line=line) from None
        found.append(_record_document(record, name, line))
    return found


def _record_document(record: Record, name: str, line: int) -> Document:
    """What else lies under the names of spans (one label, a tag a word) is no span."""
    try:
        document = Document(record.text(), id=record.identity())
    except FormatError:
        raise TextFileError("json_text", name=name, line=line) from None
    rows = next((record.fields[key] for key in SPAN_FIELDS if key in record.fields), None)
    if not isinstance(rows, list) or not all(isinstance(row, dict | list) for row in rows):
        return document
    try:
        return document.with_spans(from_records([record]).documents[0].spans)
    except ValueError:
        raise TextFileError("json_spans", name=name, line=line) from None


_READERS: Mapping[str, Callable[[str, bytes], list[Document]]] = {
    "txt": _whole,
    "csv": _table,
    "jsonl": _lines,
    "docx": _word,
}
