"""Emission models whose answers are known: they depend on a piece's id alone."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from engine.annotator import Annotator
from engine.models.config import TaggerConfig
from engine.models.lattice import Floats, Transitions
from engine.models.neural import NeuralPredictor
from engine.models.pieces import Ids, Pieces, PieceTokenizer
from engine.tagging.labels import LabelSet

LABELS = LabelSet(("MED", "DIS"))


@dataclass
class PieceTable:
    """Emissions of piece ``i`` are row ``i`` of a table, wherever it stands.

    Remembers the largest batch it was given and refuses sequences that are too long.
    """

    table: Floats
    longest: int = 10**9
    seen: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def random(cls, pieces: int, tags: int, longest: int = 10**9) -> "PieceTable":
        return cls(np.random.default_rng(0).normal(scale=3.0, size=(pieces, tags)), longest)

    def run(self, input_ids: Ids, attention_mask: Ids) -> npt.NDArray[np.float32]:
        assert input_ids.shape == attention_mask.shape
        assert input_ids.shape[1] <= self.longest
        self.seen.append(input_ids.shape)
        result: npt.NDArray[np.float32] = self.table[input_ids].astype(np.float32)
        return result


def fake_predictor(
    tokenizer: Tokenizer, model: PieceTable, max_pieces: int = 32, overlap: int = 8
) -> NeuralPredictor:
    """A predictor on the fake model."""
    config = TaggerConfig(LABELS.tags, max_pieces=max_pieces, overlap=overlap)
    return NeuralPredictor(
        model, PieceTokenizer(tokenizer), config, LABELS, Transitions.legal(LABELS)
    )


def fake_annotator(
    tokenizer: Tokenizer, max_pieces: int = 32, overlap: int = 8
) -> tuple[Annotator, PieceTable]:
    """An annotator on the fake model, and the model."""
    model = PieceTable.random(tokenizer.get_vocab_size(), len(LABELS.tags), max_pieces)
    predictor = fake_predictor(tokenizer, model, max_pieces, overlap)
    return Annotator("fake", predictor, predictor.config), model


def pieces_of(ids: Ids) -> Pieces:
    """Pieces with these ids, each one character long and a word of its own."""
    ranges = tuple((i, i + 1) for i in range(len(ids)))
    return Pieces(ids, ranges, np.ones(len(ids), dtype=np.bool_))
