"""PyTorch runtime: FP32, and eq. (9) INT8 built from FP32 in memory."""

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.ao.quantization import MinMaxObserver, QConfig, default_dynamic_quant_observer
from torch.ao.quantization import quantize_dynamic as _quantize_dynamic

from engine.models.architectures import emissions_by_depth
from engine.models.checkpoint import load_tagger
from engine.models.config import TaggerConfig
from engine.models.hints import HintBias
from engine.models.lattice import Transitions
from engine.models.neural import NeuralPredictor
from engine.models.pieces import Ids, PieceTokenizer
from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet

# Eq. (9): s = max|W| / 127 per tensor, symmetric. The default observer spreads
# -128..127 and so uses max|W| / 127.5.
_EQ9_WEIGHTS = MinMaxObserver.with_args(
    dtype=torch.qint8, qscheme=torch.per_tensor_symmetric, quant_min=-127, quant_max=127
)
_EQ9 = QConfig(activation=default_dynamic_quant_observer, weight=_EQ9_WEIGHTS)


class TorchEmissions:
    """Runs a tagger, or its first ``depth`` layers, without gradients."""

    def __init__(self, tagger: Tagger, depth: int | None = None) -> None:
        self.tagger = tagger.eval()
        self.depth = depth

    @torch.inference_mode()
    def run(self, input_ids: Ids, attention_mask: Ids) -> npt.NDArray[np.float32]:
        """Emissions (batch, pieces, tags)."""
        ids = torch.from_numpy(input_ids)
        # Without padding no mask is needed, and attention is faster without one.
        mask = None if attention_mask.all() else torch.from_numpy(attention_mask)
        if self.depth is None:
            logits = self.tagger.emissions(ids, mask)
        else:
            logits = emissions_by_depth(self.tagger.network, ids, mask)[self.depth - 1]
        result: npt.NDArray[np.float32] = logits.numpy()
        return result


def quantize_eq9(tagger: Tagger) -> Tagger:
    """A copy whose Linear weights are INT8 by eq. (9); activations stay dynamic."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.ao.quantization says that it will move
        network: Any = _quantize_dynamic(tagger.network, {nn.Linear: _EQ9}, inplace=False)
    quantized = Tagger(network, tagger.labels, crf=tagger.crf is not None)
    if quantized.crf is not None and tagger.crf is not None:
        quantized.crf.load_state_dict(tagger.crf.state_dict())
    return quantized.eval()


def packed_size(tagger: Tagger) -> int:
    """Bytes of the serialized state, packed INT8 weights included."""
    buffer = io.BytesIO()
    torch.save(tagger.state_dict(), buffer)
    return buffer.tell()


def load_predictor(
    folder: Path, tokenizer: PieceTokenizer, config: TaggerConfig, labels: LabelSet
) -> NeuralPredictor:
    """A predictor on PyTorch, for the kinds "torch" and "eq9"."""
    tagger = load_tagger(folder)
    return tagger_predictor(
        quantize_eq9(tagger) if config.kind == "eq9" else tagger, tokenizer, config, labels
    )


def tagger_predictor(
    tagger: Tagger,
    tokenizer: PieceTokenizer,
    config: TaggerConfig,
    labels: LabelSet,
    depth: int | None = None,
) -> NeuralPredictor:
    """A predictor of a tagger in memory, cut after ``depth`` layers if that is given."""
    legal = Transitions.legal(labels)
    transitions = legal if tagger.crf is None else tagger.crf.transitions()
    hints = HintBias.read(config.hints, labels)
    model = TorchEmissions(tagger, depth)
    return NeuralPredictor(model, tokenizer, config, labels, transitions, hints)
