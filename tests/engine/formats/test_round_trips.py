"""What is written is read back, in every format."""

import gzip
from pathlib import Path

import pytest
from bangla_texts import documents, texts
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.conll import read_conll, render_conll
from engine.formats.dataset import FormatError
from engine.formats.healthner import read_healthner, render_healthner
from engine.formats.inline import read_inline, render_inline
from engine.formats.jsonl import read_jsonl, render_jsonl
from engine.formats.meder import read_meder, render_meder
from engine.formats.read import read_dataset
from engine.formats.source import Source
from engine.formats.write import write_text
from engine.formats.write_dataset import write_dataset
from engine.tagging.matching import Entry, match_entities
from engine.tagging.span import Document, Span
from engine.text.normalize import match_key


def source(text: str, name: str) -> Source:
    return Source(Path(name), text)


@given(st.lists(documents(units="characters"), max_size=4))
def test_jsonl_keeps_everything(written: list[Document]) -> None:
    assert list(read_jsonl(source(render_jsonl(written), "a.jsonl")).documents) == written


def test_jsonl_keeps_scores_and_notes() -> None:
    document = Document("জ্বর", (Span(0, 4, "CMT", 0.25),), "", {"genre": "চিঠি"})
    (again,) = read_jsonl(source(render_jsonl([document]), "a.jsonl")).documents
    assert (again, again.spans[0].score) == (document, 0.25)


@given(st.lists(documents(), max_size=4))
def test_conll_keeps_texts_and_word_spans(written: list[Document]) -> None:
    kept = [document for document in written if document.text.split()]
    assert list(read_conll(source(render_conll(kept), "a.conll")).documents) == kept


@given(documents(units="characters"))
def test_inline_keeps_texts_and_spans(document: Document) -> None:
    if not document.text.strip():
        return
    (again,) = read_inline(source(render_inline([document]), "a.txt")).documents
    assert (again.text, again.spans) == (document.text, document.spans)


@given(st.lists(documents(), max_size=4))
def test_healthner_keeps_spans_over_units(written: list[Document]) -> None:
    again = read_healthner(source(render_healthner(written), "a.json")).documents
    for old, new in zip(written, again, strict=True):
        assert ["".join(new.surface(s).split()) for s in new.spans] == [
            "".join(old.surface(s).split()) for s in old.spans
        ]
        assert "".join(new.text.split()) == "".join(old.text.split())


def test_healthner_keeps_a_tokenized_text_as_it_is() -> None:
    document = Document("জ্বর/কাশি  আছে ।", (Span(0, 9, "CMT"),), "1")
    assert list(read_healthner(source(render_healthner([document]), "a")).documents) == [document]


@given(texts)
def test_meder_keeps_texts(text: str) -> None:
    if not match_key(text) or match_key(text) == "medical text":
        return
    (again,) = read_meder(source(render_meder([Document(text)]), "a.csv")).documents
    assert again.text == text


def test_meder_keeps_every_occurrence_of_a_surface() -> None:
    text = 'NSAIDs (naproxen, celecoxib) দিলে "ব্যথা" কমে,\nজ্বরে নাপা; ব্যথা থাকে।'
    entries = [
        Entry("PHA", "NSAIDs (naproxen, celecoxib)"),
        Entry("CMT", "ব্যথা"),
        Entry("DIS", "জ্বর"),
        Entry("MED", "নাপা"),
    ]
    document = Document(text, match_entities(text, entries).spans, "1")
    assert len(document.spans) == 5
    assert list(read_meder(source(render_meder([document]), "a.csv")).documents) == [document]


def test_meder_has_six_columns() -> None:
    with pytest.raises(FormatError, match="got 'Symptom'"):
        render_meder([Document("জ্বর", (Span(0, 4, "Symptom"),))])


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.conll", "a.txt", "a.csv"])
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_files_are_recognized(tmp_path: Path, name: str, packed: str) -> None:
    document = Document("তাঁর জ্বর আছে", (Span(5, 9, "DIS"),), "1")
    write_dataset([document], tmp_path / (name + packed))
    (again,) = read_dataset(tmp_path / (name + packed)).documents
    assert (again.text, again.spans) == (document.text, document.spans)


def test_gzip_files_are_reproducible(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        write_dataset([Document("জ্বর")], tmp_path / name)
    first, second = (tmp_path / name for name in ("a.jsonl.gz", "b.jsonl.gz"))
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()).startswith(b'{"id"')


def test_unknown_extensions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="got 'docx'"):
        write_dataset([], tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "পুরোনো\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    with pytest.raises(OSError):  # noqa: PT011 - the kind depends on the system
        write_text(tmp_path, "a folder stands here")
    assert path.read_bytes() == "পুরোনো\n".encode()
    assert list(tmp_path.iterdir()) == [path]
