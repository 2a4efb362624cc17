"""The rows of the MedER table: CSV or TSV, with true row and line numbers."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.formats.dataset import FormatError
from engine.formats.meder_cells import COLUMNS, is_header_name
from engine.formats.meder_records import Record, records
from engine.formats.source import Source

TEXT_COLUMN = "Medical Text"
_NAMES = {"TEXT": TEXT_COLUMN, **COLUMNS}
_LONGEST_CELL = 1 << 26  # the csv module's own limit of 128 KiB refuses long texts


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: ``number`` counts from 1 after the header, ``line`` is in the file.

    ``cells`` maps TEXT and the six labels to the raw cells; ``width`` is the number
    of the last cell that is not blank; ``stray_quote`` says that a quote of the row was
    none of CSV's.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    width: int
    stray_quote: bool = False

    @property
    def is_header(self) -> bool:
        """Whether this is the header again, as in files glued together, or a piece of it."""
        text = self.cells["TEXT"]
        if text.strip("\ufeff").isascii() and fold(text) == fold(TEXT_COLUMN):
            return True
        others = (cell for key, cell in self.cells.items() if key != "TEXT")
        return is_header_name(text) and not any(cell.strip() for cell in others)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table and how many cells its header has."""

    rows: tuple[Row, ...]
    width: int


def fold(name: str) -> str:
    """What column names are compared by: letters alone, in lower case, no plural (e)s."""
    return re.sub(r"[^a-z]", "", name.lower()).rstrip("es")


def read_table(source: Source) -> Table:
    """The table; raises FormatError for a missing column or a quote never closed."""
    found = table_records(source.text, source.name)
    try:
        header = next(found, None)
        if header is None:
            raise FormatError(f"{source.name}: expected a table, got blank cells alone.")
        places = _places(header.cells, f"{source.name}, line {header.line}")
        rows = tuple(_row(number, record, places) for number, record in enumerate(found, 1))
    except csv.Error as error:
        raise FormatError(f"{source.name}: expected a CSV table, got an error: {error}.") from None
    return Table(rows, len(header.cells))


def table_records(text: str, name: str) -> Iterator[Record]:
    """The records of a CSV or TSV text, the header first.

    Raises FormatError for a quote never closed, and csv.Error.
    """
    csv.field_size_limit(_LONGEST_CELL)
    return records(io.StringIO(text, newline="").readlines(), delimiter(text), name)


def _row(number: int, record: Record, places: Mapping[str, int]) -> Row:
    cells = record.cells
    width = max(place for place, cell in enumerate(cells, start=1) if cell.strip())
    kept = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
    return Row(number, record.line, kept, width, record.stray_quote)


def delimiter(text: str) -> str:
    """Tab, semicolon or comma: what the header has most of."""
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max("\t;,", key=header.count) if "\t" in header or ";" in header else ","


def _places(header: Sequence[str], where: str) -> dict[str, int]:
    """Which cell holds which column; harmless differences in the names are let pass."""
    folded = [fold(name) for name in header]
    missing = [name for name in _NAMES.values() if fold(name) not in folded]
    if missing:
        expected = ", ".join(f"'{name}'" for name in missing)
        got = ", ".join(f"'{' '.join(name.split())}'" for name in header[:10])
        raise FormatError(f"{where}: expected the columns {expected}, got {got}.")
    return {key: folded.index(fold(name)) for key, name in _NAMES.items()}
