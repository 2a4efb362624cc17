"""Several readings of one text, cut into the same lines: sentences that halve no span."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from engine.tagging.span import Document, Span
from engine.text.sentences import sentence_ranges

Range = tuple[int, int]


def matching_lines(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """The sentences of ``documents`` of one text: each time one document a document.

    Blank sentences are left out and outer white space is cut off, so offsets are those in
    the line. Raises ValueError where the texts differ.
    """
    if len({document.text for document in documents}) > 1:
        raise ValueError("expected documents of the same text, got different texts")
    if documents:
        spans = (span for document in documents for span in document.spans)
        for start, end in _line_ranges(documents[0].text, spans):
            yield tuple(_part(document, start, end) for document in documents)


def _line_ranges(text: str, spans: Iterable[Span]) -> list[Range]:
    """Ranges of sentences, put together where a span reaches over their border."""
    borders = {start for start, _ in sentence_ranges(text)} | {0, len(text)}
    for span in spans:
        borders -= set(range(span.start + 1, span.end))
    ordered = sorted(borders)
    ranges = (_trimmed(text, *ends) for ends in pairwise(ordered))
    return [(start, end) for start, end in ranges if start < end]


def _trimmed(text: str, start: int, end: int) -> Range:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _part(document: Document, start: int, end: int) -> Document:
    spans = tuple(
        Span(span.start - start, span.end - start, span.label, span.score)
        for span in document.spans
        if start <= span.start and span.end <= end
    )
    return Document(document.text[start:end], spans)
