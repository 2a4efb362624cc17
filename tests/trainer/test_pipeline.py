"""Any client of transformers opens a student folder and finds what our raw argmax finds."""

from pathlib import Path
from typing import Any

import pytest
from transformers import AutoTokenizer, pipeline

from engine.annotator import load_folder
from engine.models.config import PieceRule
from tests.tiny_models import DOCUMENTS, FAMILIES, TEXTS, quick, save_tiny, tiny_task
from trainer.settings import DistillSettings
from trainer.stages import train_student

NUKTA = {"\u09dc": "\u09a1\u09bc", "\u09dd": "\u09a2\u09bc", "\u09df": "\u09af\u09bc"}
JOINED = tuple(
    text.replace(pair, letter) for text in TEXTS for letter, pair in NUKTA.items() if pair in text
)
SPLIT = tuple(
    text.replace(letter, pair) for text in TEXTS for letter, pair in NUKTA.items() if letter in text
)
OTHERS = ("হাড় বাড়ে", "হা\u09a1\u09bc বা\u09a1\u09bcে", "😀 জ্বর, Aspirin ৫০০", "\r\n জ্বর \n")


def pipeline_of(folder: Path) -> Any:
    """What a stranger opens: every piece's tag, O too."""
    return pipeline("token-classification", model=str(folder), ignore_labels=[])


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the letter of a split pair that ``tokenizers`` leaves before a piece."""
    split = text[start - 1 : start + 1] in NUKTA.values() if start else False
    return (start - 1 if split else start), end


def test_the_texts_hold_both_nukta_forms() -> None:
    assert len(JOINED + SPLIT) >= 4
    assert any("\u09af\u09bc" in text for text in (*TEXTS, *SPLIT))
    assert any("\u09df" in text for text in (*TEXTS, *JOINED))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("rule", ["all", "first"])
def test_the_pipeline_agrees_with_our_raw_argmax(
    tmp_path: Path, family: str, rule: PieceRule
) -> None:
    folder = save_tiny(tmp_path / "model", family, pieces=rule)
    client = pipeline_of(folder)
    annotator, tags_seen = load_folder(folder, "model"), set()
    for text in (*TEXTS, *JOINED, *SPLIT, *OTHERS):
        ours = annotator.predict(text)
        theirs = {whole(text, e["start"], e["end"]): e["entity"] for e in client(text)}
        first = annotator.predictor.tokenizer.split(text).first  # type: ignore[attr-defined]
        assert list(theirs) == list(ours.units)
        for unit, tag, is_first in zip(ours.units, ours.raw, first, strict=True):
            if rule == "all" or is_first:
                assert theirs[unit] == tag, (text, unit)
                tags_seen.add(tag)
    assert len(tags_seen) >= 2


@pytest.mark.parametrize("rule", ["all", "first"])
def test_a_trained_student_in_a_pipeline(
    tmp_path: Path, teachers: dict[str, Path], rule: PieceRule
) -> None:
    folder = train_student(
        teachers["teacher"], tiny_task(8, rule), quick(12), DistillSettings(layers=(1, 2)),
        tmp_path / "student", row="student-kd",
    )  # fmt: skip
    annotator, client = load_folder(folder, "student"), pipeline_of(folder)
    tags_seen = set()
    for document in DOCUMENTS:
        theirs = [
            (*whole(document.text, e["start"], e["end"]), e["entity"])
            for e in client(document.text)
        ]
        prediction = annotator.predict(document.text)
        first = annotator.predictor.tokenizer.split(document.text).first  # type: ignore[attr-defined]
        units = [(*unit, tag) for unit, tag in zip(prediction.units, prediction.raw, strict=True)]
        kept = [True] * len(units) if rule == "all" else first.tolist()
        ours, found = (
            [row for row, keep in zip(rows, kept, strict=True) if keep] for rows in (units, theirs)
        )
        assert found == ours
        tags_seen |= {tag for *_, tag in ours}
    assert {"O", "B-DIS", "B-MED"} <= tags_seen


def test_offsets_are_raw_for_both_forms(tmp_path: Path) -> None:
    client = pipeline_of(save_tiny(tmp_path / "model", "bert"))
    joined, split = "তার হা\u09dfজ্বর", "তার হা\u09af\u09bcজ্বর"
    assert len(split) == len(joined) + 1
    for text in (joined, split):
        pieces = client(text)
        ranges = [whole(text, e["start"], e["end"]) for e in pieces]
        assert "".join(text[start:end] for start, end in ranges) == text.replace(" ", "")
        assert pieces[-1]["end"] == len(text)
    assert [e["entity"] for e in client(joined)] == [e["entity"] for e in client(split)]


def test_the_tokenizer_frames_and_knows_its_special_pieces(tmp_path: Path) -> None:
    folder = save_tiny(tmp_path / "model", "bert")
    wrapper = AutoTokenizer.from_pretrained(folder)
    ids = wrapper("জ্বর")["input_ids"]
    assert (ids[0], ids[-1]) == (wrapper.cls_token_id, wrapper.sep_token_id)
    assert [wrapper.pad_token, wrapper.unk_token, wrapper.mask_token] == [
        "[PAD]",
        "[UNK]",
        "[MASK]",
    ]
