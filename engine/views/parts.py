"""A document as what is drawn: stretches of plain text, and marks with their tags.

The HTML of a page or file and the span editor are both drawn from this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document, Span
from engine.views.marks import Mark, document_marks
from engine.views.palette import Swatch, palette


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark says beside its label: short ``words``, and whether a person confirmed it."""

    words: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """One span of a mark. ``title`` is its tooltip, ``style`` its colors."""

    index: int
    start: int
    end: int
    label: str
    title: str
    style: str
    note: Note


@dataclass(frozen=True, slots=True)
class MarkPart:
    """A marked stretch of text, beginning at code point ``start``, with one or more tags."""

    start: int
    text: str
    tags: tuple[Tag, ...]


NO_NAMES: Mapping[str, str] = MappingProxyType({})
NO_NOTES: Mapping[Span, Note] = MappingProxyType({})


def document_parts(
    document: Document,
    labels: Iterable[str] = MEDICAL_LABELS,
    names: Mapping[str, str] = NO_NAMES,
    notes: Mapping[Span, Note] = NO_NOTES,
) -> tuple[str | MarkPart, ...]:
    """The parts of ``document``; their texts, joined, are its text.

    ``labels`` is the whole label set, so that colors do not depend on which labels
    occur; ``names`` adds readable names to the tooltips.
    """
    swatches = palette((*labels, *(span.label for span in document.spans)))
    indexes = {span: i for i, span in enumerate(document.spans)}

    def tag(span: Span) -> Tag:
        note = notes.get(span, Note())
        title, style = _title(span, names, note), colors(swatches[span.label])
        return Tag(indexes[span], span.start, span.end, span.label, title, style, note)

    def part(mark: Mark) -> MarkPart:
        text = document.text[mark.start : mark.end]
        return MarkPart(mark.start, text, tuple(map(tag, mark.spans)))

    parts: list[str | MarkPart] = []
    position = 0
    for mark in document_marks(document):
        parts += [document.text[position : mark.start], part(mark)]
        position = mark.end
    return tuple(part for part in (*parts, document.text[position:]) if part)


def colors(swatch: Swatch) -> str:
    """The custom properties that the style sheet paints with; nothing from outside."""
    return (
        f"--solid:{swatch.solid.background};--on-solid:{swatch.solid.text};"
        f"--light:{swatch.light.background};--on-light:{swatch.light.text};"
        f"--dark:{swatch.dark.background};--on-dark:{swatch.dark.text}"
    )


def _title(span: Span, names: Mapping[str, str], note: Note) -> str:
    score = [] if span.score is None else [f"{span.score:.2f}"]
    return " · ".join(filter(None, [span.label, names.get(span.label, ""), *score, *note.words]))
