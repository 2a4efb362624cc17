"""Crops: a few words of a text, cut at neither a span nor a hint."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from engine.models.crf import IGNORED
from engine.models.emissions import Framing
from engine.models.hints import LexiconHints
from engine.models.pieces import PieceTokenizer
from engine.tagging.labels import LabelSet
from tests.tiny_models import marked, tiny_tokenizer
from trainer.cropping import WORDS, Cropping, crop, cuts_of
from trainer.example import Example
from trainer.features import ExampleDataset, make_examples

TOKENIZER = PieceTokenizer(tiny_tokenizer())
TEXT = "গত রাতে [টাইপ ২ ডায়াবেটিস](DIS) আর [জ্বর](CMT) নিয়ে এসেছেন, [নাপা](MED) খাচ্ছেন।"


def example(text: str = TEXT, *, hints: bool = False) -> Example:
    found = LexiconHints.shipped() if hints else None
    (made,) = make_examples([marked(text)], TOKENIZER, LabelSet(), "first", 128, found)
    rows = np.arange(len(made.ids) * 13, dtype=np.float32).reshape(-1, 13)
    return Example(made.ids, made.labels, rows, made.hints, made.cuts)


def test_cuts_stand_before_words_but_in_no_span() -> None:
    made = example()
    words = 13  # punctuation included; two of them go on a disease, and one cut is the end
    assert len(made.cuts) == words - 2 + 1
    assert made.cuts[0] == 0
    assert made.cuts[-1] == len(made.ids)


def test_no_cut_where_the_lexicon_goes_on() -> None:
    first = np.array([True, True, True, False, True])
    tags = np.array([0, 0, 0, 0, 0])
    assert cuts_of(first, tags, None).tolist() == [0, 1, 2, 4, 5]
    assert cuts_of(first, tags, np.array([1, 2, 3, 3, 1])).tolist() == [0, 1, 4, 5]


def test_a_crop_keeps_all_of_its_pieces() -> None:
    made = example(hints=True)
    start, end = int(made.cuts[2]), int(made.cuts[5])
    part = crop(made, start, end)
    assert made.hints is not None
    assert part.hints is not None
    assert made.teacher is not None
    assert part.teacher is not None
    for whole, cut in (
        (made.ids, part.ids),
        (made.labels, part.labels),
        (made.hints, part.hints),
        (made.teacher, part.teacher),
    ):
        assert (whole[start:end] == cut).all()
    assert part.cuts[0] == 0
    assert part.cuts[-1] == end - start


@given(st.integers(0, 10_000))
def test_every_crop_is_of_a_few_whole_words_with_whole_spans(seed: int) -> None:
    made = example(hints=True)
    torch.manual_seed(seed)
    part = Cropping(1.0).apply(made)
    scored = part.labels[part.labels != IGNORED]
    assert 1 <= len(part.cuts) - 1 <= WORDS
    assert len(scored)
    assert part.labels[0] != IGNORED
    assert scored[0] == 0 or scored[0] % 2 == 1  # never inside a span
    begun = int((scored % 2 == 1).sum())
    inside = int(((scored > 0) & (scored % 2 == 0)).sum())
    diabetes = any(len(run) == 3 for run in runs(scored))
    assert inside == (2 if diabetes else 0)
    assert begun >= diabetes


def runs(tags: np.ndarray) -> list[list[int]]:
    """The tags of each span."""
    found: list[list[int]] = []
    for tag in tags.tolist():
        if tag % 2 == 1:
            found.append([tag])
        elif tag:
            found[-1].append(tag)
    return found


@pytest.mark.parametrize(
    ("share", "least", "most"), [(0.0, 0, 0), (0.25, 60, 140), (1.0, 300, 400)]
)
def test_the_share_of_readings_that_are_cropped(share: float, least: int, most: int) -> None:
    made = example()
    torch.manual_seed(0)
    lengths = [len(Cropping(share).apply(made).ids) for _ in range(400)]
    assert least <= sum(length < len(made.ids) for length in lengths) <= most


def test_an_example_without_cuts_is_read_whole() -> None:
    bare = Example(np.arange(5), np.zeros(5, dtype=np.int64))
    assert Cropping(1.0).apply(bare) is bare


def test_a_dataset_draws_crops_anew_and_alike_from_the_same_state() -> None:
    data = ExampleDataset([example()], Framing(2, 3, 0), cropping=Cropping(0.5))
    torch.manual_seed(1)
    readings = [data[0] for _ in range(12)]
    torch.manual_seed(1)
    assert [data[0]["input_ids"] for _ in range(12)] == [item["input_ids"] for item in readings]
    assert len({len(item["input_ids"]) for item in readings}) > 3  # type: ignore[arg-type]
    for item in readings:
        sizes = {len(item[key]) for key in ("input_ids", "labels", "hints", "teacher")}  # type: ignore[arg-type]
        assert len(sizes) == 1
