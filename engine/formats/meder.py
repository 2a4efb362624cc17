"""The MedER table: a text a row, its entities as comma-separated strings by column."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from engine.formats.dataset import DUPLICATE_ROW, Dataset, FormatError, Issue
from engine.formats.meder_cells import COLUMNS, SPLIT_PARENTHESES, Item, cell_items, parts
from engine.formats.meder_table import TEXT_COLUMN, Row, read_table
from engine.formats.source import Source
from engine.tagging.lexicon import NARROWEST_FIRST
from engine.tagging.matching import Entry, MatchRule, match_entities
from engine.tagging.span import Document
from engine.text.normalize import match_key


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    rule: MatchRule
    documents: list[Document] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    seen: dict[str, list[frozenset[tuple[str, str]]]] = field(default_factory=dict)

    def note(self, row: Row, kind: str, text: str = "", label: str = "", sure: bool = True) -> None:
        self.issues.append(Issue(kind, text, row.number, row.line, label, repaired=sure))


def read_meder(source: Source, rule: MatchRule = "safe") -> Dataset:
    """The documents of a MedER table, each string found in its text by ``rule``.

    A string in two columns of a row is ambiguous: it is reported and gets the
    narrower label (HOR, PHA, MED, DIS, ORG, CMT, in this order). Raises FormatError
    for a table that cannot be read.
    """
    table = read_table(source)
    reading = _Reading(rule)
    for row in table.rows:
        if row.width > table.width:
            reading.note(row, "too many cells", f"{row.width} for {table.width}", sure=False)
        if row.stray_quote:
            reading.note(row, "quote out of place", sure=row.width <= table.width)
        if row.is_header:
            reading.note(row, "repeated header")
        elif not row.cells["TEXT"].strip():
            reading.note(row, "no text", sure=False)
        else:
            _read_row(row, reading)
    return Dataset.of(reading.documents, reading.issues)


def render_meder(documents: Iterable[Document]) -> str:
    """The CSV of ``documents``. A table holds strings, not places: what is read back
    is every occurrence of each surface."""
    out = io.StringIO(newline="")
    # All cells are quoted: the csv module leaves a lone carriage return bare.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow([TEXT_COLUMN, *COLUMNS.values()])
    for document in documents:
        cells: dict[str, dict[str, str]] = {label: {} for label in COLUMNS}
        for span in document.spans:
            if span.label not in cells:
                raise FormatError(f"expected one of {', '.join(cells)}, got {span.label!r}.")
            surface = document.surface(span)
            cells[span.label].setdefault(match_key(surface), " ".join(surface.split()))
        writer.writerow([document.text, *(", ".join(cells[label].values()) for label in COLUMNS)])
    return out.getvalue()


def _read_row(row: Row, reading: _Reading) -> None:
    text = row.cells["TEXT"]
    items = [item for label in COLUMNS for item in cell_items(row.cells[label], label)]
    items = [part for item in items for part in _as_found(text, item, reading.rule)]
    for item in items:
        for kind in item.repairs:
            reading.note(row, kind, item.surface, item.label)
    entries = _entries(row, [item for item in items if item.surface], reading)
    if _is_duplicate(row, entries, reading):
        return
    result = match_entities(text, entries, reading.rule)
    for entry in result.unmatched:
        reading.note(row, "not found in the text", entry.surface, entry.label, sure=False)
    reading.documents.append(Document(text, result.spans, str(row.number)))


def _as_found(text: str, item: Item, rule: MatchRule) -> list[Item]:
    """A string with parentheses as one if the text has it so, else in its parts."""
    if "(" not in item.surface or _found(text, item, rule):
        return [item]
    kinds = () if SPLIT_PARENTHESES in item.repairs else ("parentheses taken apart",)
    pieces = parts(replace(item, repairs=item.repairs + kinds))
    return pieces if any(_found(text, piece, rule) for piece in pieces) else [item]


def _found(text: str, item: Item, rule: MatchRule) -> bool:
    return bool(match_entities(text, [Entry(item.label, item.surface)], rule).spans)


def _entries(row: Row, items: Sequence[Item], reading: _Reading) -> list[Entry]:
    """One entry a string: repeats removed, ambiguous ones decided."""
    by_key: dict[str, list[Item]] = {}
    for item in items:
        by_key.setdefault(match_key(item.surface), []).append(item)
    entries: list[Entry] = []
    for same in by_key.values():
        labels = {item.label for item in same}
        label = min(labels, key=NARROWEST_FIRST.index)
        if len(labels) > 1:
            reading.note(row, "ambiguous, in two columns", same[0].surface, label, sure=False)
        elif len(same) > 1:
            forms = {item.surface.lower() for item in same}
            kind = "second Unicode form" if len(forms) > 1 else "repeated string"
            reading.note(row, kind, same[0].surface, label)
        entries.append(Entry(label, same[0].surface))
    return entries


def _is_duplicate(row: Row, entries: Sequence[Entry], reading: _Reading) -> bool:
    """Whether an earlier row says the same; one that says otherwise is kept, reported."""
    key, text = match_key(row.cells["TEXT"]), row.cells["TEXT"][:60]
    said = frozenset((match_key(entry.surface), entry.label) for entry in entries)
    earlier = reading.seen.setdefault(key, [])
    if said in earlier:
        reading.note(row, DUPLICATE_ROW, text)
        return True
    if earlier:
        reading.note(row, "same text, other entities", text, sure=False)
    earlier.append(said)
    return False
