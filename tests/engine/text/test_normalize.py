"""The normal form and its offset map."""

import time
import unicodedata

import pytest
from bangla_texts import texts
from hypothesis import given
from hypothesis import strategies as st

from engine.text.normalize import match_key, normal_form, normalize

LONG = "রোগীর জ্বর ও কাশি, ৫ দিন ধরে।\u09a1\u09bc😀 Napa 500\r\n" * 2_500


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("\u09a1\u09bc", "\u09dc"),
        ("\u09a2\u09bc", "\u09dd"),
        ("\u09af\u09bc", "\u09df"),
        ("\u09dc\u09dd\u09df", "\u09dc\u09dd\u09df"),
        ("ক\u09c7\u09be", "ক\u09cb"),
        ("ক\u09c7\u09d7", "ক\u09cc"),
        ("র\u200d\u09cdয", "র\u200d\u09cdয"),
        ("এলার্জি\u200c", "এলার্জি\u200c"),
        ("", ""),
        ("Napa 500", "Napa 500"),
    ],
)
def test_normal_form(raw: str, form: str) -> None:
    assert normal_form(raw) == form
    assert normalize(raw).text == form


@given(texts)
def test_the_map_is_monotone_and_covers_the_raw_text(text: str) -> None:
    result = normalize(text)
    assert result.raw == text
    assert len(result.starts) == len(result.ends) == len(result.text)
    assert list(result.starts) == sorted(result.starts)
    assert list(result.ends) == sorted(result.ends)
    covered = {i for s, e in zip(result.starts, result.ends, strict=True) for i in range(s, e)}
    assert covered == set(range(len(text)))


@given(texts)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)
    assert normalize(text).text == normal_form(text)


@given(texts)
def test_normal_form_is_canonically_equal(text: str) -> None:
    assert unicodedata.normalize("NFD", normal_form(text)) == unicodedata.normalize("NFD", text)


@given(texts, st.data())
def test_raw_range_of_a_normalized_range_holds_it(text: str, data: st.DataObject) -> None:
    result = normalize(text)
    if not result.text:
        return
    start = data.draw(st.integers(0, len(result.text) - 1))
    end = data.draw(st.integers(start + 1, len(result.text)))
    raw_start, raw_end = result.to_raw(start, end)
    assert 0 <= raw_start < raw_end <= len(text)
    low, high = result.from_raw(raw_start, raw_end)
    assert low <= start
    assert high >= end


@given(texts, st.data())
def test_normalized_range_of_a_raw_range_covers_it(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    result = normalize(text)
    raw_start, raw_end = result.to_raw(*result.from_raw(start, end))
    assert raw_start <= start
    assert raw_end >= end


def test_both_forms_of_a_word_give_true_offsets() -> None:
    text = "তাঁর হা\u09a1\u09bc ও মেরুদণ্ডের হা\u09dc"
    result = normalize(text)
    places = [i for i in range(len(result.text)) if result.text.startswith("হা\u09dc", i)]
    surfaces = [text[slice(*result.to_raw(place, place + 3))] for place in places]
    assert surfaces == ["হা\u09a1\u09bc", "হা\u09dc"]


def test_a_long_text_takes_linear_time() -> None:
    assert len(LONG) > 100_000
    began = time.perf_counter()
    result = normalize(LONG)
    assert time.perf_counter() - began < 10
    assert result.to_raw(len(result.text) - 1, len(result.text))[1] == len(LONG)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 1), (0, 99)])
def test_empty_and_outside_ranges_are_refused(start: int, end: int) -> None:
    for method in (normalize("কাশি").to_raw, normalize("কাশি").from_raw):
        with pytest.raises(ValueError, match="expected a non-empty range"):
            method(start, end)


def test_match_key_ignores_form_case_and_space() -> None:
    assert match_key("  হা\u09a1\u09bc \n ক্ষয়  ") == match_key("হা\u09dc ক্ষয়")
    assert match_key("ASPIRIN") == match_key("aspirin")
