"""Splits of ``reproduce``: no text in two of them, and the same ones every time."""

from pathlib import Path

import pytest

from engine.formats.jsonl import render_jsonl
from engine.formats.read import read_dataset
from engine.tagging.span import Document, Span
from engine.text.normalize import match_key
from trainer.settings import PRESETS
from trainer.splits import Splits, SplitSource, hold_out, read_splits
from trainer.tasks import read_layers, read_task


def document(text: str) -> Document:
    return Document(f"{text} জ্বর", (Span(len(text) + 1, len(text) + 5, "DIS"),))


def write(file: Path, *texts: str) -> Path:
    file.write_text(render_jsonl([document(text) for text in texts]), encoding="utf-8")
    return file


def keys(splits: Splits) -> list[set[str]]:
    parts = (splits.train, splits.validation, splits.test)
    found = [{match_key(d.text) for d in part} for part in parts]
    assert [len(part) for part in parts] == [len(part) for part in found]
    return found


def test_a_text_of_the_test_split_leaves_the_others(tmp_path: Path) -> None:
    source = SplitSource(
        train=write(tmp_path / "train.jsonl", "ক", "খ", "গ", "ঘ", "ঘ", "হা\u09a1\u09bc"),
        validation=write(tmp_path / "validation.jsonl", "ঘ", "চ", "ABC"),
        test=write(tmp_path / "test.jsonl", "খ", "abc", "abc", "হা\u09dc"),
        extra_train=(write(tmp_path / "extra.jsonl", "চ", "ছ", "abc", "ক"),),
    )
    splits = read_splits(source, 42)
    train, validation, test = keys(splits)
    assert test == {match_key(f"{t} জ্বর") for t in ("খ", "abc", "হা\u09dc")}
    assert validation == {match_key(f"{t} জ্বর") for t in ("ঘ", "চ")}
    assert train == {match_key(f"{t} জ্বর") for t in ("ক", "গ", "ছ")}
    assert splits.dropped == 6 + 4 + 3 + 4 - 8
    assert splits.name == "test.jsonl"


@pytest.mark.parametrize("published", [True, False])
def test_no_text_in_two_splits_and_the_same_every_time(tmp_path: Path, published: bool) -> None:
    texts = [f"বাক্য {i % 90}" for i in range(120)]
    file = write(tmp_path / "data.jsonl", *texts)
    if published:
        source = SplitSource(train=file, test=write(tmp_path / "test.jsonl", *texts[:9]))
    else:
        source = SplitSource(data=file)
    first, again, other = (read_splits(source, seed) for seed in (1, 1, 2))
    train, validation, test = keys(first)
    assert len(train) + len(validation) + len(test) == len(train | validation | test) == 90
    assert min(len(train), len(validation), len(test)) >= 3
    assert first == again
    assert first.validation != other.validation


def test_a_seeded_tenth_is_held_out() -> None:
    documents = [document(f"বাক্য {i}") for i in range(40)]
    train, held = hold_out(documents, 42)
    assert (len(train), len(held)) == (36, 4)
    assert sorted(d.text for d in (*train, *held)) == sorted(d.text for d in documents)
    assert list(train) == [d for d in documents if d not in held]  # in file order
    assert hold_out(documents, 42) == (train, held)
    assert hold_out(documents, 43)[1] != held


def test_a_task_without_a_validation_file_holds_out_a_tenth(tmp_path: Path) -> None:
    file = write(tmp_path / "train.jsonl", *(f"বাক্য {i}" for i in range(20)))
    task = read_task(file, None, PRESETS["small"], 42)
    assert (len(task.train), len(task.validation)) == (18, 2)
    assert (*task.train, *task.validation) != read_dataset(file).documents
    whole = read_task(file, file, PRESETS["small"], 42)
    assert (len(whole.train), len(whole.validation)) == (20, 20)


def test_bad_requests_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected --data FILE, or --train FILE and --test FILE"):
        read_splits(SplitSource(train=tmp_path / "x.jsonl"), 42)
    with pytest.raises(ValueError, match="expected layers such as 1,5,9,12, got '1;5'"):
        read_layers("1;5")
    assert read_layers("1,5,9,12") == (1, 5, 9, 12)


def test_too_few_texts_are_refused_in_one_sentence(tmp_path: Path) -> None:
    source = SplitSource(data=write(tmp_path / "one.jsonl", "ক"))
    with pytest.raises(ValueError, match="expected at least 3 different texts to split, got 1"):
        read_splits(source, 42)
    same = write(tmp_path / "same.jsonl", "ক", "খ")
    with pytest.raises(ValueError, match=r"expected texts in training, .* got 0, 0, 2"):
        read_splits(SplitSource(train=same, test=same), 42)
