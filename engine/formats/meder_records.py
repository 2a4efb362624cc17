"""The records of a CSV text, and what to do where a stray quote would join several rows.

The csv module takes a quote that opens a cell for CSV's own and reads on to the next
quote, however many rows away: those rows would be lost without a word.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.formats.dataset import FormatError


@dataclass(frozen=True, slots=True)
class Record:
    """The cells that begin on file line ``line`` (from 1) and end before line ``after``."""

    line: int
    cells: tuple[str, ...]
    after: int
    stray_quote: bool = False


def records(lines: Sequence[str], delimiter: str, name: str) -> Iterator[Record]:
    """The records of a file's ``lines``, blank ones left out; the first is the header.

    Raises FormatError where a quote is never closed, and csv.Error.
    """
    line, width = 1, 0
    while line <= len(lines):
        record = _record(lines, line, delimiter, width, name)
        line = record.after
        if any(cell.strip() for cell in record.cells):
            width = width or len(record.cells)
            yield record


def _record(lines: Sequence[str], line: int, delimiter: str, width: int, name: str) -> Record:
    reader = csv.reader(_from(lines, line), delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        return _one_line(lines, line, delimiter, width, name, error)
    inside = lines[line - 1 : line - 1 + reader.line_num]
    if len(inside) > 1 and _are_rows(inside, delimiter, width):
        return Record(line, _alone(inside[0], delimiter), line + 1, stray_quote=True)
    return Record(line, tuple(cells), line + reader.line_num)


def _are_rows(lines: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether each line is a whole row by itself, with empty cells as rows have them.

    A cell of several lines may hold as many commas, but no two side by side.
    """
    return all(len(_alone(line, delimiter)) == width and delimiter * 2 in line for line in lines)


def _one_line(
    lines: Sequence[str], line: int, delimiter: str, width: int, name: str, error: csv.Error
) -> Record:
    """The record on a line that is no strict CSV, if that line is a record by itself."""
    text = lines[line - 1]
    plain = tuple(next(csv.reader([text], delimiter=delimiter, quoting=csv.QUOTE_NONE), ()))
    lenient = _alone(text, delimiter)
    for cells in (plain, lenient):
        if not width or len(cells) == width:
            return Record(line, cells, line + 1, stray_quote=True)
    reader = csv.reader(_from(lines, line), delimiter=delimiter)
    cells = tuple(next(reader))
    after = line + reader.line_num
    if after > len(lines) and "".join(lines[line - 1 :]).count('"') % 2:
        raise FormatError(
            f"{name}, line {line}: expected a closing quote, got the end of the file."
        ) from error
    return Record(line, cells, after, stray_quote=True)


def _alone(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line, whatever its quotes; an open one ends with the line."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    return tuple(cell.rstrip("\r\n") for cell in cells)


def _from(lines: Sequence[str], line: int) -> Iterator[str]:
    return (lines[place] for place in range(line - 1, len(lines)))
