"""Students start as copies of their teacher; truncation is a forward pass cut short."""

import copy
from pathlib import Path

import pytest
import torch

from engine.models.architectures import emissions_by_depth, encoder_parts, keep_layers
from engine.models.checkpoint import load_tagger, save_tagger
from engine.models.config import ModelError, TaggerConfig
from engine.models.tagger import Tagger
from tests.tiny_models import FAMILIES, LABELS, tiny_batch, tiny_tagger, tiny_tokenizer
from trainer.settings import PAPER_LAYERS, DistillSettings
from trainer.stages import student_of


@pytest.fixture(params=FAMILIES)
def teacher(request: pytest.FixtureRequest) -> Tagger:
    return tiny_tagger(request.param, layers=12, crf=True)


def layer_prefix(tagger: Tagger) -> str:
    """How the names of the layers' parameters begin."""
    layers = encoder_parts(tagger.network).layers
    return next(n for n, module in tagger.network.named_modules() if module is layers) + "."


def test_a_student_is_layers_1_5_9_12_and_everything_around_them(teacher: Tagger) -> None:
    student = student_of(teacher, PAPER_LAYERS)
    ours, theirs = student.network.state_dict(), teacher.network.state_dict()
    prefix = layer_prefix(teacher)
    expected: set[str] = set()
    for name in theirs:
        if not name.startswith(prefix):
            expected.add(name)
            assert torch.equal(ours[name], theirs[name]), name
    for place, layer in enumerate(PAPER_LAYERS):
        for name in (n for n in theirs if n.startswith(f"{prefix}{layer - 1}.")):
            copied = name.replace(f"{prefix}{layer - 1}.", f"{prefix}{place}.", 1)
            expected.add(copied)
            assert torch.equal(ours[copied], theirs[name]), copied
    assert set(ours) == expected
    assert any("embedding" in name for name in expected)
    assert {"classifier.weight", "classifier.bias"} <= expected
    assert student.crf is None
    assert student.network.config.num_hidden_layers == 4


def test_a_student_shares_no_memory_with_its_teacher(teacher: Tagger) -> None:
    before = copy.deepcopy(teacher.state_dict())
    student = student_of(teacher, (1, 2))
    with torch.no_grad():
        for parameter in student.parameters():
            parameter.add_(1.0)
    assert all(torch.equal(value, before[name]) for name, value in teacher.state_dict().items())
    assert len(encoder_parts(teacher.network).layers) == 12


def test_all_layers_kept_is_the_teacher_itself(teacher: Tagger) -> None:
    student = student_of(teacher, tuple(range(1, 13))).eval()
    torch.testing.assert_close(
        student.emissions(*tiny_batch()), teacher.emissions(*tiny_batch()), rtol=0, atol=0
    )


def test_save_and_load_give_the_same_emissions(teacher: Tagger, tmp_path: Path) -> None:
    student = student_of(teacher, PAPER_LAYERS).eval()
    config = TaggerConfig(tags=LABELS.tags, row="student")
    save_tagger(tmp_path / "student", student, config, tiny_tokenizer())
    save_tagger(
        tmp_path / "teacher", teacher, TaggerConfig(LABELS.tags, crf=True), tiny_tokenizer()
    )
    batch = tiny_batch()
    for name, tagger in (("student", student), ("teacher", teacher)):
        again = load_tagger(tmp_path / name)
        assert torch.equal(again.emissions(*batch), tagger.emissions(*batch))
        for key, value in tagger.state_dict().items():
            assert torch.equal(again.state_dict()[key], value), key
    assert sorted(path.name for path in tmp_path.iterdir()) == ["student", "teacher"]


@pytest.mark.parametrize("wrong", [(), (0, 1), (1, 13), (-1,)])
def test_layers_that_are_not_there_are_refused(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ModelError, match=r"^expected layers from 1 to 12, got [^\n]*$"):
        keep_layers(tiny_tagger("bert", layers=12).network, wrong)


@pytest.mark.parametrize("wrong", [(), (5, 1), (1, 1)])
def test_settings_refuse_layers_out_of_order(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected different layers in rising order"):
        DistillSettings(layers=wrong)


def test_a_modernbert_student_begins_with_layer_1() -> None:
    with pytest.raises(ModelError, match=r"expected layer 1 first .* got layers \(2, 3\)"):
        student_of(tiny_tagger("modernbert", layers=3), (2, 3))


def test_depth_k_is_the_model_cut_after_k_layers(teacher: Tagger) -> None:
    batch = tiny_batch()
    by_depth = emissions_by_depth(teacher.network, *batch)
    assert len(by_depth) == 12
    with torch.inference_mode():
        torch.testing.assert_close(by_depth[-1], teacher.emissions(*batch), rtol=0, atol=0)
        for depth in (1, 2, 5, 11):
            cut = copy.deepcopy(teacher.network)
            keep_layers(cut, tuple(range(1, depth + 1)))
            expected = cut.eval()(input_ids=batch[0], attention_mask=batch[1]).logits
            torch.testing.assert_close(by_depth[depth - 1], expected, rtol=1e-5, atol=1e-5)
            assert not torch.allclose(by_depth[depth - 1], by_depth[-1], atol=1e-2)


def test_no_hook_stays_behind(teacher: Tagger) -> None:
    emissions_by_depth(teacher.network, *tiny_batch())
    assert all(not layer._forward_hooks for layer in encoder_parts(teacher.network).layers)
