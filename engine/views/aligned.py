"""Readings of one text in rows, stacked sentence by sentence so that differences are seen.

Marks take no room of their own here: their labels stand above them and they have no
padding, so each row of a sentence breaks at the same places, and equal words stand
exactly below each other at any width.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.evaluation.differences import shared_spans
from engine.evaluation.word import word_spans
from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document
from engine.views.html import document_html, text
from engine.views.lines import matching_lines
from engine.views.parts import NO_NAMES, Note

DIFFERS = "≠"

_STYLE = """
.shonakto-line {
  border-bottom: 1px solid rgba(128, 128, 128, 0.35);
  padding: 0.35em 0;
}
.shonakto-line:last-child { border-bottom: 0; }
.shonakto-row {
  display: grid;
  gap: 0.6em;
  grid-template-columns: 9em minmax(0, 1fr);
}
.shonakto-row-name {
  font-size: 0.8em;
  overflow-wrap: anywhere;
  padding-top: 1em;
}
.shonakto-row-name b { margin-inline-end: 0.4em; }
.shonakto-row .shonakto-document { line-height: 2.3; overflow-x: clip; }
.shonakto-row .shonakto-span {
  border-radius: 0;
  padding: 0.05em 0;
  position: relative;
  unicode-bidi: normal;
}
.shonakto-row .shonakto-label {
  bottom: 100%;
  font-size: 0.6em;
  inset-inline-start: 0;
  line-height: 1.3;
  margin: 0;
  max-width: 12em;
  overflow: hidden;
  padding: 0 0.3em;
  position: absolute;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.shonakto-row .shonakto-note { display: none; }
.shonakto-row .shonakto-span:has(.shonakto-note) { outline: 1.5px dashed; }
.shonakto-row .shonakto-span:has(.shonakto-note) .shonakto-label::before {
  content: "DIFFERS\\00a0";
}
@media (max-width: 640px) {
  .shonakto-row { gap: 0.3em; grid-template-columns: 1.2em minmax(0, 1fr); }
  .shonakto-row-name span { display: none; }
}
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One reading of a text. ``letter`` stands beside its rows, and ``name`` where room is."""

    letter: str
    name: str
    document: Document


def aligned_style() -> str:
    """The CSS of ``aligned_html`` that ``stylesheet()`` lacks, without a <style> element."""
    return " ".join(_STYLE.replace("DIFFERS", DIFFERS).split())


def aligned_html(
    rows: Sequence[Row],
    labels: Iterable[str] = MEDICAL_LABELS,
    names: Mapping[str, str] = NO_NAMES,
    id_prefix: str = "row",
    *,
    only_differing: bool = False,
) -> str:
    """The rows of one text, sentence by sentence; spans are widened to words.

    A mark that not all rows have alike is outlined and its label begins with ``DIFFERS``.
    With ``only_differing`` sentences without such a mark are left out.
    """
    known = tuple(labels)
    lines: list[str] = []
    for line in matching_lines([_widened(row.document) for row in rows]):
        shared = shared_spans(line)
        differs = any(span not in shared for document in line for span in document.spans)
        if differs or not only_differing:
            prefix = f"{id_prefix}-{len(lines)}"
            lines.append(_line(rows, line, known, names, prefix))
    return f'<div class="shonakto-aligned">{"".join(lines)}</div>'


def _widened(document: Document) -> Document:
    return document.with_spans(word_spans(document.text, document.spans))


def _line(
    rows: Sequence[Row],
    line: Sequence[Document],
    labels: tuple[str, ...],
    names: Mapping[str, str],
    prefix: str,
) -> str:
    shared = shared_spans(line)
    shown: list[str] = []
    for i, (row, document) in enumerate(zip(rows, line, strict=True)):
        notes = {span: Note((DIFFERS,)) for span in document.spans if span not in shared}
        marks = document_html(document, labels, names, f"{prefix}-{i}", notes)
        shown.append(f'<div class="shonakto-row">{_name(row)}{marks}</div>')
    return f'<div class="shonakto-line">{"".join(shown)}</div>'


def _name(row: Row) -> str:
    name = f"<b>{text(row.letter)}</b><span>{text(row.name)}</span>"
    return f'<div class="shonakto-row-name" title="{text(row.name)}">{name}</div>'
