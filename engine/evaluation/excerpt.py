"""The sentences around a case, with the gold and the predicted spans of that stretch."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.evaluation.cases import Case, overlap
from engine.tagging.span import Document, Span
from engine.text.sentences import sentence_ranges


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The same stretch of a text twice; ``…_focus`` are the spans that the case is about."""

    gold: Document
    predicted: Document
    gold_focus: tuple[Span, ...]
    predicted_focus: tuple[Span, ...]


def excerpt(case: Case, whole: bool = False) -> Excerpt:
    """The sentences that hold ``case``, cut through no span; the ``whole`` text if asked for."""
    result = case.result
    start, end = (0, len(result.text)) if whole else _range(case)
    text = result.text[start:end]
    gold = Document(text, _shifted(result.gold, start, end))
    predicted = Document(text, _shifted(result.predicted, start, end))
    return Excerpt(
        gold,
        predicted,
        _focus(gold, _moved(case.gold, start)),
        _focus(predicted, _moved(case.predicted, start)),
    )


def _range(case: Case) -> tuple[int, int]:
    about = [span for span in (case.gold, case.predicted) if span]
    start, end = min(span.start for span in about), max(span.end for span in about)
    spans = (*case.result.gold, *case.result.predicted)
    sentences = sentence_ranges(case.result.text)
    while True:
        near = [(a, b) for a, b in sentences if a < end and start < b]
        near += [(s.start, s.end) for s in spans if s.start < end and start < s.end]
        wider = min([start, *(a for a, _ in near)]), max([end, *(b for _, b in near)])
        if wider == (start, end):
            break
        start, end = wider
    blank = len(case.result.text[start:end]) - len(case.result.text[start:end].lstrip())
    return start + blank, end


def _shifted(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        Span(span.start - start, span.end - start, span.label, span.score)
        for span in spans
        if start <= span.start and span.end <= end
    )


def _moved(span: Span | None, start: int) -> Span | None:
    return Span(span.start - start, span.end - start, span.label) if span else None


def _focus(document: Document, about: Span | None) -> tuple[Span, ...]:
    """The spans under ``about``, which may be wider: aligned spans are widened to words."""
    if about is None:
        return ()
    return tuple(s for s in document.spans if s.label == about.label and overlap(s, about))
