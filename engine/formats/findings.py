"""Span JSONL of what is on screen: with what is known about each span beside it."""

import json
from collections.abc import Iterable

from engine.formats.jsonl import document_fields
from engine.tagging.findings import Screen


def render_findings(screens: Iterable[Screen], *, negation: bool = True) -> str:
    """The JSONL of what is shown of documents, which ``read_dataset`` reads.

    Each span has ``source``, ``model`` or ``person``; a brand its ``generic``; and, unless
    nobody looked for it (``negation`` false), ``negated``.
    """
    return "".join(_line(shown, negation) for shown in screens)


def _line(shown: Screen, negation: bool) -> str:
    fields = document_fields(shown.document)
    for row, finding in zip(fields["spans"], shown.findings, strict=True):
        row["source"] = finding.source
        if finding.generic:
            row["generic"] = finding.generic
        if negation:
            row["negated"] = finding.negated
    return json.dumps(fields, ensure_ascii=False) + "\n"
