"""What a tagger learns from: one chunk of a text, as ids."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from engine.models.hints import UNKNOWN
from engine.models.pieces import Ids


@dataclass(frozen=True)
class Example:
    """One chunk: piece ids (n,) and tag ids (n,), -100 where a piece is not scored.

    ``hints`` (n,) are the lexicon's, None where it is not asked. ``cuts`` are the
    pieces at which a part of it may begin or end (n is the end).
    """

    ids: Ids
    labels: Ids
    teacher: npt.NDArray[np.float32] | None = None  # emissions (n, tags)
    hints: Ids | None = None
    cuts: Ids = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def asked(self) -> Ids:
        """Its hints (n,), ``UNKNOWN`` throughout where there are none."""
        return np.full(len(self.ids), UNKNOWN) if self.hints is None else self.hints
