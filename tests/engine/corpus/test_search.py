"""Search in texts and marks."""

import pytest

from engine.corpus.search import Query, search
from engine.tagging.span import Document, Span

TEXT = "Napa খেলে জ্বর কমে; পারকিনসন’স রোগে জ্বর হয় না।"
FEVER = Document(
    TEXT,
    (Span(0, 4, "MED"), Span(10, 14, "CMT"), Span(20, 35, "DIS")),
    meta={"genre": "drug"},
)
PLAIN = Document("আজ  আকাশ\nমেঘলা।", meta={"genre": "none"})
ALL = [FEVER, PLAIN]


def found(query: Query) -> list[list[str]]:
    """What was found in each document that answers."""
    return [[hit.document.text[a:b] for a, b in hit.ranges] for hit in search(ALL, query)]


def test_an_empty_query_finds_all() -> None:
    assert found(Query()) == [[], []]
    assert found(Query("  ")) == [[], []]


def test_every_occurrence_has_its_raw_range() -> None:
    assert found(Query("জ্বর")) == [["জ্বর", "জ্বর"]]
    assert found(Query("জ্বর", in_marks=True)) == [["জ্বর"]]
    assert found(Query("নেই")) == []


@pytest.mark.parametrize("words", ["napa", "NAPA", " napa "])
def test_case_makes_no_difference(words: str) -> None:
    assert found(Query(words)) == [["Napa"]]


def test_quotes_white_space_and_unicode_form_make_no_difference() -> None:
    assert found(Query("পারকিনসন'স")) == [["পারকিনসন’স"]]
    assert found(Query("আকাশ মেঘলা")) == [["আকাশ\nমেঘলা"]]
    assert found(Query("হ\u09af\u09bc")) == [["হয়"]]


def test_labels_and_genres_narrow() -> None:
    assert found(Query(labels=frozenset({"MED", "HOR"}))) == [[]]
    assert found(Query(labels=frozenset({"HOR"}))) == []
    assert found(Query(genres=frozenset({"none"}))) == [[]]
    assert found(Query("জ্বর", labels=frozenset({"MED"}), in_marks=True)) == []
    assert found(Query("জ্বর", labels=frozenset({"CMT"}), in_marks=True)) == [["জ্বর"]]


def test_a_letter_that_grows_in_lower_case_shifts_no_range() -> None:
    document = Document("İİİ জ্বর")
    (hit,) = search([document], Query("জ্বর"))
    assert [document.text[a:b] for a, b in hit.ranges] == ["জ্বর"]
