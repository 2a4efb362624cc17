"""The one span type and the document that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A labelled stretch of a text.

    ``start`` and ``end`` are code-point offsets into the *raw* text, end
    exclusive. ``score`` is the model's confidence in [0, 1], or None for gold.
    """

    start: int
    end: int
    label: str
    score: float | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"expected 0 <= start < end, got start {self.start}, end {self.end}")
        if not self.label:
            raise ValueError("expected a label, got an empty string")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its non-overlapping spans in reading order.

    ``meta`` holds short provenance notes (genre, source), never patient data.
    """

    text: str
    spans: tuple[Span, ...] = ()
    id: str = ""
    meta: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.spans))
        object.__setattr__(self, "spans", ordered)
        end, limit = 0, len(self.text)
        for span in ordered:
            if span.end > limit:
                raise ValueError(f"expected spans inside 0..{limit}, got {span.start}..{span.end}")
            if span.start < end:
                raise ValueError(
                    f"expected spans that do not overlap, got {span.start}..{span.end} "
                    f"after one that ends at {end}"
                )
            end = span.end

    def surface(self, span: Span) -> str:
        """The raw text under ``span``."""
        return self.text[span.start : span.end]

    def with_spans(self, spans: tuple[Span, ...]) -> "Document":
        """The same document with other spans."""
        return replace(self, spans=spans)
