"""Bangla-HealthNER: a JSON list of {"text", "labels"}, a BIO tag per white-space token."""

import json
import re
from collections.abc import Iterable

from engine.formats.dataset import Dataset, FormatError, Issue
from engine.formats.records import Record, read_records
from engine.formats.source import Source
from engine.formats.tags import read_tags
from engine.tagging.bio import snap_spans, spans_to_tags
from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges

_TOKEN = re.compile(r"\S+")


def read_healthner(source: Source) -> Dataset:
    """The documents of a HealthNER file; raises FormatError naming the document."""
    return from_records(read_records(source))


def from_records(records: Iterable[Record]) -> Dataset:
    """Documents of records with one tag per white-space token under ``labels``."""
    documents: list[Document] = []
    issues: list[Issue] = []
    for record in records:
        text, tags = record.text(), record.fields.get("labels")
        if not isinstance(tags, list):
            raise FormatError(
                f"{record.where}: expected a list of tags in the field 'labels', "
                f"got {type(tags).__name__}."
            )
        ranges = [match.span() for match in _TOKEN.finditer(text)]
        tagged = read_tags(tags, ranges, record.where)
        documents.append(Document(text, tagged.spans, record.identity()))
        for place in tagged.repaired:
            token = text[slice(*ranges[place])]
            issues.append(
                Issue("I tag opens a span", token, record.row, record.line, repaired=True)
            )
    return Dataset.of(documents, issues)


def render_healthner(documents: Iterable[Document]) -> str:
    """The JSON of ``documents``.

    Where a span does not begin and end with white-space tokens (ওষুধ। holds two
    units), the text is written as its units with a space between, as HealthNER does.
    """
    lines = []
    for document in documents:
        text, spans = _tokenized(document)
        ranges = [match.span() for match in _TOKEN.finditer(text)]
        record = {"id": document.id, "text": text, "labels": spans_to_tags(spans, ranges)}
        lines.append(json.dumps(record, ensure_ascii=False))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _tokenized(document: Document) -> tuple[str, list[Span]]:
    """A text whose white-space tokens no span cuts, with the spans over it."""
    tokens = [match.span() for match in _TOKEN.finditer(document.text)]
    if snap_spans(document.spans, tokens) == list(document.spans):
        return document.text, list(document.spans)
    units = unit_ranges(document.text)
    tags = spans_to_tags(snap_spans(document.spans, units), units)
    text = " ".join(document.text[start:end] for start, end in units)
    ranges = [match.span() for match in _TOKEN.finditer(text)]
    return text, list(read_tags(tags, ranges, "document").spans)
