"""What a page shows of a document: chosen spans, each with what is known about it."""

from collections.abc import Collection
from dataclasses import dataclass

from engine.tagging.edits import is_confirmed
from engine.tagging.generics import generic_of
from engine.tagging.negation import negated
from engine.tagging.span import Document, Span

_NEVER_A_BRAND = ("ORG", "DIS", "CMT")


@dataclass(frozen=True, slots=True)
class Finding:
    """A shown span. ``generic`` is what stands behind a brand, and "" without one."""

    span: Span
    surface: str
    generic: str = ""
    negated: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether a person gave or confirmed it."""
        return is_confirmed(self.span)

    @property
    def source(self) -> str:
        """Whose it is in files: ``person`` or ``model``."""
        return "person" if self.confirmed else "model"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which spans are shown: suggestions from ``threshold`` on, of ``labels``.

    A person's spans have no score and pass any threshold. ``negation`` says whether
    negated mentions are looked for.
    """

    labels: Collection[str]
    threshold: float = 0.0
    negation: bool = True

    def takes(self, span: Span) -> bool:
        """Whether ``span`` is shown."""
        return (span.score is None or span.score >= self.threshold) and span.label in self.labels


@dataclass(frozen=True, slots=True)
class Screen:
    """A document with the chosen spans only, and one finding for each of them, in order."""

    document: Document
    findings: tuple[Finding, ...]


def screen(document: Document, choice: Choice) -> Screen:
    """What is shown of ``document``, all of whose spans say what is negated."""
    spans = document.spans
    denied = negated(document) if choice.negation else (False,) * len(spans)
    found = tuple(
        Finding(span, document.surface(span), _generic(document, span), is_denied)
        for span, is_denied in zip(spans, denied, strict=True)
        if choice.takes(span)
    )
    return Screen(document.with_spans(tuple(finding.span for finding in found)), found)


def _generic(document: Document, span: Span) -> str:
    if span.label in _NEVER_A_BRAND:
        return ""
    return generic_of(document.surface(span)) or ""
