"""ONNX Runtime: the deployable INT8 model, without PyTorch or transformers."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from engine.models.config import ModelError
from engine.models.pieces import Ids

MODEL_FILE = "model.onnx"


class OnnxEmissions:
    """Runs ``model.onnx`` of a folder on the CPU."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        file = folder / MODEL_FILE
        if not file.exists():
            raise ModelError(f"expected {MODEL_FILE} in {folder}, got none")
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        if threads is not None:
            options.intra_op_num_threads = threads
        try:
            self._session = onnxruntime.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own unexported classes
            raise ModelError(f"expected an ONNX model in {file}, got: {error}") from error

    def run(self, input_ids: Ids, attention_mask: Ids) -> npt.NDArray[np.float32]:
        """Emissions (batch, pieces, tags)."""
        feeds = {"input_ids": input_ids, "attention_mask": attention_mask}
        logits: npt.NDArray[np.float32] = self._session.run(["logits"], feeds)[0]
        return logits
