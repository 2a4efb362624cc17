"""The piece protocol, the paper's: seqeval ``mode="strict", scheme=IOB2`` over pieces.

An entity is B-X and the I-X that follow it; an I-X that continues nothing is no
entity. The tests prove the counts equal to seqeval's, invalid sequences included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.evaluation.counts import LabelCounts, count_matches
from engine.tagging.bio import tags_to_spans
from engine.tagging.labels import LabelSet


@dataclass(frozen=True, slots=True)
class PieceCounts:
    """Entity counts over pieces, and how many of the pieces carry the gold tag."""

    entities: LabelCounts
    correct: int
    pieces: int

    def __add__(self, other: "PieceCounts") -> "PieceCounts":
        return PieceCounts(
            self.entities + other.entities,
            self.correct + other.correct,
            self.pieces + other.pieces,
        )

    @property
    def token_accuracy(self) -> float:
        """Share of pieces whose BIO tag is the gold one; 0/0 is 0."""
        return self.correct / self.pieces if self.pieces else 0.0

    def to_json(self) -> dict[str, Any]:
        """``{"entities": {"MED": [tp, fp, fn], …}, "correct": 9, "pieces": 10}``."""
        entities = self.entities.to_json()
        return {"entities": entities, "correct": self.correct, "pieces": self.pieces}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "PieceCounts":
        """The inverse of ``to_json``."""
        entities = LabelCounts.from_json(payload["entities"])
        return cls(entities, payload["correct"], payload["pieces"])


def piece_counts(gold: Sequence[str], predicted: Sequence[str], labels: LabelSet) -> PieceCounts:
    """Counts of one document from its gold and predicted tags, one a piece each."""
    if len(gold) != len(predicted):
        raise ValueError(f"expected {len(gold)} predicted tags, got {len(predicted)}")
    pieces = [(i, i + 1) for i in range(len(gold))]
    entities = count_matches(tags_to_spans(gold, pieces), tags_to_spans(predicted, pieces), labels)
    correct = sum(mine == theirs for mine, theirs in zip(gold, predicted, strict=True))
    return PieceCounts(entities, correct, len(pieces))
