"""A tagger read after each of its layers, its weights untouched: layer truncation (Fig. 2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch

from engine.models.architectures import emissions_by_depth, encoder_parts
from engine.models.config import ModelError
from engine.models.lattice import Floats
from engine.models.neural import NeuralPredictor
from engine.models.pieces import Ids, Pieces
from engine.models.tagger import Tagger
from engine.models.torch_runtime import TorchEmissions
from engine.tagging.prediction import Prediction


class StackedEmissions:
    """Emissions of all depths side by side, (batch, pieces, depths * tags), from one pass."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger.eval()
        self.depths = len(encoder_parts(tagger.network).layers)

    def run(self, input_ids: Ids, attention_mask: Ids) -> npt.NDArray[np.float32]:
        """What ``EmissionModel`` promises, ``depths`` times."""
        ids = torch.from_numpy(input_ids)
        mask = None if attention_mask.all() else torch.from_numpy(attention_mask)
        by_depth = emissions_by_depth(self.tagger.network, ids, mask)
        stacked: npt.NDArray[np.float32] = torch.cat(by_depth, dim=-1).numpy()
        return stacked


@dataclass(frozen=True)
class DepthPredictor:
    """Predictions of a PyTorch model cut after its first 1, 2, … n layers.

    Head, CRF and decoding are those of the whole model; nothing is trained anew. The
    last prediction is the whole model's own.
    """

    stacked: NeuralPredictor
    depths: int

    @classmethod
    def of(cls, predictor: object, *, hints: bool = True) -> "DepthPredictor":
        """Of a loaded FP32 model; ModelError for a word list or an INT8 model.

        Without ``hints`` the lexicon's, if the model has them, are left out.
        """
        if not isinstance(predictor, NeuralPredictor) or predictor.config.kind != "torch":
            raise ModelError("expected a PyTorch model in FP32, whose layers can be cut")
        assert isinstance(predictor.model, TorchEmissions)
        stacked = StackedEmissions(predictor.model.tagger)
        kept = predictor.hints if hints else None
        return cls(replace(predictor, model=stacked, hints=kept), stacked.depths)

    def predict(self, text: str, *, scores: bool = True) -> tuple[Prediction, ...]:
        """One prediction a depth, from a single forward pass; ``[k - 1]`` is that of k layers."""
        pieces = self.stacked.tokenizer.split(text)
        return tuple(
            self.stacked.decode(text, pieces, emissions, scores=scores)
            for emissions in self._emissions(pieces)
        )

    def _emissions(self, pieces: Pieces) -> Sequence[Floats]:
        """Emissions (n, tags) at every depth."""
        if not len(pieces):
            return [np.empty((0, len(self.stacked.labels.tags)))] * self.depths
        (joined,) = self.stacked.emissions([pieces])
        return np.split(joined, self.depths, axis=1)
