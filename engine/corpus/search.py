"""Finding texts: by what they say, by what is marked in them, by genre."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.tagging.span import Document
from engine.text.normalize import normal_form, normalize, plain_quotes
from engine.text.words import Range


@dataclass(frozen=True, slots=True)
class Query:
    """``words`` as a part of the text, or of a marked span if ``in_marks``.

    ``labels`` and ``genres`` that are empty allow all. With ``labels`` a text must
    hold a span of one of them; with ``in_marks`` too, it is those that are looked in.
    """

    words: str = ""
    labels: frozenset[str] = frozenset()
    genres: frozenset[str] = frozenset()
    in_marks: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A document and the raw ranges in which the words of the query stand."""

    document: Document
    ranges: tuple[Range, ...] = ()


def search(documents: Iterable[Document], query: Query) -> list[Found]:
    """The documents that answer ``query``, in order.

    Case, Unicode form, quotes and runs of white space make no difference.
    """
    needle = _folded(" ".join(query.words.split()))
    found: list[Found] = []
    for document in documents:
        if query.genres and document.meta.get("genre", "") not in query.genres:
            continue
        if query.labels and not any(span.label in query.labels for span in document.spans):
            continue
        ranges = _ranges(document, needle, query) if needle else ()
        if ranges or not needle:
            found.append(Found(document, ranges))
    return found


def _ranges(document: Document, needle: str, query: Query) -> tuple[Range, ...]:
    ranges = _occurrences(document.text, needle)
    if query.in_marks:
        spans = [s for s in document.spans if not query.labels or s.label in query.labels]
        ranges = [
            (start, end)
            for start, end in ranges
            if any(span.start < end and start < span.end for span in spans)
        ]
    return tuple(ranges)


def _occurrences(text: str, needle: str) -> list[Range]:
    """Raw ranges of ``needle`` in ``text``, without overlap."""
    normal = normalize(text)
    folded = _folded(normal.text)
    if len(folded) != len(normal.text):  # a letter whose lower case is two code points
        folded = plain_quotes(normal.text)
    ranges: list[Range] = []
    at = folded.find(needle)
    while at >= 0:
        ranges.append(normal.to_raw(at, at + len(needle)))
        at = folded.find(needle, at + len(needle))
    return ranges


def _folded(text: str) -> str:
    """As long as the normal form of ``text``: lower case, plain quotes, white space as spaces."""
    form = plain_quotes(normal_form(text).lower())
    return "".join(" " if char.isspace() else char for char in form)
