"""``read_dataset``: any supported file, recognized by its content and its extension."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from engine.formats.conll import read_conll
from engine.formats.dataset import Dataset, FormatError, Issue
from engine.formats.healthner import read_healthner
from engine.formats.inline import read_inline
from engine.formats.jsonl import read_jsonl
from engine.formats.meder import read_meder
from engine.formats.meder_table import TEXT_COLUMN, fold
from engine.formats.records import Record, read_records
from engine.formats.source import Source
from engine.tagging.matching import MatchRule

FormatName = Literal["meder", "healthner", "jsonl", "conll", "inline"]
_TAGGED_LINE = re.compile(r"\S.*[\t ](O|[BI]-\S.*)")
_MARK = re.compile(r"\]\([A-Za-z]")
_JSON_EXTENSIONS = ("json", "jsonl", "ndjson")
_READERS: Mapping[FormatName, Callable[[Source], Dataset]] = {
    "healthner": read_healthner,
    "jsonl": read_jsonl,
    "conll": read_conll,
    "inline": read_inline,
}


def read_dataset(
    path: Path | str | Source, rule: MatchRule = "safe", *, need_entities: bool = True
) -> Dataset:
    """The documents of a MedER table, HealthNER JSON, span JSONL, CoNLL or inline file.

    A ``Source`` is a file that has been read already. ``rule`` says how entity strings
    of a MedER table are found in their text. Raises FormatError, one sentence, where the
    file cannot be used; also where it holds no entity at all, unless ``need_entities``
    is false.
    """
    source = path if isinstance(path, Source) else Source.read(Path(path))
    name = sniff(source)
    dataset = read_meder(source, rule) if name == "meder" else _READERS[name](source)
    if need_entities and not any(document.spans for document in dataset.documents):
        raise FormatError(
            f"{source.name}: expected at least one entity, got none in "
            f"{len(dataset.documents)} documents."
        )
    if source.had_bom:
        mark = Issue("byte order mark", line=1, repaired=True)
        return replace(dataset, issues=(mark, *dataset.issues))
    return dataset


def sniff(source: Source) -> FormatName:
    """The format of ``source``; raises FormatError where it looks like none."""
    lines = [line for line in source.text[:100_000].splitlines() if line.strip()]
    first = lines[0].strip()
    if fold(TEXT_COLUMN) in [fold(cell) for cell in re.split(r"[\t,;]", first)]:
        return "meder"
    if source.extension in _JSON_EXTENSIONS or first[0] == "{" or re.match(r"\[\s*(\{|$)", first):
        return _sniff_records(source)
    body = [line for line in lines if not line.startswith(("#", "-DOCSTART-"))]
    if source.extension in ("conll", "iob", "iob2", "bio"):
        return "conll"
    if body and all(_TAGGED_LINE.fullmatch(line.rstrip()) for line in body[:50]):
        return "conll"
    if any(_MARK.search(line) for line in body):
        return "inline"
    if source.extension in ("csv", "tsv"):
        return "meder"  # its reader says which columns are missing
    raise FormatError(
        f"{source.name}: expected a MedER table, HealthNER JSON, span JSONL, CoNLL or "
        f"[surface](LABEL) text, got the first line {first[:60]!r}."
    )


def _sniff_records(source: Source) -> FormatName:
    """Tags are strings under ``labels``; spans are objects or rows."""
    records = read_records(source)
    return "healthner" if any(_has_tags(record) for record in records[:100]) else "jsonl"


def _has_tags(record: Record) -> bool:
    labels = record.fields.get("labels")
    return (
        "spans" not in record.fields
        and bool(labels)
        and (not isinstance(labels, list) or isinstance(labels[0], str))
    )
