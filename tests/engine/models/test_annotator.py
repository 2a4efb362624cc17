"""The one door: offsets, scores, hostile texts, long texts, streams."""

import itertools
from collections.abc import Iterator
from types import GeneratorType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from engine.annotator import _BUFFER, Annotator
from engine.tagging.bio import is_valid
from engine.tagging.span import Document
from engine.text.words import snap_to_words, word_ranges
from tests.engine.bangla_texts import texts
from tests.engine.models.fake_models import fake_annotator
from tests.tiny_models import TEXTS

HOSTILE = {
    "empty": "",
    "white space": " \t\n\u00a0\r\n ",
    "NUL": "জ্বর\x00হাঁপানি \x00\x00 রোগ",
    "emoji": "😀জ্বর 👩🏽‍⚕️ মেটফরমিন😷",
    "CRLF": "জ্বর\r\nহাঁপানি\r\n\r\nরোগ",
    "joiners": "র\u200d\u09cdযাশ জ্বর\u200c\u200b",
    "accents": "Caf\u00e9 cafe\u0301 I\u0307stanbul \u0130",
    "bidi": "\u202eজ্বর\u202c \u2067রোগ\u2069",
    "nukta alone": "\u09bc \u09bcজ্বর ড\u09bc\u09bc",
    "lone surrogates": "\ud800জ্বর \udfff রোগ\ud83d",
    "one long word": "জ্বর" * 2000,
}


@pytest.fixture
def annotator(tokenizer: Tokenizer) -> Annotator:
    return fake_annotator(tokenizer)[0]


def check(document: Document, text: str) -> None:
    """Everything that holds for any document of any model."""
    assert document.text == text
    words = word_ranges(text)
    previous = 0
    for span in document.spans:
        surface = text[span.start : span.end]
        assert document.surface(span) == surface
        assert surface.strip() == surface != ""
        assert snap_to_words(words, span.start, span.end) == (span.start, span.end)
        assert span.start >= previous
        assert span.score is not None
        assert 0.0 <= span.score <= 1.0
        previous = span.end


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(annotator: Annotator, name: str) -> None:
    prediction = annotator.predict(HOSTILE[name])
    check(prediction.document, HOSTILE[name])
    assert is_valid(prediction.constrained)
    if name in ("empty", "white space"):
        assert prediction.document.spans == ()
        assert prediction.units == ()


@given(texts)
@settings(max_examples=150)
def test_any_text(vocabulary: str, text: str) -> None:
    annotator, _ = fake_annotator(Tokenizer.from_str(vocabulary))
    prediction = annotator.predict(text)
    check(prediction.document, text)
    assert is_valid(prediction.constrained)


def test_a_text_of_100_000_characters(annotator: Annotator) -> None:
    text = " ".join(itertools.islice(itertools.cycle(TEXTS), 4000))[:100_000]
    document = annotator.annotate(text)
    check(document, text)
    assert len(document.spans) > 1000
    assert document.spans[-1].start > 99_000


def test_special_pieces_are_never_injected(tokenizer: Tokenizer) -> None:
    annotator, _ = fake_annotator(tokenizer)
    special = {tokenizer.token_to_id(f"[{name}]") for name in ("PAD", "CLS", "SEP", "MASK")}
    pieces = annotator.predictor.tokenizer.split("[SEP] [MASK] জ্বর [CLS][PAD]")  # type: ignore[attr-defined]
    assert len(pieces) > 5
    assert special.isdisjoint(pieces.ids.tolist())


@pytest.mark.parametrize("wrong", [None, 3, b"text", ["text"]])
def test_what_is_no_text_is_refused(annotator: Annotator, wrong: object) -> None:
    with pytest.raises(TypeError, match="expected a text of type str, got"):
        annotator.annotate(wrong)  # type: ignore[arg-type]


def test_a_batch_is_a_generator_that_reads_a_buffer_at_a_time(annotator: Annotator) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for text in itertools.cycle(TEXTS):
            read += 1
            yield text

    stream = annotator.annotate_batch(endless())
    assert isinstance(stream, GeneratorType)
    assert read == 0
    for count in range(1, 2 * _BUFFER + 2):
        next(stream)
        assert read <= (count // _BUFFER + 1) * _BUFFER
    stream.close()


def test_a_batch_keeps_the_order_and_equals_one_by_one(annotator: Annotator) -> None:
    mixed = [*TEXTS, "", *HOSTILE.values(), " ".join(TEXTS), *reversed(TEXTS)] * 6
    assert len(mixed) > _BUFFER
    found = list(annotator.annotate_batch(iter(mixed)))
    assert [document.text for document in found] == mixed
    alone = {text: annotator.annotate(text) for text in set(mixed)}
    for document in found:
        expected = alone[document.text]
        assert document.spans == expected.spans
        for span, other in zip(document.spans, expected.spans, strict=True):
            assert span.score == pytest.approx(other.score, abs=1e-4)


@given(st.lists(st.sampled_from(["জ্বর", "হাঁপানি", "ও", "।", ","]), max_size=30))
@settings(max_examples=50)
def test_a_first_piece_model_never_splits_a_word(vocabulary: str, words: list[str]) -> None:
    from dataclasses import replace

    annotator, _ = fake_annotator(Tokenizer.from_str(vocabulary))
    predictor = replace(annotator.predictor, config=replace(annotator.config, pieces="first"))  # type: ignore[type-var]
    text = " ".join(words)
    (prediction,) = predictor.predict([text])  # type: ignore[attr-defined]
    check(prediction.document, text)
    assert is_valid(prediction.constrained)


def test_a_watched_text_tells_its_windows_and_comes_out_the_same(tokenizer: Tokenizer) -> None:
    annotator, model = fake_annotator(tokenizer)
    shares: list[float] = []
    text = " ".join(TEXTS * 30)
    document = annotator.watched(shares.append).annotate(text)
    assert len(shares) == len(model.seen) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert document == annotator.annotate(text)
