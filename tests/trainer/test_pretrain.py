"""Pre-training: blocks that need no state but their index, stacking, resuming."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForMaskedLM

from tests.tiny_models import TEXTS, tiny_tokenizer
from tests.trainer.interrupted import Stopped, assert_equal_weights, raise_stopped, stop_after
from trainer.encoders import AdaptSettings, adapt, encoder_tokenizer
from trainer.pretrain import PretrainConfig, PretrainStage, pretrain
from trainer.pretrain_text import IGNORED, MaskedBlocks, PieceStream, piece_stream, read_lines
from trainer.romanize import romanize
from trainer.runs import RunFolder

STAGES = (
    PretrainStage(1, 5, batch=4, length=16, warmup_steps=2),
    PretrainStage(2, 5, batch=4, length=16, warmup_steps=2, schedule="linear", whole_words=True),
)
TINY = PretrainConfig(
    vocabulary=160, width=32, heads=2, intermediate=48, save_steps=2, stages=STAGES
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "text.txt"
    file.write_text("\n".join(TEXTS * 8), encoding="utf-8")
    return file


def make_blocks(*, whole_words: bool = False, seed: int = 1, count: int = 200) -> MaskedBlocks:
    tokenizer = tiny_tokenizer()
    stream = piece_stream(TEXTS * 5, tokenizer)
    return MaskedBlocks(
        stream,
        tokenizer,
        length=16,
        count=count,
        mask_share=0.3,
        whole_words=whole_words,
        seed=seed,
    )


@pytest.mark.parametrize("whole_words", [True, False])
def test_a_block_depends_on_its_index_alone(whole_words: bool) -> None:
    first, second = make_blocks(whole_words=whole_words), make_blocks(whole_words=whole_words)
    order = list(range(0, 200, 7))
    expected = [first[i] for i in order]
    np.random.default_rng(0)
    torch.manual_seed(99)
    random.seed(99)
    for i, item in sorted(zip(order, expected, strict=True), key=lambda pair: -pair[0]):
        again = second[i]
        assert torch.equal(again["input_ids"], item["input_ids"])
        assert torch.equal(again["labels"], item["labels"])
    other = make_blocks(whole_words=whole_words, seed=2)
    assert not all(torch.equal(other[i]["input_ids"], first[i]["input_ids"]) for i in order)


def original(item: dict[str, torch.Tensor]) -> list[int]:
    """The pieces before masking, where that can be known."""
    labels, shown = item["labels"], item["input_ids"]
    return torch.where(labels == IGNORED, shown, labels).tolist()[1:-1]


def test_blocks_are_pieces_of_the_stream_masked_as_asked() -> None:
    tokenizer, blocks = tiny_tokenizer(), make_blocks(count=600)
    stream = piece_stream(TEXTS * 5, tokenizer).pieces.tolist()
    runs = {tuple(stream[i : i + 14]) for i in range(len(stream))}
    separator, mask = (tokenizer.token_to_id(f"[{name}]") for name in ("SEP", "MASK"))
    chosen = masked = total = 0
    for i in range(len(blocks)):
        item = blocks[i]
        assert item["input_ids"].shape == item["labels"].shape == (16,)
        assert item["labels"][0] == item["labels"][-1] == IGNORED
        assert tuple(original(item)) in runs
        predicted = item["labels"] != IGNORED
        assert separator not in item["labels"][predicted].tolist()
        chosen += int(predicted.sum())
        masked += int((item["input_ids"][predicted] == mask).sum())
        total += sum(piece != separator for piece in original(item))
    assert chosen / total == pytest.approx(0.3, abs=0.03)
    assert masked / chosen == pytest.approx(0.8, abs=0.04)


def test_whole_words_are_masked_together() -> None:
    tokenizer = tiny_tokenizer()
    blocks = make_blocks(whole_words=True)
    for i in range(100):
        item = blocks[i]
        pieces, predicted = original(item), (item["labels"] != IGNORED).tolist()[1:-1]
        for at in range(1, len(pieces)):
            if tokenizer.id_to_token(pieces[at]).startswith("##"):
                assert predicted[at] == predicted[at - 1]


def test_an_epoch_shows_every_block_once() -> None:
    stream = PieceStream(
        np.arange(5, 5 + 2 * 16 + 14 * 9, dtype=np.int32) % 100 + 5, np.ones(158, bool)
    )
    blocks = MaskedBlocks(
        stream, tiny_tokenizer(), length=16, count=18, mask_share=0.0, whole_words=False, seed=3
    )
    for epoch in (0, 1):
        shown = [tuple(original(blocks[epoch * 9 + i])) for i in range(9)]
        assert len(set(shown)) == 9


@pytest.mark.parametrize("pieces", [32, 33, 40, 45, 46, 47])
def test_the_shortest_streams(pieces: int) -> None:
    stream = PieceStream(np.full(pieces, 7, dtype=np.int32), np.ones(pieces, bool))
    blocks = MaskedBlocks(
        stream, tiny_tokenizer(), length=16, count=50, mask_share=0.3, whole_words=True, seed=3
    )
    assert {len(blocks[i]["input_ids"]) for i in range(50)} == {16}
    short = PieceStream(stream.pieces[:31], stream.word_starts[:31])
    with pytest.raises(ValueError, match="expected at least 32 pieces of text, got 31"):
        MaskedBlocks(
            short, tiny_tokenizer(), length=16, count=1, mask_share=0.3, whole_words=True, seed=3
        )


@pytest.mark.parametrize(("stage", "step"), [(1, 3), (1, 5), (2, 4)])
def test_a_stopped_pre_training_ends_like_an_undisturbed_one(
    tmp_path: Path, text: Path, stage: int, step: int
) -> None:
    stages = iter(range(1, 3))
    undo = stop_after(step, lambda: raise_stopped() if next(stages) == stage else None)
    try:
        with pytest.raises(Stopped):
            pretrain([text], TINY, tmp_path / "stopped")
    finally:
        undo()
    again = pretrain([text], TINY, tmp_path / "stopped")
    whole = pretrain([text], TINY, tmp_path / "whole")
    assert_equal_weights(again, whole)
    assert (again / "tokenizer.json").read_bytes() == (whole / "tokenizer.json").read_bytes()
    assert AutoModelForMaskedLM.from_pretrained(again).config.num_hidden_layers == 2
    assert RunFolder(tmp_path / "stopped").state().status == "done"
    assert encoder_tokenizer(again).get_vocab_size() <= 160


def test_a_stacked_stage_starts_from_copies_of_the_shallow_one(tmp_path: Path, text: Path) -> None:
    still = replace(STAGES[1], steps=1, learning_rate=0.0)
    folder = pretrain([text], replace(TINY, stages=(STAGES[0], still)), tmp_path / "run")
    deep = AutoModelForMaskedLM.from_pretrained(folder).state_dict()
    shallow = AutoModelForMaskedLM.from_pretrained(
        tmp_path / "run" / "stages" / "1-1L"
    ).state_dict()
    for name, value in shallow.items():
        assert torch.equal(deep[name], value), name
        assert torch.equal(deep[name.replace("layers.0.", "layers.1.")], value), name


def test_adaptation_changes_the_encoder_and_is_done_once(tmp_path: Path, encoder: Path) -> None:
    settings = AdaptSettings(steps=4, batch=4, length=16)
    folder = adapt(encoder, list(TEXTS) * 2, settings, tmp_path / "adapted")
    before, after = (
        AutoModelForMaskedLM.from_pretrained(f).state_dict() for f in (encoder, folder)
    )
    assert before.keys() == after.keys()
    assert any(not torch.equal(before[name], after[name]) for name in before)
    stamp = folder.stat().st_mtime_ns
    assert adapt(encoder, list(TEXTS) * 2, settings, tmp_path / "adapted") == folder
    assert folder.stat().st_mtime_ns == stamp


def test_lines_are_normalized_shuffled_and_partly_romanized(text: Path) -> None:
    lines = read_lines([text], 0.5, 1)
    assert lines == read_lines([text], 0.5, 1)
    latin = [line for line in lines if line.isascii()]
    assert len(lines) - len(latin) == len(TEXTS) * 8
    assert 20 < len(latin) < 76
    assert romanize("আমি ভালো নেই", random.Random(0)).split()[0] == "ami"


def test_text_without_a_word_is_refused_and_leaves_no_folder(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"expected text in empty\.txt, got none"):
        pretrain([empty], TINY, tmp_path / "out")
    with pytest.raises(OSError, match="No such file"):
        pretrain([tmp_path / "none.txt"], TINY, tmp_path / "out")
    assert not (tmp_path / "out").exists()
