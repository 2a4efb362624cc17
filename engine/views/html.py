"""Documents and legends as HTML that is safe whatever text and labels hold.

Everything from outside goes through ``html.escape``. Line breaks are written as
character references, so the HTML is one line and Streamlit's dedenting cannot
touch the text; the style sheet keeps them with ``white-space: pre-wrap``.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document, Span
from engine.views.marks import Mark, document_marks
from engine.views.palette import Swatch, palette

_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")  # NUL and lone surrogates


def document_html(
    document: Document,
    labels: Iterable[str] = MEDICAL_LABELS,
    names: Mapping[str, str] = _NO_NAMES,
    id_prefix: str = "span",
) -> str:
    """``document`` as one <div> with a <mark> a span; needs ``stylesheet()`` on the page.

    ``labels`` is the whole label set, so that colors do not depend on which labels
    occur; ``names`` adds readable names to the tooltips. Span ``i`` has the id
    ``{id_prefix}-{i}`` and its raw-text offsets in ``data-start`` and ``data-end``;
    give each document of a page its own prefix.
    """
    swatches = palette((*labels, *(span.label for span in document.spans)))
    ids = {span: f"{id_prefix}-{i}" for i, span in enumerate(document.spans)}
    parts: list[str] = []
    position = 0
    for mark in document_marks(document):
        parts.append(_text(document.text[position : mark.start]))
        parts.append(_mark(document, mark, swatches, names, ids))
        position = mark.end
    parts.append(_text(document.text[position:]))
    return f'<div class="shonakto-document" lang="bn">{"".join(parts)}</div>'


def legend_html(
    labels: Iterable[str] = MEDICAL_LABELS, names: Mapping[str, str] = _NO_NAMES
) -> str:
    """The labels in their colors, each with its name from ``names`` if it has one."""
    items = (
        f'<div role="listitem" style="{_colors(swatch)}">{_tag(label)} '
        f"{_text(names.get(label, ''))}</div>"
        for label, swatch in palette(labels).items()
    )
    return f'<div class="shonakto-legend" role="list">{"".join(items)}</div>'


def _mark(
    document: Document,
    mark: Mark,
    swatches: Mapping[str, Swatch],
    names: Mapping[str, str],
    ids: Mapping[Span, str],
) -> str:
    first, *others = mark.spans
    tags = _tag(first.label) + "".join(
        f'<span {_attributes(span, names, ids)} style="{_colors(swatches[span.label])}">'
        f"{_tag(span.label)}</span>"
        for span in others
    )
    return (
        f'<mark class="shonakto-span" {_attributes(first, names, ids)} '
        f'style="{_colors(swatches[first.label])}">'
        f"{_text(document.text[mark.start : mark.end])}{tags}</mark>"
    )


def _attributes(span: Span, names: Mapping[str, str], ids: Mapping[Span, str]) -> str:
    name, score = names.get(span.label), span.score
    title = " · ".join(
        [span.label, *([name] if name else []), *([f"{score:.2f}"] if score is not None else [])]
    )
    return (
        f'id="{_text(ids[span])}" data-start="{span.start}" data-end="{span.end}" '
        f'data-label="{_text(span.label)}" title="{_text(title)}"'
    )


def _tag(label: str) -> str:
    return f'<span class="shonakto-label">{_text(label)}</span>'


def _colors(swatch: Swatch) -> str:
    """The custom properties that the style sheet paints with; nothing from outside."""
    return (
        f"--solid:{swatch.solid.background};--on-solid:{swatch.solid.text};"
        f"--light:{swatch.light.background};--on-light:{swatch.light.text};"
        f"--dark:{swatch.dark.background};--on-dark:{swatch.dark.text}"
    )


def _text(text: str) -> str:
    """``text`` for element content or a quoted attribute."""
    shown = escape(_NOT_IN_HTML.sub("\ufffd", text))
    return shown.replace("\r", "&#13;").replace("\n", "&#10;")
