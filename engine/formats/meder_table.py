"""The rows of the MedER table: CSV or TSV, with true row and line numbers."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.formats.dataset import FormatError
from engine.formats.meder_cells import COLUMNS
from engine.formats.source import Source

TEXT_COLUMN = "Medical Text"
_NAMES = {"TEXT": TEXT_COLUMN, **COLUMNS}
_LONGEST_CELL = 1 << 26  # the csv module's own limit of 128 KiB refuses long texts


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: ``number`` counts from 1 after the header, ``line`` is in the file.

    ``cells`` maps TEXT and the six labels to the raw cells; ``width`` is the number
    of the last cell that is not blank.
    """

    number: int
    line: int
    cells: Mapping[str, str]
    width: int

    @property
    def is_header(self) -> bool:
        """Whether this is the header again, as in files glued together."""
        return fold(self.cells["TEXT"]) == fold(TEXT_COLUMN)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table and how many cells its header has."""

    rows: tuple[Row, ...]
    width: int


def fold(name: str) -> str:
    """What column names are compared by: letters alone, in lower case, no plural s."""
    return re.sub(r"[^a-z]", "", name.lower()).rstrip("s")


def read_table(source: Source) -> Table:
    """The table; raises FormatError for a missing column or a quote never closed."""
    lines = _lines(source)
    try:
        header_line, header = next(lines, (1, []))
        places = _places(header, f"{source.name}, line {header_line}")
        rows = [_row(number, line, cells, places) for number, (line, cells) in enumerate(lines, 1)]
    except csv.Error as error:
        raise FormatError(f"{source.name}: expected a CSV table, got an error: {error}.") from None
    return Table(tuple(rows), len(header))


def _row(number: int, line: int, cells: Sequence[str], places: Mapping[str, int]) -> Row:
    width = max(place for place, cell in enumerate(cells, start=1) if cell.strip())
    kept = {key: cells[place] if place < len(cells) else "" for key, place in places.items()}
    return Row(number, line, kept, width)


def _lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """(first file line, cells) of each row that is not blank."""
    csv.field_size_limit(_LONGEST_CELL)
    header = source.text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max("\t;,", key=header.count) if "\t" in header or ";" in header else ","
    lines = io.StringIO(source.text, newline="").readlines()
    reader = csv.reader(iter(lines), delimiter=delimiter)
    first = 1
    for cells in reader:
        if reader.line_num == len(lines) > first:
            _check_closed(source, lines[first - 1 :], first)
        if any(cell.strip() for cell in cells):
            yield first, cells
        first = reader.line_num + 1


def _check_closed(source: Source, lines: Sequence[str], first: int) -> None:
    """A last row of several lines with an odd number of quotes has run to the end."""
    if "".join(lines).count('"') % 2:
        raise FormatError(
            f"{source.name}, line {first}: expected a closing quote, got the end of the file."
        )


def _places(header: Sequence[str], where: str) -> dict[str, int]:
    """Which cell holds which column; harmless differences in the names are let pass."""
    folded = [fold(name) for name in header]
    missing = [name for name in _NAMES.values() if fold(name) not in folded]
    if missing:
        expected = ", ".join(repr(name) for name in missing)
        got = ", ".join(repr(name.strip()) for name in header[:10])
        raise FormatError(f"{where}: expected the columns {expected}, got {got}.")
    return {key: folded.index(fold(name)) for key, name in _NAMES.items()}
