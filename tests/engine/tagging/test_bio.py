"""Spans to tags and back, documents, label sets."""

import pytest
from bangla_texts import documents
from hypothesis import given

from engine.tagging.bio import is_valid, snap_spans, spans_to_tags, tags_to_spans
from engine.tagging.labels import MEDICAL_LABELS, LabelSet
from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges


@given(documents(units="words"))
def test_spans_survive_the_tags_of_words(document: Document) -> None:
    units = unit_ranges(document.text)
    tags = spans_to_tags(document.spans, units)
    assert is_valid(tags)
    assert tuple(tags_to_spans(tags, units)) == document.spans


@given(documents(units="characters"))
def test_spans_survive_the_tags_of_characters(document: Document) -> None:
    units = [(i, i + 1) for i in range(len(document.text))]
    tags = spans_to_tags(document.spans, units)
    assert is_valid(tags)
    assert tuple(tags_to_spans(tags, units)) == document.spans


@given(documents(units="characters"))
def test_snapped_spans_cut_no_word(document: Document) -> None:
    units = unit_ranges(document.text)
    snapped = snap_spans(document.spans, units)
    Document(document.text, tuple(snapped))  # they do not overlap
    edges = {edge for span in snapped for edge in (span.start, span.end)}
    assert not any(start < edge < end for start, end in units for edge in edges)


def test_adjacent_spans_of_one_label_stay_two() -> None:
    spans = (Span(0, 2, "MED"), Span(2, 4, "MED"))
    units = [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert spans_to_tags(spans, units) == ["B-MED", "I-MED", "B-MED", "I-MED"]
    assert tuple(tags_to_spans(["B-MED", "I-MED", "B-MED", "I-MED"], units)) == spans


def test_strict_decoding_drops_an_orphan_inside_tag() -> None:
    units = [(0, 1), (1, 2), (2, 3)]
    assert tags_to_spans(["O", "I-MED", "I-MED"], units) == []
    assert tags_to_spans(["B-DIS", "I-MED", "O"], units) == [Span(0, 1, "DIS")]
    assert not is_valid(["O", "I-MED"])
    assert not is_valid(["B-DIS", "I-MED"])
    with pytest.raises(ValueError, match="expected one tag a unit"):
        tags_to_spans(["O"], units)


@pytest.mark.parametrize("span", [(3, 3), (4, 2), (-1, 2)])
def test_a_span_is_not_empty(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="expected 0 <= start < end"):
        Span(*span, "MED")


def test_a_document_orders_its_spans_and_refuses_bad_ones() -> None:
    document = Document("জ্বর কাশি", (Span(5, 9, "CMT"), Span(0, 4, "CMT", 0.5)))
    assert [document.surface(span) for span in document.spans] == ["জ্বর", "কাশি"]
    with pytest.raises(ValueError, match="do not overlap"):
        document.with_spans((Span(0, 4, "CMT"), Span(3, 6, "DIS")))
    with pytest.raises(ValueError, match=r"inside 0\.\.9"):
        document.with_spans((Span(0, 10, "CMT"),))


def test_label_sets() -> None:
    labels = LabelSet()
    assert labels.labels == MEDICAL_LABELS
    assert labels.tags[:3] == ("O", "B-MED", "I-MED")
    assert LabelSet.from_tags(labels.tags) == labels
    assert labels.legal("B-MED", "I-MED")
    assert labels.legal("I-MED", "I-MED")
    assert not labels.legal("B-MED", "I-ORG")
    assert not labels.legal("O", "I-MED")
    assert not labels.legal_start("I-MED")
    with pytest.raises(ValueError, match="tags in the order"):
        LabelSet.from_tags(["B-MED", "I-MED", "O"])


def test_the_medical_six_are_kept_where_they_suffice() -> None:
    medical = Document("জ্বর", (Span(0, 4, "CMT"),))
    other = Document("জ্বর", (Span(0, 4, "Symptom"),))
    assert LabelSet.from_documents([medical]).labels == MEDICAL_LABELS
    assert LabelSet.from_documents([medical, other]).labels == ("CMT", "Symptom")
    with pytest.raises(ValueError, match="at least one entity"):
        LabelSet.from_documents([Document("জ্বর")])
