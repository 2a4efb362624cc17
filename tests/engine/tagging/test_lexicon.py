"""The lexicon baseline."""

from pathlib import Path

import pytest

from engine.tagging.lexicon import Lexicon
from engine.tagging.span import Document, Span


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    med = "term\tvariants\tgloss\tgeneric\nনাপা\tNapa|নাপা এক্সট্রা\tbrand\tপ্যারাসিটামল\nইনসুলিন\t\tx\t\n"
    (tmp_path / "MED.tsv").write_text(med, encoding="utf-8")
    (tmp_path / "HOR.tsv").write_text(
        "term\tvariants\tgloss\nইনসুলিন\tinsulin\tx\n", encoding="utf-8"
    )
    return tmp_path


def test_read_and_find(folder: Path) -> None:
    lexicon = Lexicon.read(folder)
    text = "NAPA ও নাপা এক্সট্রার সাথে ইনসুলিনের ডোজ"
    found = [(text[span.start : span.end], span.label) for span in lexicon.find(text)]
    assert found == [("NAPA", "MED"), ("নাপা এক্সট্রার", "MED"), ("ইনসুলিনের", "HOR")]
    assert len(lexicon) == 5


def test_generic_names(folder: Path) -> None:
    lexicon = Lexicon.read(folder)
    assert lexicon.generic_of("napa") == "প্যারাসিটামল"
    assert lexicon.generic_of("ইনসুলিন") is None
    assert lexicon.label_of("Insulin") == "HOR"
    assert lexicon.label_of("জ্বর") is None


def test_bad_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected lexicon tables such as MED\.tsv"):
        Lexicon.read(tmp_path)
    (tmp_path / "DIS.tsv").write_text("word\nx\n", encoding="utf-8")
    with pytest.raises(ValueError, match="expected the column 'term'"):
        Lexicon.read(tmp_path)


def test_training_surfaces_take_their_majority_label() -> None:
    def document(*labels: str) -> Document:
        text = " ".join(["জ্বর"] * len(labels))
        spans = tuple(Span(5 * i, 5 * i + 4, label) for i, label in enumerate(labels))
        return Document(text, spans)

    majority = Lexicon.from_documents([document("CMT", "DIS"), document("CMT")])
    assert majority.label_of("জ্বর") == "CMT"
    assert Lexicon.from_documents([document("CMT", "DIS")]).label_of("জ্বর") == "DIS"
    assert Lexicon.from_documents([document("Symptom", "Age")]).label_of("জ্বর") == "Age"


def test_an_empty_lexicon_finds_nothing() -> None:
    assert Lexicon({}).find("জ্বর") == []
