"""Whole HTML files to keep or print: they need no network, no script and no other file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.tagging.span import Document, Span
from engine.views.html import document_html, legend_html, text
from engine.views.parts import Note
from engine.views.stylesheet import FONT_FAMILY, stylesheet

# Whatever a text holds, the file runs no script and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_STYLE = (
    ":root { color-scheme: light dark } "
    f"body {{ font-family: {FONT_FAMILY}; line-height: 1.6; "
    "margin: 2rem auto; max-width: 50rem; padding: 0 1rem } "
    "h1, h2 { line-height: 1.4 } section { margin: 1.5rem 0 } "
    ".notice { border: 1px solid; padding: 0.25rem 1rem } "
    "dl { display: grid; grid-template-columns: max-content auto; gap: 0.25rem 1rem } "
    "dt { font-weight: 700 } dd { margin: 0; overflow-wrap: anywhere } "
    "table { border-collapse: collapse; font-size: 0.9rem; width: 100% } "
    "th, td { border: 1px solid; overflow-wrap: anywhere; padding: 0.25rem 0.5rem; "
    "text-align: start; vertical-align: top }"
)
_PRINT = (
    ":root { color-scheme: light } * { print-color-adjust: exact; "
    "-webkit-print-color-adjust: exact } @page { margin: 18mm } "
    "tr, .notice { break-inside: avoid } thead { display: table-header-group } "
    "h2 { break-after: avoid } @media print { body { margin: 0; max-width: none; padding: 0 } }"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says around its documents; ``facts`` are named lines below the title.

    ``fonts`` are @font-face rules with the fonts in them, for a reader who has none.
    """

    title: str
    language: str
    labels: Mapping[str, str]
    notice: tuple[str, ...]
    facts: Mapping[str, str]
    fonts: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One document of a file; the first row of its ``table`` are the headings."""

    document: Document
    heading: str = ""
    notes: Mapping[Span, Note] = field(default_factory=dict)
    table: tuple[tuple[str, ...], ...] = ()


def marked_page(sheet: Sheet, leaves: Iterable[Leaf]) -> str:
    """The documents with their marks, in the colors of light or dark as the reader has it."""
    return _page(sheet, [_section(sheet, i, leaf) for i, leaf in enumerate(leaves)], "")


def report_page(sheet: Sheet, leaves: Iterable[Leaf]) -> str:
    """The same for the printer: on white, with the facts above and each document's table."""
    facts = "".join(f"<dt>{text(k)}</dt><dd>{text(v)}</dd>" for k, v in sheet.facts.items())
    sections = [
        _section(sheet, i, leaf) + (_table(leaf.table) if len(leaf.table) > 1 else "")
        for i, leaf in enumerate(leaves)
    ]
    return _page(sheet, [f"<dl>{facts}</dl>", *sections], _PRINT)


def _page(sheet: Sheet, sections: Iterable[str], style: str) -> str:
    notice = "".join(f"<p>{text(line)}</p>" for line in sheet.notice)
    body = "\n".join(
        [
            f"<h1>{text(sheet.title)}</h1>",
            f'<div class="notice">{notice}</div>',
            *sections,
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{text(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(sheet.title)}</title>\n"
        f"<style>{sheet.fonts} {stylesheet()} {_STYLE} {style}</style>\n"
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _section(sheet: Sheet, number: int, leaf: Leaf) -> str:
    heading = f"<h2>{text(leaf.heading)}</h2>" if leaf.heading else ""
    legend = legend_html(sheet.labels, sheet.labels)
    shown = document_html(leaf.document, sheet.labels, sheet.labels, f"d{number}", leaf.notes)
    return f"<section>{heading}{legend}{shown}</section>"


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *body = (
        "".join(f"<{cell}>{text(value)}</{cell}>" for value in row)
        for row, cell in zip(rows, ["th", *["td"] * (len(rows) - 1)], strict=True)
    )
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
