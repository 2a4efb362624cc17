"""Lexicon hints: a small table beside the network, the same in every runtime."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.annotator import load_folder
from engine.models.checkpoint import save_tagger
from engine.models.config import ModelError, TaggerConfig
from engine.models.hint_table import HintTable
from engine.models.hints import UNKNOWN, HintBias, LexiconHints
from engine.models.neural import NeuralPredictor
from engine.models.pieces import PieceTokenizer
from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon
from tests.engine.models.fake_models import PieceTable, fake_predictor
from tests.tiny_models import tiny_config, tiny_tokenizer

LABELS = LabelSet(("MED", "DIS"))
LEXICON = Lexicon({"প্যারাসিটামল": "MED", "যক্ষ্মা রোগ": "DIS"})
HINTS = LexiconHints(LEXICON, LABELS)
TOKENIZER = PieceTokenizer(tiny_tokenizer())


def tags_hinted(text: str) -> list[str]:
    return [LABELS.tags[i - 1] for i in HINTS.ids(TOKENIZER.split(text))]


def test_a_piece_is_told_what_the_lexicon_calls_it() -> None:
    pieces = TOKENIZER.split("প্যারাসিটামলে যক্ষ্মা রোগ কমে না")
    told = tags_hinted(pieces.text)
    words = [tag for tag, first in zip(told, pieces.first, strict=True) if first]
    assert words == ["B-MED", "B-DIS", "I-DIS", "O", "O"]
    assert UNKNOWN not in HINTS.ids(pieces)


def test_a_text_without_pieces_has_no_hints() -> None:
    assert len(HINTS.ids(TOKENIZER.split(" \n"))) == 0
    bias = HintBias(HINTS, np.eye(5))
    assert bias.add(TOKENIZER.split(""), np.empty((0, 5))).shape == (0, 5)


@given(st.text(alphabet="প্যারাসিটামল রোগ।", max_size=60))
def test_the_bias_is_the_row_of_the_hint(text: str) -> None:
    pieces = TOKENIZER.split(text)
    table = np.arange(25.0).reshape(5, 5)
    emissions = np.ones((len(pieces), 5))
    found = HintBias(HINTS, table).add(pieces, emissions)
    expected = [1 + table[LABELS.tag_ids[tag]] for tag in tags_hinted(text)]
    assert np.array_equal(found, np.array(expected).reshape(-1, 5))


def test_several_depths_get_the_same_bias() -> None:
    pieces = TOKENIZER.split("প্যারাসিটামল খেলে")
    rows = HintBias(HINTS, np.eye(5)).add(pieces, np.zeros((len(pieces), 15)))
    assert np.array_equal(rows[:, :5], rows[:, 5:10])
    assert np.array_equal(rows[:, :5], rows[:, 10:])


def test_a_hint_decides_where_the_network_does_not_know() -> None:
    tokenizer = tiny_tokenizer()
    model = PieceTable(np.zeros((tokenizer.get_vocab_size(), 5)))
    hinted = replace(fake_predictor(tokenizer, model), hints=HintBias(HINTS, 9 * np.eye(5)))
    (found,) = hinted.predict(["প্যারাসিটামল খেলে যক্ষ্মা রোগ কমে"])
    named = [(found.document.surface(s), s.label) for s in found.document.spans]
    assert named == [("প্যারাসিটামল", "MED"), ("যক্ষ্মা রোগ", "DIS")]


def test_the_trained_table_is_saved_and_read(tmp_path: Path) -> None:
    labels = LabelSet()
    tagger = Tagger.from_config(tiny_config("modernbert"), labels, crf=False).eval()
    tagger.hints = HintTable.fresh(labels, labels)
    with torch.no_grad():
        tagger.hints.table.weight[3, 4] = 0.25
    save_tagger(tmp_path / "m", tagger, TaggerConfig(labels.tags), tiny_tokenizer())
    config = TaggerConfig.read(tmp_path / "m")
    assert config.hints[2][4] == 0.25
    predictor = load_folder(tmp_path / "m", "m").predictor
    assert isinstance(predictor, NeuralPredictor)
    assert predictor.hints is not None
    assert predictor.hints.table[2, 4] == 0.25
    text = "নাপা খেলে জ্বর কমে"
    (without,) = replace(predictor, hints=None).emissions([predictor.tokenizer.split(text)])
    (given,) = predictor.emissions([predictor.tokenizer.split(text)])
    assert not np.array_equal(without, given)


def test_an_unknown_hint_changes_nothing_and_does_not_learn() -> None:
    table = HintTable.fresh(LABELS, LABELS)
    biases = table(torch.tensor([[UNKNOWN, 2]]))
    assert torch.equal(biases[0, 0], torch.zeros(5))
    biases.sum().backward()
    assert table.table.weight.grad is not None
    assert torch.equal(table.table.weight.grad[UNKNOWN], torch.zeros(5))


def test_a_model_of_other_labels_takes_hints_too() -> None:
    other = LabelSet(("Medicine", "DIS"))
    table = HintTable.fresh(LabelSet(), other).rows()
    assert np.shape(table) == (13, 5)
    assert table[LabelSet().tag_ids["B-DIS"]][other.tag_ids["B-DIS"]] > 0
    assert not np.any(table[LabelSet().tag_ids["B-MED"]])  # nothing is known of its name
    bias = HintBias.read(table, other)
    assert bias is not None
    assert bias.hints.labels == LabelSet()
    with pytest.raises(ModelError, match=r"expected hints of shape \(13, 13\).* got \(2, 2\)"):
        HintBias.read(((1.0, 2.0), (3.0, 4.0)), LabelSet())
    assert HintBias.read((), LABELS) is None
