"""Lexicon hints: what the word list says of each piece, as a learned bias on the emissions.

A gazetteer feature (Liu, Yao and Lin, Towards Improving Neural Named Entity Recognition
with Gazetteers, ACL 2019) in its simplest form: the one-hot BIO tag that the longest
match of the lexicon gives a piece, times a matrix that is trained with the network.
Emissions become E + W[h], before the CRF and before distillation, so that every runtime
adds the same small table and no ONNX graph changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.models.config import ModelError
from engine.models.lattice import Floats
from engine.models.pieces import Ids, Pieces
from engine.paths import lexicon_folder
from engine.tagging.bio import spans_to_tags
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon, shared_lexicon

UNKNOWN = 0  # a piece of which the lexicon is not asked: no bias


@dataclass(frozen=True)
class LexiconHints:
    """The lexicon's tag of every piece, as ids of its own ``labels``."""

    lexicon: Lexicon
    labels: LabelSet

    @classmethod
    def shipped(cls) -> "LexiconHints":
        """Hints of the lexicon at hand, whatever labels the model has."""
        lexicon = shared_lexicon(lexicon_folder())
        return cls(lexicon, LabelSet.of(set(lexicon.labels.values())))

    def ids(self, pieces: Pieces) -> Ids:
        """Tag id + 1 of each piece, (n,); ``UNKNOWN`` (0) never stands here."""
        tags = spans_to_tags(self.lexicon.find(pieces.text), pieces.ranges)
        return np.array([self.labels.tag_ids[tag] + 1 for tag in tags], dtype=np.int64)


@dataclass(frozen=True)
class HintBias:
    """Hints with their trained table, ready to be added to emissions.

    ``table`` has shape (lexicon tags, tags): the row is the lexicon's tag, the column the
    emission that it raises or lowers.
    """

    hints: LexiconHints
    table: Floats

    @classmethod
    def read(cls, rows: Sequence[Sequence[float]], labels: LabelSet) -> "HintBias | None":
        """The bias of a model's settings; None where it was trained without hints."""
        if not rows:
            return None
        hints = LexiconHints.shipped()
        table = np.array(rows, dtype=np.float64)
        expected = (len(hints.labels.tags), len(labels.tags))
        if table.shape != expected:
            raise ModelError(
                f"expected hints of shape {expected}, (the lexicon's tags, the model's), "
                f"got {table.shape}"
            )
        return cls(hints, table)

    def add(self, pieces: Pieces, emissions: Floats) -> Floats:
        """``emissions`` (n, tags), or several depths side by side, with the bias added."""
        if not len(pieces):
            return emissions
        bias = self.table[self.hints.ids(pieces) - 1]  # (n, tags)
        biased: Floats = emissions + np.tile(bias, emissions.shape[1] // bias.shape[1])
        return biased
