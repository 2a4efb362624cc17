"""The matching rule, case by case."""

import time

import pytest
from bangla_texts import texts
from hypothesis import given
from hypothesis import strategies as st

from engine.tagging.matching import Entry, MatchRule, match_entities
from engine.tagging.span import Document
from engine.text.words import unit_ranges


def surfaces(text: str, *strings: str, rule: str = "safe") -> list[str]:
    entries = [Entry("CMT", string) for string in strings]
    spans = match_entities(text, entries, rule).spans  # type: ignore[arg-type]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "strings", "expected"),
    [
        # every occurrence, whole inflected words
        ("জ্বর হলে জ্বরের ওষুধ, জ্বরেও।", ["জ্বর"], ["জ্বর", "জ্বরের", "জ্বরেও"]),
        # longest first, no overlap
        ("পেট ব্যথা ও ব্যথা", ["ব্যথা", "পেট ব্যথা"], ["পেট ব্যথা", "ব্যথা"]),
        ("গ্রোথ হরমোন রিসেপ্টর", ["গ্রোথ হরমোন", "হরমোন রিসেপ্টর"], ["হরমোন রিসেপ্টর"]),
        # a word's start, a word's end
        ("রক্তচাপ মাপুন", ["রক্ত", "চাপ"], []),
        ("কানাডা থেকে কানে ব্যথা", ["কান"], ["কানে"]),
        ("সে পারে, পায় আর পায়ে ব্যথা পান", ["পা"], ["পায়ে"]),
        ("হাতে ও হাতি", ["হাত"], ["হাতে"]),
        # only the last word may be inflected
        ("থাইরয়েড গ্রন্থিতে", ["থাইরয়েড গ্রন্থি"], ["থাইরয়েড গ্রন্থিতে"]),
        ("পেটের ব্যথা", ["পেট ব্যথা"], []),
        # the exact word before an inflection of a shorter one
        ("জ্বরে", ["জ্বর", "জ্বরে"], ["জ্বরে"]),
        # Latin without case, separators, white space
        ("Aspirin ও ASPIRIN-এর", ["aspirin"], ["Aspirin", "ASPIRIN-এর"]),
        ("(NSAIDs (naproxen, celecoxib))", ["NSAIDs (naproxen, celecoxib)"],
         ["NSAIDs (naproxen, celecoxib)"]),
        ("উচ্চ  \n রক্তচাপে", ["উচ্চ রক্তচাপ"], ["উচ্চ  \n রক্তচাপে"]),
        ("কন'স সিনড্রোম", ["কন'স সিনড্রোম"], ["কন'স সিনড্রোম"]),
        # both Unicode forms
        ("হা\u09a1\u09bcের ও হা\u09dcে", ["হা\u09dc"], ["হা\u09a1\u09bcের", "হা\u09dcে"]),
        ("হা\u09a1\u09bcের ও হা\u09dcে", ["হা\u09a1\u09bc"], ["হা\u09a1\u09bcের", "হা\u09dcে"]),
        ("ক\u09c7\u09beষে", ["ক\u09cbষ"], ["ক\u09c7\u09beষে"]),
        ("😀জ্বর 😀 জ্বর", ["জ্বর"], ["জ্বর"]),
        ("", ["জ্বর"], []),
        ("জ্বর", ["", " ", "।"], []),
    ],
)  # fmt: skip
def test_safe_rule(text: str, strings: list[str], expected: list[str]) -> None:
    assert surfaces(text, *strings) == expected


@pytest.mark.parametrize(
    ("text", "strings", "expected"),
    [
        ("কানাডা থেকে কানে ব্যথা", ["কান"], ["কান", "কান"]),
        ("রক্তচাপ", ["রক্ত", "রক্তচাপ"], ["রক্তচাপ"]),
        ("পেটের ব্যথা", ["পেট"], ["পেট"]),
        ("হা\u09a1\u09bcের", ["হা\u09dc"], ["হা\u09a1\u09bc"]),
        ("İİ Aspirin", ["ASPIRIN"], ["Aspirin"]),
        ("জ্বর", [""], []),
    ],
)
def test_paper_rule(text: str, strings: list[str], expected: list[str]) -> None:
    assert surfaces(text, *strings, rule="paper") == expected


def test_unmatched_and_covered_are_told_apart() -> None:
    entries = [Entry("CMT", s) for s in ("পেট ব্যথা", "ব্যথা", "জ্বর")]
    result = match_entities("তাঁর পেট ব্যথা", entries)
    assert result.unmatched == (Entry("CMT", "জ্বর"),)
    assert result.covered == (Entry("CMT", "ব্যথা"),)


def test_of_equal_surfaces_the_first_wins() -> None:
    result = match_entities("ইনসুলিন", [Entry("HOR", "ইনসুলিন"), Entry("MED", "ইনসুলিন")])
    assert [span.label for span in result.spans] == ["HOR"]
    assert result.unmatched == ()


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="'safe' or 'paper'"):
        surfaces("জ্বর", "জ্বর", rule="fuzzy")


@given(texts, st.lists(texts, max_size=6), st.sampled_from(["safe", "paper"]))
def test_spans_are_always_sound(text: str, strings: list[str], rule: str) -> None:
    entries = [Entry("CMT", string) for string in [*strings, text[2:7]]]
    result = match_entities(text, entries, rule)  # type: ignore[arg-type]
    Document(text, result.spans)  # inside the text, no overlap
    if rule == "safe":
        units = unit_ranges(text)
        edges = {edge for span in result.spans for edge in (span.start, span.end)}
        assert not any(start < edge < end for start, end in units for edge in edges)


@given(texts)
def test_every_word_finds_itself(text: str) -> None:
    for start, end in unit_ranges(text):
        spans = match_entities(text, [Entry("CMT", text[start:end])]).spans
        assert any(span.start <= start and span.end >= end for span in spans)


def test_thousands_of_surfaces_against_a_long_text_are_quick() -> None:
    entries = [Entry("MED", f"ওষুধ{i} ট্যাবলেট") for i in range(5_000)]
    text = "রোগীকে ওষুধ77 ট্যাবলেটের সাথে জ্বরের ওষুধ4999 ট্যাবলেট দিন। " * 1_600
    assert len(text) > 90_000
    began = time.perf_counter()
    assert len(match_entities(text, entries).spans) == 3_200
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize("rule", ["safe", "paper"])
def test_typographic_and_plain_quotes_are_the_same(rule: MatchRule) -> None:
    text = "পারকিনসন’স রোগ ও ক্রোন's রোগ"
    entries = [Entry("DIS", "পারকিনসন'স রোগ"), Entry("DIS", "ক্রোন’s রোগ")]
    result = match_entities(text, entries, rule)
    assert [text[span.start : span.end] for span in result.spans] == ["পারকিনসন’স রোগ", "ক্রোন's রোগ"]
    assert result.unmatched == ()
