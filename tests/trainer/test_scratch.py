"""A configuration file in the place of an encoder is one with random weights."""

import json
from pathlib import Path

import pytest
import torch
from transformers import AutoConfig

from engine.models.checkpoint import save_tokenizer
from engine.models.tagger import Tagger
from tests.tiny_models import FAMILIES, LABELS, TEXTS, tiny_config, tiny_tokenizer
from trainer.encoders import AdaptSettings, adapt


def weightless(folder: Path, family: str) -> Path:
    tiny_config(family).save_pretrained(folder)
    save_tokenizer(folder, tiny_tokenizer())
    return folder / "config.json"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_configuration_alone_gives_random_weights(tmp_path: Path, family: str) -> None:
    encoder = weightless(tmp_path / family, family)
    torch.manual_seed(1)
    first = Tagger.from_encoder(encoder, LABELS, crf=True)
    second = Tagger.from_encoder(encoder, LABELS, crf=True)
    table, other = (t.network.get_input_embeddings().weight for t in (first, second))
    assert table.shape == other.shape
    assert not torch.equal(table, other)
    assert first.network.config.id2label == dict(enumerate(LABELS.tags))


def test_a_folder_that_lost_its_weights_is_not_taken_for_one_from_scratch(tmp_path: Path) -> None:
    folder = weightless(tmp_path / "bare", "bert").parent
    with pytest.raises(OSError, match="no file named"):
        Tagger.from_encoder(folder, LABELS, crf=False)


def test_adapting_starts_from_random_weights_too(tmp_path: Path) -> None:
    bare = weightless(tmp_path / "bare", "modernbert")
    settings = AdaptSettings(steps=2, batch=2, length=16)
    model = adapt(bare, TEXTS, settings, tmp_path / "run")
    assert (model / "model.safetensors").is_file()
    assert AutoConfig.from_pretrained(model).num_hidden_layers == 2
    assert json.loads((tmp_path / "run" / "state.json").read_text())["status"] == "done"
