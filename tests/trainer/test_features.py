"""Documents to examples: every piece once, no span cut that fits, the first-piece rule."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.models.config import PieceRule
from engine.models.crf import IGNORED
from engine.models.emissions import Framing
from engine.models.pieces import PieceTokenizer
from engine.tagging.bio import is_valid, spans_to_tags
from engine.tagging.span import Document, Span
from engine.text.sentences import sentence_ranges
from engine.text.words import unit_ranges
from tests.tiny_models import DOCUMENTS, LABELS, marked, tiny_tokenizer
from trainer.features import (
    Example,
    ExampleDataset,
    Hiding,
    PadCollator,
    _chunks,
    make_examples,
)

TOKENIZER = PieceTokenizer(tiny_tokenizer())
WORDS = ("জ্বর", "হাঁপানি", "রোগী", "ও", "প্যারাসিটামলঅ্যামক্সিসিলিন", "।", "?", "ব্রঙ্কাইটিস,")


@st.composite
def annotated(draw: st.DrawFn) -> Document:
    """Sentences of known words with random spans over whole words and signs."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40)))
    units, spans, position = unit_ranges(text), [], 0
    while position < len(units):
        position += draw(st.integers(0, 5))
        length = draw(st.integers(1, 4))
        if position + length > len(units):
            break
        label = draw(st.sampled_from(LABELS.labels))
        spans.append(Span(units[position][0], units[position + length - 1][1], label))
        position += length
    return Document(text, tuple(spans))


def examples(document: Document, rule: PieceRule, size: int) -> list[Example]:
    return make_examples([document], TOKENIZER, LABELS, rule, size + 2)


@given(annotated(), st.integers(4, 60))
@settings(max_examples=150)
def test_chunks_hold_every_piece_once_and_cut_no_span_that_fits(doc: Document, size: int) -> None:
    pieces = TOKENIZER.split(doc.text)
    tags = spans_to_tags(doc.spans, pieces.ranges)
    chunks = list(_chunks(doc.text, pieces, tags, size))
    assert [i for a, b in chunks for i in range(a, b)] == list(range(len(pieces)))
    assert all(0 < b - a <= size for a, b in chunks)
    for start, _ in chunks[1:]:
        if tags[start].startswith("I-"):
            assert span_length(tags, start) > size
    made = examples(doc, "all", size)
    whole = [pieces.ids[a:b].tolist() for a, b in chunks]
    assert [chunk.ids.tolist() for chunk in made] == [
        ids for ids, (a, b) in zip(whole, chunks, strict=True) if not all_inside(tags[a:b])
    ]
    for chunk in made:
        assert is_valid([LABELS.tags[i] for i in chunk.labels if i != IGNORED])


def all_inside(tags: list[str]) -> bool:
    """The middle of a span longer than a chunk: nothing in it can be scored."""
    return all(tag.startswith("I-") for tag in tags)


def span_length(tags: list[str], inside: int) -> int:
    """Pieces of the span that covers position ``inside``."""
    first = max(i for i in range(inside) if tags[i].startswith("B-"))
    after = [i for i in range(inside, len(tags)) if not tags[i].startswith("I-")]
    return (after[0] if after else len(tags)) - first


@given(annotated(), st.integers(4, 60))
@settings(max_examples=150)
def test_only_first_pieces_are_scored_by_the_first_rule(doc: Document, size: int) -> None:
    pieces = TOKENIZER.split(doc.text)
    tags = spans_to_tags(doc.spans, pieces.ranges)
    labels = np.concatenate([chunk.labels for chunk in examples(doc, "all", size)])
    begins = sum(tag.startswith("B-") for tag in tags)
    assert int(((labels > 0) & (labels % 2 == 1)).sum()) == begins
    firsts = examples(doc, "first", 500)
    (chunk,) = firsts
    assert [label != IGNORED for label in chunk.labels] == pieces.first.tolist()
    assert [LABELS.tags[i] for i in chunk.labels if i != IGNORED] == [
        tag for tag, first in zip(tags, pieces.first, strict=True) if first
    ]


def test_a_word_of_many_pieces_has_one_scored_piece() -> None:
    (chunk,) = examples(marked("[রিফাম্পিসিন](MED) খান"), "first", 60)
    scored = [i for i in chunk.labels.tolist() if i != IGNORED]
    assert [LABELS.tags[i] for i in scored] == ["B-MED", "O"]
    (whole,) = examples(marked("[জ্বর রোগ](DIS) হয়"), "all", 60)
    inside = [LABELS.tags[i] for i in whole.labels]
    assert inside[0] == "B-DIS"
    assert inside.count("B-DIS") == 1
    assert inside.count("I-DIS") >= 1


def test_sentences_stay_whole_where_they_fit() -> None:
    text = " ".join(document.text for document in DOCUMENTS)
    longest = max(len(TOKENIZER.split(text[a:b])) for a, b in sentence_ranges(text))
    for size in (longest, longest + 7, 3 * longest):
        pieces = TOKENIZER.split(text)
        ends, position = set(), 0
        for chunk in examples(Document(text, ()), "all", size):
            position += len(chunk.ids)
            ends.add(pieces.ranges[position - 1][1])
        assert ends <= {len(text[:b].rstrip()) for _, b in sentence_ranges(text)}


def test_the_rest_of_a_span_longer_than_a_chunk_is_not_scored() -> None:
    document = Document("জ্বর " * 20, (Span(0, 99, "DIS"),))
    first, *rest = examples(document, "all", 8)
    assert LABELS.tags[first.labels[0]] == "B-DIS"
    assert all(LABELS.tags[i] == "I-DIS" for i in first.labels[1:])
    assert rest == []  # nothing in it is scored


def test_texts_without_pieces_make_no_example() -> None:
    assert make_examples([Document(""), Document(" \n")], TOKENIZER, LABELS, "all", 48) == []


@pytest.mark.parametrize("with_teacher", [False, True])
def test_a_padded_batch(with_teacher: bool) -> None:
    short, long = (examples(marked(t), "all", 60)[0] for t in ("[জ্বর](DIS)", "হাঁপানি ও [জ্বর](DIS)"))
    if with_teacher:
        short, long = (
            Example(e.ids, e.labels, np.full((len(e.ids), 5), i + 1.0, dtype=np.float32))
            for i, e in enumerate((short, long))
        )
    framing = Framing(TOKENIZER.cls, TOKENIZER.sep, TOKENIZER.pad)
    dataset = ExampleDataset([short, long], framing)
    batch = PadCollator(framing.pad)([dataset[0], dataset[1]])
    width = len(long.ids) + 2
    assert {key: tuple(value.shape[:2]) for key, value in batch.items()} == dict.fromkeys(
        batch, (2, width)
    )
    n = len(short.ids)
    fill = width - n - 2
    assert batch["input_ids"][0].tolist() == [2, *short.ids.tolist(), 3, *[0] * fill]
    assert batch["labels"][0].tolist() == [
        IGNORED, *short.labels.tolist(), *[IGNORED] * (fill + 1)
    ]  # fmt: skip
    assert batch["attention_mask"][0].tolist() == [1] * (n + 2) + [0] * fill
    assert ("teacher" in batch) == with_teacher
    if with_teacher:
        assert (batch["teacher"][0, 1 : n + 1] == 1.0).all()
        assert torch.count_nonzero(batch["teacher"][0]) == 5 * n


def test_hiding_spares_half_of_the_readings_and_else_hides_its_share():
    ids = np.arange(100, 2100)
    torch.manual_seed(0)
    readings = [Hiding(0.25, mask=4).apply(ids) for _ in range(200)]
    shares = [float((seen == 4).mean()) for seen in readings]
    whole = [share for share in shares if share == 0]
    assert 70 < len(whole) < 130
    assert all(0.2 < share < 0.3 for share in shares if share)
    for seen in readings:
        assert (seen[seen != 4] == ids[seen != 4]).all()
    assert (ids == np.arange(100, 2100)).all()


def test_hiding_draws_anew_at_each_reading_and_alike_from_the_same_generator_state():
    examples = [Example(np.arange(5, 55), np.zeros(50, dtype=np.int64))]
    data = ExampleDataset(examples, Framing(2, 3, 0), hiding=Hiding(0.5, mask=4))
    torch.manual_seed(1)
    readings = [data[0]["input_ids"] for _ in range(8)]
    torch.manual_seed(1)
    assert [data[0]["input_ids"] for _ in range(8)] == readings
    assert len({tuple(reading) for reading in readings}) > 3
    assert {(reading[0], reading[-1]) for reading in readings} == {(2, 3)}  # never hidden
    assert ExampleDataset(examples, Framing(2, 3, 0))[0]["input_ids"][1:-1] == list(range(5, 55))
