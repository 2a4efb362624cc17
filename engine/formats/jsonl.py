"""Span JSONL: one document a line, spans as code-point offsets into the raw text."""

import json
from collections.abc import Iterable
from typing import Any

from engine.formats.dataset import Dataset, FormatError, Issue
from engine.formats.records import Record, read_records
from engine.formats.source import Source
from engine.tagging.span import Document, Span
from engine.text.normalize import normal_form

# Where other tools keep their spans; "labels" and "label" are doccano's.
SPAN_FIELDS = ("spans", "entities", "labels", "label")


def read_jsonl(source: Source) -> Dataset:
    """The documents of a span JSONL file; raises FormatError with the line."""
    return from_records(read_records(source))


def from_records(records: Iterable[Record]) -> Dataset:
    """Documents of records with ``text`` and spans, as objects or [start, end, label]."""
    documents: list[Document] = []
    issues: list[Issue] = []
    for record in records:
        text = record.text()
        rows = next((record.fields[key] for key in SPAN_FIELDS if key in record.fields), None) or []
        if not isinstance(rows, list):
            raise FormatError(
                f"{record.where}: expected a list of spans, got {type(rows).__name__}."
            )
        spans = [_span(record, text, row, issues) for row in rows]
        meta = record.fields.get("meta")
        notes = {str(k): str(v) for k, v in meta.items()} if isinstance(meta, dict) else {}
        try:
            documents.append(Document(text, tuple(spans), record.identity(), notes))
        except ValueError as error:
            raise FormatError(f"{record.where}: {error}.") from None
    return Dataset.of(documents, issues)


def render_jsonl(documents: Iterable[Document]) -> str:
    """The JSONL of ``documents``; scores and notes are written where there are any."""
    return "".join(
        json.dumps(document_fields(document), ensure_ascii=False) + "\n" for document in documents
    )


def document_fields(document: Document) -> dict[str, Any]:
    """The JSON object of ``document``; its spans in order under ``spans``."""
    fields: dict[str, Any] = {"id": document.id, "text": document.text, "spans": []}
    for span in document.spans:
        row: dict[str, Any] = {"start": span.start, "end": span.end, "label": span.label}
        row["text"] = document.surface(span)
        if span.score is not None:
            row["score"] = span.score
        fields["spans"].append(row)
    if document.meta:
        fields["meta"] = dict(document.meta)
    return fields


def _span(record: Record, text: str, row: Any, issues: list[Issue]) -> Span:
    """One span; its own ``text``, where given, is held against the offsets."""
    if isinstance(row, list) and len(row) >= 3:
        row = dict(zip(("start", "end", "label"), row, strict=False))
    if not isinstance(row, dict):
        raise FormatError(
            f"{record.where}: expected a span object or [start, end, label], got {row!r}."
        )
    start, end, label = row.get("start"), row.get("end"), row.get("label")
    if type(start) is not int or type(end) is not int or not isinstance(label, str):
        raise FormatError(
            f"{record.where}: expected a span with integers start and end and a text label, "
            f"got start {start!r}, end {end!r}, label {label!r}."
        )
    given = row.get("text")
    if isinstance(given, str) and normal_form(text[start:end]) != normal_form(given):
        points = _from_utf16(text, start, end)
        repaired = points is not None and text[slice(*points)] == given
        kind = "UTF-16 offsets" if repaired else "span text differs from its offsets"
        issues.append(Issue(kind, given, record.row, record.line, label, repaired))
        start, end = points if repaired and points else (start, end)
    try:
        return Span(start, end, label, _score(row.get("score")))
    except ValueError as error:
        raise FormatError(f"{record.where}: {error}.") from None


def _score(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected a number as score, got {value!r}")
    if not 0 <= value <= 1:
        raise ValueError(f"expected a score between 0 and 1, got {value!r}")
    return float(value)


def _from_utf16(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Code-point offsets of UTF-16 ones (JavaScript tools count an emoji as two)."""
    units = text.encode("utf-16-le")
    try:
        before = units[: 2 * start].decode("utf-16-le")
        return len(before), len(before) + len(units[2 * start : 2 * end].decode("utf-16-le"))
    except UnicodeDecodeError:
        return None
