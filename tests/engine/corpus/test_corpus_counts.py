"""Counts, splits and surfaces of small corpora made here, and of the shipped one."""

import json

import pytest

from engine.corpus.counts import NewPart, SetCounts, by_genre, lengths, novelty, sentences
from engine.corpus.provenance import SOURCE
from engine.corpus.quality import corpus_page, shipped_agreement
from engine.corpus.splits import SPLITS, corpus_folder, hold_out, shipped_splits
from engine.corpus.surfaces import ambiguous, frequent, surfaces
from engine.tagging.span import Document, Span


def marked(text: str, *spans: tuple[str, str], genre: str = "news") -> Document:
    """A document in which each (surface, label) is marked where it first stands."""
    found = tuple(
        Span(text.index(surface), text.index(surface) + len(surface), label)
        for surface, label in spans
    )
    return Document(text, found, meta={"genre": genre})


FEVER = marked("জ্বর ও কাশি। আজ জ্বর কম।", ("জ্বর", "CMT"), ("কাশি", "CMT"))
IRON = marked("আয়রন বড়ি খান।", ("আয়রন", "MED"), genre="drug")
LOW_IRON = marked("রক্তে আয়রন কম, হাঁপানি আছে।", ("আয়রন", "CMT"), ("হাঁপানি", "DIS"))


def test_counts_have_every_label() -> None:
    counts = SetCounts.of([FEVER, IRON])
    assert counts.documents == 2
    assert counts.spans == 3
    assert counts.labels == {"MED": 1, "ORG": 0, "DIS": 0, "HOR": 0, "PHA": 0, "CMT": 2}
    assert SetCounts.of([FEVER], ("X",)).labels == {"X": 0}
    assert sentences([FEVER, IRON]) == 3


def test_genres_are_counted_apart() -> None:
    genres = by_genre([FEVER, IRON, LOW_IRON])
    assert list(genres) == ["drug", "news"]
    assert (genres["drug"].documents, genres["news"].spans) == (1, 4)


def test_lengths_are_in_words() -> None:
    found = lengths([FEVER, marked("উচ্চ রক্তচাপ", ("উচ্চ রক্তচাপ", "DIS"))])
    assert found.texts == (6, 2)
    assert found.spans == (1, 1, 2)


def test_what_the_test_has_that_training_lacks() -> None:
    found = novelty([IRON], [LOW_IRON, FEVER])
    assert found.surfaces == NewPart(4, 3)
    assert found.spans == NewPart(4, 3)
    assert found.labels["CMT"] == NewPart(3, 2)
    assert found.labels["DIS"].share == 1
    assert NewPart(0, 0).share == 0


def test_surfaces_are_ranked_and_ambiguous_ones_found() -> None:
    split = marked("আয়রন খান।".replace("য়", "\u09af\u09bc"), ("আ\u09af\u09bcরন", "MED"))
    found = surfaces([FEVER, IRON, LOW_IRON, split])
    assert found[0].text == "আয়রন"
    assert [(surface.text, count) for surface, count in frequent(found, "MED")] == [("আয়রন", 2)]
    assert len(frequent(found, "CMT", limit=2)) == 2
    (iron,) = ambiguous(found)
    assert iron.counts == {"MED": 2, "CMT": 1}
    place = iron.places["CMT"][0]
    assert place.document is LOW_IRON
    assert place.document.surface(place.span) == "আয়রন"


def test_the_shipped_splits_share_no_text_and_leave_none_out() -> None:
    splits = shipped_splits()
    assert tuple(splits) == SPLITS
    texts = [document.text for part in splits.values() for document in part]
    assert len(texts) == len(set(texts))
    committed = json.loads((corpus_folder() / "stats.json").read_text("utf-8"))["splits"]
    assert len(splits["test"]) == committed["test"]["documents"]
    assert len(splits["train"]) + len(splits["validation"]) == committed["train"]["documents"]
    assert 0.09 < len(splits["validation"]) / committed["train"]["documents"] < 0.11
    assert SetCounts.of(splits["test"]).labels == committed["test"]["labels"]


def test_made_documents_alone_cannot_be_held_out() -> None:
    made = Document("জ্বর", meta={SOURCE: "silver"})
    with pytest.raises(ValueError, match="got made ones alone"):
        hold_out([made], 42)


def test_agreement_and_pages_are_those_of_the_corpus() -> None:
    agreement = shipped_agreement()
    low, high = agreement.scores.micro.ci95
    assert agreement.documents > 100
    assert low < agreement.scores.micro.f1 < high
    page = corpus_page("DATASHEET.md")
    assert "<!--" not in page
    assert page.startswith("### ")
    assert "| Split | Texts |" in page
