"""The text column of an uploaded CSV."""

import csv
import re
from collections.abc import Sequence

from engine.formats.dataset import FormatError
from engine.formats.meder_records import Record
from engine.formats.meder_table import delimiter, fold, table_records
from engine.formats.text_error import TextFileError
from engine.tagging.span import Document

_NAMES = ("text", "Medical Text", "sentence", "লেখা", "বাক্য")
_BANGLA = re.compile("[\u0980-\u09ff]")
_SHOWN = 10  # columns that a message names


def table_documents(name: str, text: str) -> list[Document]:
    """A document for each row with text; its id is the column ``id``, else the row's number.

    The column is named text, Medical Text, sentence, লেখা or বাক্য, or is the only one.
    Raises TextFileError for a table without such a column or with a quote never closed.
    """
    records = _records(name, text)
    if not records:
        return []
    header = records[0].cells
    place = _place(header)
    if len(header) == 1:
        parted = delimiter(text)
        first = 0 if place is None and not _is_header(records) else 1
        # Commas of a text that nobody quoted do not make columns.
        rows = [parted.join(record.cells) for record in records[first:]]
        return [Document(row, id=str(number)) for number, row in enumerate(rows, 1)]
    if place is None:
        shown = ", ".join(f"'{' '.join(cell.split())[:40]}'" for cell in header[:_SHOWN])
        raise TextFileError("csv_column", name=name, columns=shown)
    return [
        _document(number, record, header, place) for number, record in enumerate(records[1:], 1)
    ]


def _records(name: str, text: str) -> list[Record]:
    found: list[Record] = []
    try:
        found.extend(table_records(text, name))
    except (FormatError, csv.Error):
        line = found[-1].after if found else 1
        raise TextFileError("csv_broken", name=name, line=line) from None
    return found


def _document(number: int, record: Record, header: Sequence[str], place: int) -> Document:
    cells = (*record.cells, *[""] * len(header))
    ids = [cells[i].strip() for i, cell in enumerate(header) if cell.strip().lower() == "id"]
    return Document(cells[place], id=(ids[0] if ids else "") or str(number))


def _place(header: Sequence[str]) -> int | None:
    """Which column holds the text; the names in the order of ``_NAMES``."""
    keys = [_key(cell) for cell in header]
    return next((keys.index(_key(known)) for known in _NAMES if _key(known) in keys), None)


def _key(cell: str) -> str:
    return fold(cell) or cell.strip()


def _is_header(records: Sequence[Record]) -> bool:
    """Whether a single column begins with a name that is not known: Latin above Bangla."""
    first, *rest = ("".join(record.cells) for record in records)
    return not _BANGLA.search(first) and any(_BANGLA.search(text) for text in rest)
