"""Near-duplicates are found, and the shipped corpus has none across its splits."""

import pytest

from engine.tagging.span import Document, Span
from trainer.corpus import authored
from trainer.generate import generate
from trainer.nearness import list_features, near_pairs


def document(marked: str, name: str) -> Document:
    """``surface/LABEL`` words with spaces between; other words are plain."""
    text, spans = "", []
    for word in marked.split():
        surface, _, label = word.partition("/")
        text += " " * bool(text)
        if label:
            stem = surface.rstrip(",")
            spans.append(Span(len(text), len(text) + len(stem), label))
        text += surface
    return Document(text, tuple(spans), name)


FIRST = document("গলাচিপা থেকে লঞ্চ ছাড়ে সন্ধ্যা ছয়টায়, ভাড়া আড়াই শ টাকা।", "first")
FRAME = "জরুরি কথা: {} লেখার আগে {} একবার দেখে নিন।"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (
            "গলাচিপা থেকে লঞ্চ ছাড়ে সন্ধ্যা ছয়টায়, ভাড়া আড়াই শ টাকা।",
            "ভোরে সদরঘাট, গলাচিপা থেকে লঞ্চ ছাড়ে সন্ধ্যা ছয়টায়।",
            "text",
        ),
        (
            FRAME.format("মেটফরমিন/MED", "ক্রিয়েটিনিন/CMT"),
            FRAME.format("অ্যাটোরভাস্ট্যাটিন/MED", "এসজিপিটি/CMT"),
            "frame",
        ),
        (
            "ওর জ্বর,/CMT কাশি,/CMT বমি/CMT ছিল",
            "কারও কাশিও,/CMT জ্বরে,/CMT বমি/CMT হলে জানান",
            "list",
        ),
    ],
)
def test_each_kind_is_found(first: str, second: str, kind: str) -> None:
    pairs = near_pairs([document(first, "a")], [document(second, "b")])
    assert (kind, "a", "b") in {(pair.kind, pair.first, pair.second) for pair in pairs}


def test_other_texts_are_no_pair() -> None:
    others = [
        document("ফেরির জন্য ট্রাকের সারি তিন কিলোমিটার, চালকেরা ক্ষুব্ধ।", "a"),
        document("জ্বর/CMT আর কাশি/CMT কয় দিন ধরে, বলুন তো?", "b"),
        document("জ্বর", "c"),
        document("", "d"),
    ]
    assert near_pairs([FIRST], others) == []


def test_a_list_has_three_members_of_one_label() -> None:
    assert list_features(document("জ্বর,/CMT কাশি/CMT ছিল", "a")) == []
    assert list_features(document("জ্বর,/CMT কাশি,/CMT নাপা/MED", "a")) == []
    found = list_features(document("জ্বরে,/CMT কাশি,/CMT বমি/CMT", "a"))
    assert found == [frozenset({"জ্বর", "কাশি", "বমি"})]


def test_no_text_frame_or_list_of_training_recurs_in_the_test_split() -> None:
    assert near_pairs(authored("train"), authored("test")) == []


def test_no_frame_of_the_generator_recurs_in_the_test_split() -> None:
    assert near_pairs(generate(900, 7), authored("test")) == []
