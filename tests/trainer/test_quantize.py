"""INT8 twice: eq. (9) by its definition, and the ONNX model that is shipped."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from engine.annotator import load_folder
from engine.models.checkpoint import load_tagger, save_tagger
from engine.models.config import ModelError, TaggerConfig
from engine.models.onnx_runtime import MODEL_FILE, OnnxEmissions
from engine.models.tagger import Tagger
from engine.models.torch_runtime import TorchEmissions, packed_size, quantize_eq9
from engine.tagging.bio import is_valid
from engine.tagging.labels import LabelSet
from tests.tiny_models import (
    FAMILIES,
    LABELS,
    TEXTS,
    save_tiny,
    tiny_batch,
    tiny_tagger,
    tiny_tokenizer,
)
from trainer.quantize import _fuse, export, quantize

ROOT = Path(__file__).parents[2]
SHAPES = ((1, 3), (1, 40), (3, 11), (7, 29))  # traced with (2, 16)


def linear_layers(network: nn.Module) -> dict[str, nn.Linear]:
    return {name: m for name, m in network.named_modules() if type(m) is nn.Linear}


@pytest.mark.parametrize("family", FAMILIES)
def test_eq9_weights_are_rounded_quotients(family: str) -> None:
    tagger = tiny_tagger(family, crf=True)
    with torch.no_grad():  # one matrix whose largest weight is negative: no -128 even there
        tagger.network.classifier.weight[0, 0] = -9.0
    originals = linear_layers(tagger.network)
    quantized = quantize_eq9(tagger)
    packed = dict(quantized.network.named_modules())
    assert len(originals) >= 8
    for name, linear in originals.items():
        q = packed[name].weight()
        weight = linear.weight.detach()
        scale = float(weight.abs().max()) / 127  # s = max|W| / 127, one a tensor
        assert q.q_scale() == pytest.approx(scale, rel=1e-6)
        assert q.q_zero_point() == 0
        integers = q.int_repr().to(torch.int32)
        assert int(integers.min()) >= -127
        assert int(integers.abs().max()) == 127
        distance = (weight.double() / scale - integers).abs()
        assert float(distance.max()) <= 0.5 + 1e-4  # the nearest integer, ties either way
    assert linear_layers(quantized.network) == {}
    assert torch.equal(
        tagger.network.get_input_embeddings().weight,
        quantized.network.get_input_embeddings().weight,
    )
    assert quantized.crf is not None
    assert tagger.crf is not None
    assert torch.equal(quantized.crf.crf.transitions, tagger.crf.crf.transitions)
    assert linear_layers(tagger.network).keys() == originals.keys()  # the FP32 model stays


def test_eq9_is_smaller_and_near() -> None:
    tagger = tiny_tagger("bert", layers=4)
    quantized = quantize_eq9(tagger)
    linear = sum(m.weight.numel() for m in linear_layers(tagger.network).values())
    assert packed_size(tagger) - packed_size(quantized) > 2 * linear  # of 3 bytes saved a weight
    ids, mask = (t.numpy() for t in tiny_batch())
    ours, theirs = TorchEmissions(quantized).run(ids, mask), TorchEmissions(tagger).run(ids, mask)
    assert np.corrcoef(ours[mask > 0].ravel(), theirs[mask > 0].ravel())[0, 1] > 0.99


def test_an_eq9_folder_is_quantized_when_loaded(tmp_path: Path) -> None:
    tagger = tiny_tagger("bert")
    config = TaggerConfig(LABELS.tags, kind="eq9", max_pieces=48, overlap=16)
    save_tagger(tmp_path / "eq9", tagger, config, tiny_tokenizer())
    loaded = load_folder(tmp_path / "eq9", "eq9").predictor
    ids, mask = (t.numpy() for t in tiny_batch())
    expected = TorchEmissions(quantize_eq9(tagger)).run(ids, mask)
    np.testing.assert_array_equal(loaded.model.run(ids, mask), expected)  # type: ignore[attr-defined]


@pytest.fixture(scope="module", params=FAMILIES)
def exported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Tagger, Path]:
    """A tagger and the folder with its FP32 ONNX export."""
    tagger = tiny_tagger(request.param)
    folder = tmp_path_factory.mktemp(request.param)
    export(tagger, folder / MODEL_FILE)
    return tagger, folder


@pytest.mark.parametrize("shape", SHAPES)
def test_the_fp32_export_equals_torch(
    exported: tuple[Tagger, Path], shape: tuple[int, int]
) -> None:
    tagger, folder = exported
    ids, mask = (t.numpy() for t in tiny_batch(*shape))
    found = OnnxEmissions(folder).run(ids, mask)
    expected = TorchEmissions(tagger).run(ids, mask)
    np.testing.assert_allclose(found[mask > 0], expected[mask > 0], atol=1e-4, rtol=1e-4)


def test_fusing_the_graph_changes_nothing(exported: tuple[Tagger, Path], tmp_path: Path) -> None:
    tagger, folder = exported
    _fuse(tagger, folder / MODEL_FILE, tmp_path / MODEL_FILE)
    for shape in SHAPES:
        ids, mask = (t.numpy() for t in tiny_batch(*shape))
        found = OnnxEmissions(tmp_path).run(ids, mask)
        expected = TorchEmissions(tagger).run(ids, mask)
        np.testing.assert_allclose(found[mask > 0], expected[mask > 0], atol=2e-2)


def test_a_vocabulary_below_a_hundred_exports(tmp_path: Path) -> None:
    from transformers import BertConfig

    config = BertConfig(
        vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=8,
    )  # fmt: skip
    export(Tagger.from_config(config, LabelSet(("A",)), crf=False), tmp_path / MODEL_FILE)


@pytest.fixture(scope="module", params=FAMILIES)
def int8(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An INT8 folder beside its FP32 student."""
    root = tmp_path_factory.mktemp(request.param)
    save_tiny(root / "student", request.param)
    return quantize(root / "student", root / "int8")


def test_an_int8_folder_is_whole_and_near_its_student(int8: Path) -> None:
    assert sorted(p.name for p in int8.iterdir()) == [MODEL_FILE, "tagger.json", "tokenizer.json"]
    assert sorted(p.name for p in int8.parent.iterdir()) == ["int8", "student"]
    assert (TaggerConfig.read(int8).kind, TaggerConfig.read(int8).row) == ("onnx", "int8")
    ids, mask = (t.numpy() for t in tiny_batch(1, 30))
    expected = TorchEmissions(load_tagger(int8.parent / "student")).run(ids, mask)
    found = OnnxEmissions(int8).run(ids, mask)
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.98


@given(st.lists(st.sampled_from([*" ".join(TEXTS).split(), "Aspirin", "😀", "।"]), max_size=60))
@settings(max_examples=40)
def test_int8_decodes_no_illegal_sequence(int8: Path, words: list[str]) -> None:
    prediction = load_folder(int8, "int8").predict(" ".join(words))
    assert is_valid(prediction.constrained)
    assert all(
        span.score is not None and 0 <= span.score <= 1 for span in prediction.document.spans
    )


def test_int8_raw_output_does_break_the_rules(tmp_path: Path) -> None:
    save_tiny(tmp_path / "student", "bert")
    annotator = load_folder(quantize(tmp_path / "student", tmp_path / "int8"), "int8")
    predictions = list(annotator.predict_batch([" ".join(TEXTS), *TEXTS]))
    assert not all(is_valid(prediction.raw) for prediction in predictions)
    assert all(is_valid(prediction.constrained) for prediction in predictions)


@pytest.mark.parametrize("kind", ["onnx", "eq9"])
def test_quantized_spans_do_not_depend_on_the_batch(tmp_path: Path, kind: str) -> None:
    """Activations get one scale a forward pass, so each text must have its own."""
    folder = save_tiny(tmp_path / "student", "bert")
    if kind == "onnx":
        folder = quantize(folder, tmp_path / "int8")
    else:
        replace(TaggerConfig.read(folder), kind="eq9").write(folder)
    annotator = load_folder(folder, kind)
    texts = [*TEXTS, " ".join(TEXTS), "জ্বর", ""]
    for text, batched in zip(texts, annotator.annotate_batch(texts), strict=True):
        alone = annotator.annotate(text)
        assert batched.spans == alone.spans
        for span, other in zip(batched.spans, alone.spans, strict=True):
            assert span.score == other.score


def test_int8_loads_without_torch_and_transformers(tmp_path: Path) -> None:
    save_tiny(tmp_path / "student", "modernbert")
    folder = quantize(tmp_path / "student", tmp_path / "int8")
    code = (
        "import engine, sys; a = engine.load(sys.argv[1]); d = a.annotate(sys.argv[2]);"
        "assert d.text == sys.argv[2]; list(a.annotate_batch([d.text] * 3));"
        "print(sorted({'torch', 'transformers', 'torchcrf'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(folder), " ".join(TEXTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_a_crf_student_and_broken_folders_are_refused(tmp_path: Path) -> None:
    save_tiny(tmp_path / "crf", "bert", crf=True)
    with pytest.raises(ModelError, match="expected a student with a linear head"):
        quantize(tmp_path / "crf", tmp_path / "int8")
    assert [p.name for p in tmp_path.iterdir()] == ["crf"]
    (tmp_path / "crf" / MODEL_FILE).write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"expected an ONNX model in .*model\.onnx, got:"):
        OnnxEmissions(tmp_path / "crf")


def test_an_int8_folder_is_no_student(int8: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="expected an FP32 model folder, got the INT8 one"):
        quantize(int8, tmp_path / "again")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_tiny(tmp_path / "student", "bert")

    def fail(tagger: Tagger, file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr("trainer.quantize.quantize_to", fail)
    with pytest.raises(OSError, match="No space left"):
        quantize(tmp_path / "student", tmp_path / "int8")
    assert [p.name for p in tmp_path.iterdir()] == ["student"]
