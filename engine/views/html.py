"""Documents and legends as HTML that is safe whatever text and labels hold.

Everything from outside goes through ``html.escape``. Line breaks are written as
character references, so the HTML is one line and Streamlit's dedenting cannot
touch the text; the style sheet keeps them with ``white-space: pre-wrap``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document, Span
from engine.text.words import Range
from engine.views.found import stretches, whole_clusters
from engine.views.palette import palette
from engine.views.parts import (
    NO_NAMES,
    NO_NOTES,
    MarkPart,
    Note,
    Tag,
    colors,
    document_parts,
)

_NOT_IN_HTML = re.compile("[\x00\ud800-\udfff]")  # NUL and lone surrogates


def document_html(
    document: Document,
    labels: Iterable[str] = MEDICAL_LABELS,
    names: Mapping[str, str] = NO_NAMES,
    id_prefix: str = "span",
    notes: Mapping[Span, Note] = NO_NOTES,
    found: Sequence[Range] = (),
) -> str:
    """``document`` as one <div> with a <mark> a span; needs ``stylesheet()`` on the page.

    ``labels`` is the whole label set, so that colors do not depend on which labels
    occur; ``names`` adds readable names to the tooltips, ``notes`` short words to the
    marks. Span ``i`` has the id ``{id_prefix}-{i}`` and its raw-text offsets in
    ``data-start`` and ``data-end``; give each document of a page its own prefix. The
    raw ranges ``found`` are what somebody searched for.
    """
    ranges = whole_clusters(document.text, found)
    shown: list[str] = []
    position = 0
    for part in document_parts(document, labels, names, notes):
        raw = part if isinstance(part, str) else part.text
        inner = _searched(raw, position, ranges)
        shown.append(inner if isinstance(part, str) else _mark(part, id_prefix, inner))
        position += len(raw)
    return f'<div class="shonakto-document" lang="bn">{"".join(shown)}</div>'


def legend_html(labels: Iterable[str] = MEDICAL_LABELS, names: Mapping[str, str] = NO_NAMES) -> str:
    """The labels in their colors, each with its name from ``names`` if it has one."""
    items = (
        f'<div role="listitem" style="{colors(swatch)}">{_label(label)} '
        f"{text(names.get(label, ''))}</div>"
        for label, swatch in palette(labels).items()
    )
    return f'<div class="shonakto-legend" role="list">{"".join(items)}</div>'


def text(raw: str) -> str:
    """``raw`` for element content or a quoted attribute."""
    shown = escape(_NOT_IN_HTML.sub("\ufffd", raw))
    return shown.replace("\r", "&#13;").replace("\n", "&#10;")


def _searched(raw: str, start: int, ranges: Sequence[Range]) -> str:
    return "".join(
        f'<span class="shonakto-found">{text(piece.text)}</span>'
        if piece.found
        else text(piece.text)
        for piece in stretches(raw, start, ranges)
    )


def _mark(part: MarkPart, id_prefix: str, inner: str) -> str:
    first, *others = part.tags
    tags = _tag(first) + "".join(
        f'<span {_attributes(tag, id_prefix)} style="{tag.style}">{_tag(tag)}</span>'
        for tag in others
    )
    confirmed = " is-confirmed" if first.note.confirmed else ""
    return (
        f'<mark class="shonakto-span{confirmed}" {_attributes(first, id_prefix)} '
        f'style="{first.style}">{inner}{tags}</mark>'
    )


def _attributes(tag: Tag, id_prefix: str) -> str:
    return (
        f'id="{text(id_prefix)}-{tag.index}" data-start="{tag.start}" data-end="{tag.end}" '
        f'data-label="{text(tag.label)}" title="{text(tag.title)}"'
    )


def _tag(tag: Tag) -> str:
    notes = (f'<span class="shonakto-note">{text(word)}</span>' for word in tag.note.words)
    return _label(tag.label) + "".join(notes)


def _label(label: str) -> str:
    return f'<span class="shonakto-label">{text(label)}</span>'
