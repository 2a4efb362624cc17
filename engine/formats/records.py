"""JSON in the shapes that data sets come in: a list, JSON lines, a dict of either."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.formats.dataset import FormatError
from engine.formats.source import Source


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object; ``line`` is 0 where the file is a single JSON value."""

    fields: dict[str, Any]
    row: int
    line: int
    where: str

    def text(self) -> str:
        """The field ``text``; raises FormatError where it is no valid text."""
        text = self.fields.get("text")
        if not isinstance(text, str):
            got = "no such field" if "text" not in self.fields else type(text).__name__
            raise FormatError(f"{self.where}: expected a string in the field 'text', got {got}.")
        return text

    def identity(self) -> str:
        """The field ``id`` as text; the row number where it is absent or null."""
        identity = self.fields.get("id")
        return str(self.row if identity is None else identity)

    def check_unicode(self) -> None:
        """Raise FormatError where any string holds a lone surrogate, which no file can keep."""
        for name, value in self.fields.items():
            told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for part in (name, told):
                try:
                    part.encode("utf-8")
                except UnicodeEncodeError as error:
                    place = f" at character {error.start}" if part is value else ""
                    shown = name.encode("ascii", "backslashreplace").decode("ascii")
                    raise FormatError(
                        f"{self.where}: expected valid Unicode in '{shown}', "
                        f"got a lone surrogate{place}."
                    ) from None


def read_records(source: Source) -> list[Record]:
    """All records of a JSON or JSON-lines file; raises FormatError with the line."""
    if source.extension in ("jsonl", "ndjson") or _has_two_objects(source.text):
        return list(_from_lines(source))
    items = _items(_parse(source.text, source.name, 1), source.name)
    return [_record(source.name, fields, row, 0) for row, fields in enumerate(items, start=1)]


def _has_two_objects(text: str) -> bool:
    """Whether the first line is a whole object and more follows: JSON lines by content."""
    first, _, rest = text.strip().partition("\n")
    return first.startswith("{") and first.rstrip().endswith("}") and rest.startswith("{")


def _from_lines(source: Source) -> Iterator[Record]:
    row = 0
    for line, content in enumerate(source.text.split("\n"), start=1):
        if content.strip():
            row += 1
            yield line_record(content, source.name, row, line)


def line_record(content: str, name: str, row: int, line: int) -> Record:
    """The record on one line of JSON lines; raises FormatError where it is none."""
    return _record(name, _parse(content, name, line), row, line)


def _parse(text: str, name: str, line: int) -> Any:
    """The JSON value of ``text``, which begins on file line ``line``."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line, problem = line + error.lineno - 1, error.msg
    except RecursionError:
        problem = "too many nested brackets"
    except ValueError as error:  # a number of thousands of digits
        problem = str(error)
    raise FormatError(f"{name}, line {line}: expected valid JSON, got an error: {problem}.")


def _items(value: Any, name: str) -> list[Any]:
    """The records inside a JSON value.

    Taken: a list, a single record, ``{"data": [...]}``, ``{"id": record, ...}``, and
    columns ``{"text": [...], "labels": [...]}`` (also keyed by row, as pandas writes).
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or isinstance(value.get("text"), str):
        return [value]
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    if "text" not in value:
        return lists[0] if len(lists) == 1 else list(value.values())
    columns = {
        key: list(column.values()) if isinstance(column, dict) else column
        for key, column in value.items()
        if isinstance(column, dict | list)
    }
    if len({len(column) for column in columns.values()}) > 1:
        raise FormatError(f"{name}: expected JSON columns of one length, got different lengths.")
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, cells, strict=True)) for cells in rows]


def _record(name: str, fields: Any, row: int, line: int) -> Record:
    where = f"{name}, line {line}" if line else f"{name}, document {row}"
    if not isinstance(fields, dict):
        raise FormatError(f"{where}: expected a JSON object, got {type(fields).__name__}.")
    record = Record(fields, row, line, where)
    record.check_unicode()
    return record
