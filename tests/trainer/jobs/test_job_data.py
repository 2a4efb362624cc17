"""The data of a run: what is in them, what is wrong with them, and that nothing stays."""

import tempfile
from pathlib import Path

import pytest

from engine.formats.jsonl import render_jsonl
from engine.tagging.span import Document, Span
from tests.trainer.jobs.small_home import save_texts
from trainer.jobs.data import DataFiles, DataSummary, bundled_corpus, home_files, uploaded
from trainer.jobs.problem import RequestProblem
from trainer.provenance import GENERATED, SOURCE


def code_of(files: DataFiles) -> str:
    """What is wrong with ``files``."""
    with pytest.raises(RequestProblem) as caught:
        files.splits()
    assert caught.value.values["data"] == files.name
    return caught.value.code


def test_a_file_is_split_in_the_same_way_each_time() -> None:
    files = save_texts(20)
    characters = sum(len(document.text) for document in files.splits().train)
    assert DataSummary.of(files.splits()) == DataSummary(16, 2, 2, ("DIS",), characters)
    assert files.splits() == files.splits()
    assert home_files() == [files]
    assert files.short_names == ("all.jsonl",)


def test_the_corpus_comes_with_its_own_test_split() -> None:
    corpus = bundled_corpus()
    assert corpus is not None
    assert corpus.source.test == corpus.paths[1]
    assert corpus.short_names == ("train.jsonl", "test.jsonl")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b""),
        ("a.pdf", b"%PDF-1.7"),
        ("a.docx", b"PK\x03\x04zip"),
        ("a.txt", "জ্বর".encode("utf-16")),
        ("a.csv", b"a,b\n1,2\n"),
        ("../../etc/passwd", b"root:x:0:0"),
    ],
)
def test_what_is_no_annotated_text_is_unreadable(name: str, content: bytes) -> None:
    with uploaded(name, content) as files:
        assert code_of(files) == "data_unreadable"


def test_an_upload_keeps_no_more_of_its_name_than_the_extension(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    content = save_texts(20).paths[0].read_bytes()
    with uploaded("../<b>রহিম</b> \n.JSONL", content) as files:
        assert files.paths[0].name == "upload.jsonl"
        assert files.name == "b> .JSONL"
        assert DataSummary.of(files.splits()).train == 16
    assert not files.paths[0].exists()


def test_too_few_and_made_texts_are_told_apart() -> None:
    assert code_of(save_texts(2)) == "data_few"
    made = [Document(f"{i} জ্বর", (Span(2, 6, "DIS"),), meta={SOURCE: GENERATED}) for i in range(9)]
    files = save_texts(9)
    files.paths[0].write_text(render_jsonl(made), encoding="utf-8")
    assert code_of(files) == "data_made"
