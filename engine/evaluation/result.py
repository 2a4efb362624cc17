"""One document's counts, spans and errors: what every drill-down reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.evaluation.alignment import Pair, align
from engine.evaluation.counts import LabelCounts, count_matches
from engine.evaluation.errors import SpanError, error_kind, find_errors
from engine.evaluation.piece import PieceCounts, piece_counts
from engine.evaluation.word import word_counts, word_spans
from engine.tagging.bio import is_valid, spans_to_tags, tags_to_spans
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """Document number ``index`` (from 0) of an evaluation.

    ``gold``, ``predicted`` and ``raw`` are the spans as given; ``pairs`` align gold
    and predicted, widened to words. ``raw…`` is the argmax decoding.
    """

    index: int
    id: str
    text: str
    gold: tuple[Span, ...]
    predicted: tuple[Span, ...]
    raw: tuple[Span, ...]
    word: LabelCounts
    piece: PieceCounts
    raw_word: LabelCounts
    raw_piece: PieceCounts
    raw_valid: bool
    pairs: tuple[Pair, ...]

    @property
    def errors(self) -> tuple[SpanError, ...]:
        """What went wrong with each span that is no hit, in reading order."""
        return find_errors(self.pairs, self.index)

    def to_json(self) -> dict[str, Any]:
        """One line of the details file."""
        raw = {"word": self.raw_word.to_json(), "piece": self.raw_piece.to_json()}
        return {
            "document": self.index,
            "id": self.id,
            "text": self.text,
            "gold": self._spans(self.gold),
            "predicted": self._spans(self.predicted),
            "raw": self._spans(self.raw),
            "raw_valid": self.raw_valid,
            "counts": {"word": self.word.to_json(), "piece": self.piece.to_json(), "raw": raw},
            "pairs": [self._pair(pair) for pair in self.pairs],
        }

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "DocumentResult":
        """The inverse of ``to_json``."""
        counts = payload["counts"]
        return cls(
            index=payload["document"],
            id=payload["id"],
            text=payload["text"],
            gold=tuple(map(_read_span, payload["gold"])),
            predicted=tuple(map(_read_span, payload["predicted"])),
            raw=tuple(map(_read_span, payload["raw"])),
            word=LabelCounts.from_json(counts["word"]),
            piece=PieceCounts.from_json(counts["piece"]),
            raw_word=LabelCounts.from_json(counts["raw"]["word"]),
            raw_piece=PieceCounts.from_json(counts["raw"]["piece"]),
            raw_valid=payload["raw_valid"],
            pairs=tuple(map(_read_pair, payload["pairs"])),
        )

    def _pair(self, pair: Pair) -> dict[str, Any]:
        gold, predicted = self._span(pair.gold), self._span(pair.predicted)
        return {"kind": error_kind(pair) or "hit", "gold": gold, "predicted": predicted}

    def _spans(self, spans: Iterable[Span]) -> list[dict[str, Any] | None]:
        return [self._span(span) for span in spans]

    def _span(self, span: Span | None) -> dict[str, Any] | None:
        if span is None:
            return None
        surface = self.text[span.start : span.end]
        row = {"start": span.start, "end": span.end, "label": span.label, "text": surface}
        return row if span.score is None else row | {"score": span.score}


def judge(index: int, gold: Document, prediction: Prediction, labels: LabelSet) -> DocumentResult:
    """Count one document under both protocols, constrained and raw."""
    text, units = gold.text, prediction.units
    tags = spans_to_tags(gold.spans, units)
    raw = tuple(tags_to_spans(prediction.raw, units))
    golds, guesses = word_spans(text, gold.spans), word_spans(text, prediction.document.spans)
    return DocumentResult(
        index=index,
        id=gold.id,
        text=text,
        gold=gold.spans,
        predicted=prediction.document.spans,
        raw=raw,
        word=count_matches(golds, guesses, labels),
        piece=piece_counts(tags, prediction.constrained, labels),
        raw_word=word_counts(text, gold.spans, raw, labels),
        raw_piece=piece_counts(tags, prediction.raw, labels),
        raw_valid=is_valid(prediction.raw),
        pairs=align(golds, guesses),
    )


def _read_span(row: Mapping[str, Any]) -> Span:
    return Span(row["start"], row["end"], row["label"], row.get("score"))


def _read_pair(row: Mapping[str, Any]) -> Pair:
    gold = _read_span(row["gold"]) if row["gold"] else None
    return Pair(gold, _read_span(row["predicted"]) if row["predicted"] else None)
