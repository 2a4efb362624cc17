"""The span table: a CSV with one span a row, for spreadsheets."""

import csv
import io
from collections.abc import Iterable

from engine.tagging.findings import Finding, Screen

COLUMNS = (
    "document",
    "start",
    "end",
    "label",
    "text",
    "score",
    "source",
    "generic",
    "negated",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_span_table(screens: Iterable[Screen], *, negation: bool = True) -> str:
    """The CSV of what is shown of documents; offsets in code points, end exclusive.

    ``source`` is ``model`` or ``person``; a person's spans have no score. Without
    ``negation`` nobody looked for negated mentions, and that column is empty. A text that a
    spreadsheet would run as a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    # All cells are quoted: the csv module leaves a lone carriage return bare.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for shown in screens:
        rows = (_row(shown.document.id, finding, negation) for finding in shown.findings)
        writer.writerows(rows)
    return out.getvalue()


def _as_text(cell: str) -> str:
    """``cell`` with an apostrophe before it where a spreadsheet would take it for a formula
    (OWASP, CSV injection): texts and names of files come from anywhere."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(document: str, finding: Finding, negation: bool) -> list[str]:
    span = finding.span
    return [
        _as_text(document),
        str(span.start),
        str(span.end),
        span.label,
        _as_text(finding.surface),
        "" if span.score is None else f"{span.score:.4f}",
        finding.source,
        finding.generic,
        str(finding.negated).lower() if negation else "",
    ]
