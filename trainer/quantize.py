"""The deployable INT8 model: ONNX export, graph fusion, dynamic quantization."""

import copy
import logging
import shutil
import tempfile
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from engine.models.checkpoint import load_tagger, replace_folder
from engine.models.config import ModelError, TaggerConfig
from engine.models.onnx_runtime import MODEL_FILE
from engine.models.tagger import Tagger
from trainer.embedding_rows import quantize_rows

_OPSET = 17
# What stays FP32, by family: what the products of a gated unit are multiplied with, since
# their few large values leave one dynamic scale too coarse for the rest; and the small
# classifier, whose errors go straight into the decision.
_KEPT = {"modernbert": ("/mlp/Wo/", "/classifier/")}


def quantize(student: Path, out: Path, row: str = "int8", *, provisional: bool = False) -> Path:
    """Write an INT8 ONNX folder made from the FP32 folder ``student``.

    Linear weights become INT8 with one scale a column, and what they multiply is
    quantized at run time; the embedding table becomes INT8 with one scale a row.
    """
    config = TaggerConfig.read(student)
    if config.crf:
        raise ModelError(f"expected a student with a linear head in {student}, got one with a CRF")
    tagger = load_tagger(student)
    out.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    try:
        quantize_to(tagger, temporary / MODEL_FILE)
        shutil.copyfile(student / "tokenizer.json", temporary / "tokenizer.json")
        replace(config, kind="onnx", row=row, provisional=provisional).write(temporary)
        replace_folder(temporary, out)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return out


def quantize_to(tagger: Tagger, file: Path) -> None:
    """Export, fuse and quantize ``tagger`` into the ONNX file ``file``."""
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        export(tagger, plain)
        _fuse(tagger, plain, fused)
        model = onnx.load(str(fused))
        quantize_rows(model)
        onnx.save(model, str(fused))
        kept = _KEPT.get(tagger.network.config.model_type, ())
        quantize_dynamic(
            fused,
            file,
            op_types_to_quantize=["MatMul", "Attention"],
            nodes_to_exclude=[n.name for n in model.graph.node if any(k in n.name for k in kept)],
            per_channel=True,
            reduce_range=True,  # 7-bit weights: AVX2 adds pairs of products in 16 bits
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def export(tagger: Tagger, file: Path) -> None:
    """Export the network to ONNX with dynamic batch and length."""
    network = copy.deepcopy(tagger.network).eval()
    network.set_attn_implementation("eager")
    ids = torch.zeros((2, 16), dtype=torch.long)
    axes = {0: "batch", 1: "pieces"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracer notes about constants; equality is tested
        torch.onnx.export(
            _LogitsOnly(network),
            (ids, torch.ones_like(ids)),
            str(file),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": axes},
            opset_version=_OPSET,
            dynamo=False,
        )


class _LogitsOnly(nn.Module):
    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        logits: Tensor = self.network(input_ids=input_ids, attention_mask=attention_mask).logits
        return logits


def _fuse(tagger: Tagger, plain: Path, fused: Path) -> None:
    """Fuse attention, GELU and layer norms where ONNX Runtime knows the shape."""
    config = tagger.network.config
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # its kernel knows one scale a table only
    optimized = optimize_model(
        str(plain),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        opt_level=0,
        optimization_options=options,
    )
    optimized.save_model_to_file(str(fused))
