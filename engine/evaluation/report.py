"""The report of one evaluation: the JSON of ``shonakto evaluate --json`` and its details."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.evaluation.calibration import Calibration
from engine.evaluation.confusion import Confusion
from engine.evaluation.intervals import Interval
from engine.evaluation.result import DocumentResult
from engine.evaluation.scores import Scores


@dataclass(frozen=True, slots=True)
class PieceScores:
    """Scores of the piece protocol with the token accuracy beside them.

    ``accuracy_ci95`` is its interval, None in older reports.
    """

    scores: Scores
    token_accuracy: float
    accuracy_ci95: Interval | None = None

    def to_json(self) -> dict[str, Any]:
        """The scores' JSON, ``token_accuracy`` and, where there is one, its interval."""
        interval = {"token_accuracy_ci95": list(self.accuracy_ci95)} if self.accuracy_ci95 else {}
        return self.scores.to_json() | {"token_accuracy": self.token_accuracy} | interval

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "PieceScores":
        """The inverse of ``to_json``."""
        interval = payload.get("token_accuracy_ci95")
        low_high = (float(interval[0]), float(interval[1])) if interval else None
        return cls(Scores.from_json(payload), payload["token_accuracy"], low_high)


@dataclass(frozen=True, slots=True)
class RawScores:
    """The argmax decoding: both protocols, and the share of documents with invalid BIO."""

    word: Scores
    piece: PieceScores
    invalid_share: float

    def to_json(self) -> dict[str, Any]:
        """The word scores' JSON, ``piece`` and ``invalid_share``."""
        piece = self.piece.to_json()
        return self.word.to_json() | {"piece": piece, "invalid_share": self.invalid_share}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "RawScores":
        """The inverse of ``to_json``."""
        piece = PieceScores.from_json(payload["piece"])
        return cls(Scores.from_json(payload), piece, payload["invalid_share"])


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Run ``run`` on data ``data``; all scores are fractions.

    ``errors`` counts by kind and label. ``seen`` and ``unseen`` score surfaces apart
    (word protocol) and are None where the training surfaces are unknown.
    ``calibration`` tells how far span scores mean what they say; None in older reports.
    ``results`` has a document each, or is empty when read from JSON alone.
    """

    run: str
    data: str
    documents: int
    word: Scores
    piece: PieceScores
    raw: RawScores
    confusion: Confusion
    errors: Mapping[str, Mapping[str, int]]
    seen: Scores | None = None
    unseen: Scores | None = None
    calibration: Calibration | None = None
    results: tuple[DocumentResult, ...] = field(default=(), repr=False, compare=False)

    def to_json(self) -> dict[str, Any]:
        """The report, without the per-document details."""
        return {
            "run": self.run,
            "data": self.data,
            "documents": self.documents,
            "word": self.word.to_json(),
            "piece": self.piece.to_json(),
            "raw": self.raw.to_json(),
            "confusion": self.confusion.to_json(),
            "errors": {kind: dict(row) for kind, row in self.errors.items()},
            "seen": self.seen.to_json() if self.seen else None,
            "unseen": self.unseen.to_json() if self.unseen else None,
            "calibration": self.calibration.to_json() if self.calibration else None,
        }

    def details(self) -> Iterator[dict[str, Any]]:
        """One JSON object a document: counts, gold and predicted spans, errors."""
        return (result.to_json() for result in self.results)

    @classmethod
    def from_json(
        cls, payload: Mapping[str, Any], details: Iterable[Mapping[str, Any]] = ()
    ) -> "Evaluation":
        """The inverse of ``to_json`` and ``details``; a missing key raises KeyError."""
        seen, unseen = payload.get("seen"), payload.get("unseen")
        bins = payload.get("calibration")
        return cls(
            run=payload["run"],
            data=payload["data"],
            documents=payload["documents"],
            word=Scores.from_json(payload["word"]),
            piece=PieceScores.from_json(payload["piece"]),
            raw=RawScores.from_json(payload["raw"]),
            confusion=Confusion.from_json(payload["confusion"]),
            errors={kind: dict(row) for kind, row in payload["errors"].items()},
            seen=Scores.from_json(seen) if seen else None,
            unseen=Scores.from_json(unseen) if unseen else None,
            calibration=Calibration.from_json(bins) if bins else None,
            results=tuple(DocumentResult.from_json(row) for row in details),
        )
