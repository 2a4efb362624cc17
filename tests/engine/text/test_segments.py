"""Grapheme clusters, words, units and sentences."""

import pytest
from bangla_texts import texts
from hypothesis import given
from hypothesis import strategies as st

from engine.text.clusters import cluster_ranges, snap_to_clusters
from engine.text.sentences import sentence_ranges
from engine.text.words import SEPARATORS, snap_to_words, unit_ranges, word_ranges


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_ranges(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("জ্বর।", ["জ্বর"]),
        ("র\u200d\u09cdযাশ হলে", ["র\u200d\u09cdযাশ", "হলে"]),
        ("ওষুধ(নাপা)৫০০", ["ওষুধ", "নাপা", "৫০০"]),
        ("এইচআইভি-এর", ["এইচআইভি-এর"]),
        ("ডান/বাম", ["ডান", "বাম"]),
        ("২.৫ mg—দিনে", ["২", "৫", "mg", "দিনে"]),
        ("কাশি\r\nজ্বর\u00a0আছে", ["কাশি", "জ্বর", "আছে"]),
        ("😀জ্বর 👩🏽‍⚕️", ["😀জ্বর", "👩🏽‍⚕️"]),
        ("", []),
        (" ।,", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(texts)
def test_words_are_the_runs_between_separators(text: str) -> None:
    inside = {i for start, end in word_ranges(text) for i in range(start, end)}
    for i, char in enumerate(text):
        assert (i in inside) == (not char.isspace() and char not in SEPARATORS)


@given(texts)
def test_units_are_words_and_single_separators(text: str) -> None:
    units = unit_ranges(text)
    assert units == sorted(units)
    separators = [(start, end) for start, end in units if text[start] in SEPARATORS]
    assert all(end - start == 1 for start, end in separators)
    assert [unit for unit in units if unit not in separators] == word_ranges(text)


@given(texts)
def test_clusters_and_sentences_cover_the_text(text: str) -> None:
    for ranges in (cluster_ranges(text), sentence_ranges(text)):
        assert "".join(text[start:end] for start, end in ranges) == text
        assert all(start < end for start, end in ranges)


@pytest.mark.parametrize(
    ("text", "count"),
    [("এক। দুই? তিন! চার", 4), ("এক॥ দুই৷ তিন", 3), ("এক\r\nদুই\n\nতিন", 3), ("", 0), ("৫.৫ মিলি", 1)],
)
def test_sentences(text: str, count: int) -> None:
    assert len([1 for start, end in sentence_ranges(text) if text[start:end].strip()]) == count


@given(texts, st.data())
def test_snapping_to_words_widens_and_cuts_none(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    ranges = word_ranges(text)
    low, high = snap_to_words(ranges, start, end)
    assert low <= start < end <= high
    assert not any(a < edge < b for a, b in ranges for edge in (low, high))
    assert snap_to_words(ranges, low, high) == (low, high)


@given(texts, st.data())
def test_snapping_to_clusters_widens_and_cuts_none(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = snap_to_clusters(text, start, end)
    assert low <= start < end <= high
    assert not any(a < edge < b for a, b in cluster_ranges(text) for edge in (low, high))
