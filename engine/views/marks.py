"""Where the marks of a shown document begin and end: never inside a grapheme cluster."""

from dataclasses import dataclass

from engine.tagging.span import Document, Span
from engine.text.clusters import cluster_ranges
from engine.text.words import snap_to_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to highlight, and the spans it stands for (one or more).

    Two spans share a mark only if the later one lies wholly in a cluster that the
    earlier one already took.
    """

    start: int
    end: int
    spans: tuple[Span, ...]


def document_marks(document: Document) -> tuple[Mark, ...]:
    """The marks of ``document`` in reading order, without overlap."""
    clusters = cluster_ranges(document.text)
    marks: list[Mark] = []
    for span in document.spans:
        start, end = snap_to_words(clusters, span.start, span.end)
        taken = marks[-1].end if marks else 0
        if end <= taken:
            last = marks.pop()
            marks.append(Mark(last.start, last.end, (*last.spans, span)))
        else:
            marks.append(Mark(max(start, taken), end, (span,)))
    return tuple(marks)
