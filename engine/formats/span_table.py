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


def render_span_table(screens: Iterable[Screen], *, negation: bool = True) -> str:
    """The CSV of what is shown of documents; offsets in code points, end exclusive.

    ``source`` is ``model`` or ``person``; a person's spans have no score. Without
    ``negation`` nobody looked for negated mentions, and that column is empty.
    """
    out = io.StringIO(newline="")
    # All cells are quoted: the csv module leaves a lone carriage return bare.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for shown in screens:
        rows = (_row(shown.document.id, finding, negation) for finding in shown.findings)
        writer.writerows(rows)
    return out.getvalue()


def _row(document: str, finding: Finding, negation: bool) -> list[str]:
    span = finding.span
    return [
        document,
        str(span.start),
        str(span.end),
        span.label,
        finding.surface,
        "" if span.score is None else f"{span.score:.4f}",
        "person" if finding.confirmed else "model",
        finding.generic,
        str(finding.negated).lower() if negation else "",
    ]
