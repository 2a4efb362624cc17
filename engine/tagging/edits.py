"""A person's corrections of a document: independent of the model whose spans they correct.

An edit names places of the text, not spans of a model, so a log of edits can be
replayed on whatever any model suggests for that text. A span that a person gave or
confirmed has no score; that is what tells it from a suggestion.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from engine.tagging.span import Document, Span
from engine.text.clusters import cluster_ranges, snap_to_clusters
from engine.text.words import unit_ranges

Side = Literal["start", "end"]
Unit = Literal["cluster", "word"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What overlaps ``[start, end)`` goes; ``span``, which lies inside, comes if there is one."""

    start: int
    end: int
    span: Span | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"expected 0 <= start < end, got {self.start}..{self.end}")
        if self.span and not self.start <= self.span.start < self.span.end <= self.end:
            raise ValueError(f"expected a span inside {self.start}..{self.end}, got {self.span}")

    def apply(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """``spans`` after this edit, in reading order, without overlap."""
        kept = [span for span in spans if span.end <= self.start or span.start >= self.end]
        return tuple(sorted([*kept, self.span] if self.span else kept))


@dataclass(frozen=True, slots=True)
class EditLog:
    """The edits of one text, and those that were undone and can be done again.

    Those of ``given`` came with the text, come first and cannot be undone.
    """

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()
    given: tuple[Edit, ...] = ()

    @classmethod
    def of(cls, document: Document) -> "EditLog":
        """A log by which a person's spans of ``document`` stand, whatever a model suggests."""
        return cls(given=tuple(map(confirmed, filter(is_confirmed, document.spans))))

    def add(self, edit: Edit) -> "EditLog":
        """``edit`` after all others; what was undone cannot come back any more."""
        return EditLog((*self.done, edit), given=self.given)

    def undo(self) -> "EditLog":
        """Without the last edit."""
        return EditLog(self.done[:-1], (*self.undone, *self.done[-1:]), self.given)

    def redo(self) -> "EditLog":
        """With the edit that was undone last."""
        return EditLog((*self.done, *self.undone[-1:]), self.undone[:-1], self.given)

    def apply(self, document: Document) -> Document:
        """``document`` with its spans corrected."""
        spans = document.spans
        for edit in (*self.given, *self.done):
            spans = edit.apply(spans)
        return document.with_spans(spans)


def is_confirmed(span: Span) -> bool:
    """Whether a person gave or confirmed ``span``; a model's suggestion has a score."""
    return span.score is None


def labelled(text: str, start: int, end: int, label: str) -> Edit | None:
    """Label the whole clusters of ``[start, end)``; None where there is only white space."""
    chosen = text[start:end]
    start, end = (
        start + len(chosen) - len(chosen.lstrip()),
        end - len(chosen) + len(chosen.rstrip()),
    )
    if start >= end:
        return None
    start, end = snap_to_clusters(text, start, end)
    return Edit(start, end, Span(start, end, label))


def confirmed(span: Span) -> Edit:
    """Keep ``span`` as it is, now as a person's."""
    return Edit(span.start, span.end, Span(span.start, span.end, span.label))


def moved(text: str, span: Span, side: Side, unit: Unit, step: int) -> Edit | None:
    """Move one end of ``span`` to the next edge of a cluster or word, to the right with
    ``step`` 1 and to the left with -1. White space is jumped over. None where there is
    no such edge, or nothing of the span would be left.
    """
    place = span.start if side == "start" else span.end
    edges = [edge for edge in _edges(text, side, unit) if (edge - place) * step > 0]
    if not edges:
        return None
    edge = min(edges) if step > 0 else max(edges)
    start, end = (edge, span.end) if side == "start" else (span.start, edge)
    if start >= end:
        return None
    start, end = snap_to_clusters(text, start, end)
    new = Span(start, end, span.label)
    return Edit(min(start, span.start), max(end, span.end), new)


def _edges(text: str, side: Side, unit: Unit) -> Iterable[int]:
    """Where clusters or words that are not white space begin or end."""
    ranges = unit_ranges(text) if unit == "word" else cluster_ranges(text)
    return (pair[side == "end"] for pair in ranges if not text[slice(*pair)].isspace())
