"""What is wrong with the lexicon tables: the report of ``shonakto lexicon check``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from engine.tagging.lexicon_rules import rule_for
from engine.tagging.lexicon_table import TABLES, LexiconRow, read_rows
from engine.text.normalize import match_key, normal_form

SCRIPTS = ("Bangla", "Latin", "mixed", "other")

_BANGLA = regex.compile(r"\p{Bengali}")
_LATIN = regex.compile(r"\p{Latin}")
# A form may begin with no sign that leans on a letter, nor end in a dangling joiner.
_CUT_START = regex.compile(r"[\p{M}\u200c\u200d]")
_CUT_END = regex.compile(r"[\u200c\u200d]$")
_STRAY_SPACE = regex.compile(r"^\s|\s$|\s\s|[\t\u00a0]")


@dataclass(frozen=True, slots=True)
class LexiconIssue:
    """One error: what kind, where, and what exactly."""

    kind: str
    table: str
    line: int
    form: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TableCount:
    """What one table holds; ``scripts`` counts its forms by script."""

    table: str
    rows: int
    forms: int
    scripts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LexiconReport:
    """Counts by table, and every error."""

    tables: tuple[TableCount, ...]
    issues: tuple[LexiconIssue, ...]


def check_lexicon(folder: Path) -> LexiconReport:
    """The report of the tables in ``folder``; raises ValueError where there are none."""
    files = {table: folder / f"{table}.tsv" for table in TABLES}
    tables = {table: read_rows(file) for table, file in files.items() if file.is_file()}
    if not tables:
        raise ValueError(f"expected lexicon tables such as MED.tsv in {folder}, got none")
    issues = [
        *(issue for table, rows in tables.items() for issue in _cell_issues(table, rows)),
        *_repeated(tables),
        *_missing_generics(tables),
    ]
    return LexiconReport(
        tuple(_count(table, rows) for table, rows in tables.items()), tuple(issues)
    )


def script_of(form: str) -> str:
    """Bangla, Latin, mixed, or other (digits alone)."""
    bangla, latin = _BANGLA.search(form), _LATIN.search(form)
    if bangla and latin:
        return "mixed"
    return "Bangla" if bangla else "Latin" if latin else "other"


def render_lexicon_report(report: LexiconReport) -> str:
    """The report as plain text."""
    lines = [f"table   rows   forms  {'  '.join(f'{name:>6}' for name in SCRIPTS)}"]
    for count in report.tables:
        scripts = "  ".join(f"{count.scripts[name]:>6}" for name in SCRIPTS)
        lines.append(f"{count.table:<6}{count.rows:>6}{count.forms:>8}  {scripts}")
    lines.append(f"errors  {len(report.issues)}")
    for issue in report.issues:
        detail = f" ({issue.detail})" if issue.detail else ""
        lines.append(f"  {issue.table} line {issue.line}: {issue.kind}: {issue.form!r}{detail}")
    return "\n".join(lines) + "\n"


def _count(table: str, rows: Sequence[LexiconRow]) -> TableCount:
    scripts = dict.fromkeys(SCRIPTS, 0)
    for row in rows:
        for form in row.forms:
            scripts[script_of(form)] += 1
    return TableCount(table, len(rows), sum(scripts.values()), scripts)


def _cell_issues(table: str, rows: Iterable[LexiconRow]) -> Iterator[LexiconIssue]:
    """Errors that one cell shows by itself."""
    for row in rows:
        for column in ("term", "gloss"):
            if not getattr(row, column).strip():
                yield LexiconIssue("empty cell", table, row.line, row.term, column)
        for form in row.forms:
            for kind in _form_faults(form):
                yield LexiconIssue(kind, table, row.line, form)


def _form_faults(form: str) -> Iterator[str]:
    if not form.strip():
        yield "empty form"
        return
    if form != normal_form(form):
        yield "not in normal form"
    if _STRAY_SPACE.search(form):
        yield "stray white space"
    if _CUT_START.match(form) or _CUT_END.search(form):
        yield "cut grapheme cluster"


def _repeated(tables: Mapping[str, Sequence[LexiconRow]]) -> Iterator[LexiconIssue]:
    """Forms that stand twice in one table, or in two tables."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for table, rows in tables.items():
        for row in rows:
            for form in filter(str.strip, row.forms):
                key = match_key(form)
                for first_table, first_line in places[key]:
                    kind = "duplicate" if first_table == table else "conflict"
                    where = f"also {first_table} line {first_line}"
                    if first_table != table:
                        where += f"; rule: {rule_for(first_table, table)}"
                    yield LexiconIssue(kind, table, row.line, form, where)
                places[key].append((table, row.line))


def _missing_generics(tables: Mapping[str, Sequence[LexiconRow]]) -> Iterator[LexiconIssue]:
    """Brands whose generic name is in no table, or is another brand."""
    rows = [row for table in tables.values() for row in table]
    known = {match_key(form) for row in rows if not row.generic for form in row.forms}
    for row in tables.get("MED", ()):
        for name in row.generics:
            if match_key(name) not in known:
                yield LexiconIssue("generic missing", "MED", row.line, row.term, name)
        if not row.generic and row.gloss.startswith("brand of"):
            yield LexiconIssue("generic missing", "MED", row.line, row.term)
