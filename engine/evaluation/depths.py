"""Scores by number of layers (Fig. 2), and what one reads from them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DepthScore:
    """Scores with the first ``layers`` layers: micro F1 by both protocols, accuracy."""

    layers: int
    word_f1: float
    piece_f1: float
    token_accuracy: float

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "DepthScore":
        """The inverse of ``to_json``."""
        return cls(**payload)


@dataclass(frozen=True, slots=True)
class DepthReading:
    """How many layers keep ``share`` of a full score, and what one layer alone reaches."""

    layers: int
    share: float
    full_f1: float
    full_accuracy: float
    first_f1: float
    first_accuracy: float
    f1_layers: int
    accuracy_layers: int


def read_depths(f1: Sequence[float], accuracy: Sequence[float], share: float = 0.9) -> DepthReading:
    """The reading of a model's scores with 1, 2, … n layers.

    ``f1_layers`` and ``accuracy_layers`` are the least depth from which on the score never
    again falls below ``share`` of its value with all layers.
    """
    if not f1 or len(f1) != len(accuracy):
        raise ValueError(
            f"expected as many F1s as accuracies, one or more, got {len(f1)}, {len(accuracy)}"
        )
    return DepthReading(
        layers=len(f1),
        share=share,
        full_f1=f1[-1],
        full_accuracy=accuracy[-1],
        first_f1=f1[0],
        first_accuracy=accuracy[0],
        f1_layers=_depth_that_keeps(f1, share),
        accuracy_layers=_depth_that_keeps(accuracy, share),
    )


def _depth_that_keeps(scores: Sequence[float], share: float) -> int:
    below = [layers for layers, value in enumerate(scores, 1) if value < share * scores[-1]]
    return max(below, default=0) + 1
