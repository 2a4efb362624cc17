"""The child of ``trainer.benchmark``: holds one model, answers with times."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.models.config import TaggerConfig
from engine.models.emissions import EmissionModel
from engine.models.lattice import Transitions, viterbi
from engine.models.onnx_runtime import MODEL_FILE, OnnxEmissions
from engine.tagging.labels import LabelSet

PAPER_VOCABULARY = 102_025


@dataclass(frozen=True)
class Subject:
    """A model to time: its emissions, and Viterbi where it has a CRF."""

    model: EmissionModel
    backend: str
    params: int
    size_bytes: int
    vocabulary: int
    transitions: Transitions | None = None

    def runner(self, pieces: int) -> Callable[[], object]:
        """One sentence of ``pieces`` pieces, [CLS] and [SEP] counted, to tags."""
        rng = np.random.default_rng(pieces)
        ids = rng.integers(5, self.vocabulary, (1, pieces))
        mask = np.ones_like(ids)
        if self.transitions is None:
            return lambda: self.model.run(ids, mask).argmax(axis=-1)
        transitions = self.transitions
        return lambda: viterbi(self.model.run(ids, mask)[0, 1:-1].astype(float), transitions)


def main(argument: str) -> None:
    """Describe the model on the first line, then answer "pieces runs" lines."""
    kind, _, row = argument.partition(":")
    subject = full_size(row) if kind == "full-size" else from_folder(Path(argument))
    about = {k: getattr(subject, k) for k in ("backend", "params", "size_bytes")}
    print(json.dumps(about), flush=True)
    for line in sys.stdin:
        pieces, runs = map(int, line.split())
        run = subject.runner(pieces)
        run()
        times = []
        for _ in range(runs):
            began = time.perf_counter()
            run()
            times.append((time.perf_counter() - began) * 1e3)
        print(json.dumps({"ms": times}), flush=True)


def from_folder(folder: Path) -> Subject:
    """The model of a folder."""
    config = TaggerConfig.read(folder)
    if config.kind == "onnx":
        from tokenizers import Tokenizer

        vocabulary = Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab_size()
        return _onnx_subject(folder, vocabulary)
    from engine.models.checkpoint import load_tagger
    from engine.models.tagger import Tagger

    tagger: Tagger = load_tagger(folder)
    return _torch_subject(tagger, eq9=config.kind == "eq9")


def full_size(row: str) -> Subject:
    """The paper's size with random weights: speed does not depend on their values."""
    from transformers import BertConfig

    from engine.models.tagger import Tagger

    layers = 12 if row.startswith("teacher") else 4
    config = BertConfig(vocab_size=PAPER_VOCABULARY, num_hidden_layers=layers)
    tagger = Tagger.from_config(config, LabelSet(), crf=row == "teacher-crf").eval()
    if row == "int8":
        from trainer.quantize import quantize_to

        with tempfile.TemporaryDirectory() as scratch:
            quantize_to(tagger, Path(scratch) / MODEL_FILE)
            return _onnx_subject(Path(scratch), PAPER_VOCABULARY)
    return _torch_subject(tagger, eq9=row == "int8-eq9")


def _torch_subject(tagger: object, *, eq9: bool) -> Subject:
    from engine.models.tagger import Tagger
    from engine.models.torch_runtime import TorchEmissions, packed_size, quantize_eq9

    assert isinstance(tagger, Tagger)
    params, vocabulary = tagger.parameter_count(), tagger.network.config.vocab_size
    used = quantize_eq9(tagger) if eq9 else tagger
    return Subject(
        model=TorchEmissions(used),
        backend="torch int8, eq. (9)" if eq9 else "torch fp32",
        params=params,
        size_bytes=packed_size(used),
        vocabulary=vocabulary,
        transitions=None if used.crf is None else used.crf.transitions(),
    )


def _onnx_subject(folder: Path, vocabulary: int) -> Subject:
    import onnx
    from onnx import numpy_helper

    file = folder / MODEL_FILE
    weights = onnx.load(str(file)).graph.initializer
    params = sum(numpy_helper.to_array(tensor).size for tensor in weights)
    size = file.stat().st_size
    return Subject(OnnxEmissions(folder), "onnxruntime int8", params, size, vocabulary)


if __name__ == "__main__":
    main(sys.argv[1])
