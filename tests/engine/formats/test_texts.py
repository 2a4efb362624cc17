"""Uploaded files: what is read, and one reason for each that is not."""

import gzip
from codecs import BOM_UTF8
from collections.abc import Iterator

import pytest
from bangla_texts import texts
from docx_files import docx, package, paragraph
from hypothesis import given
from hypothesis import strategies as st

from engine.formats import docx as docx_reader
from engine.formats.text_error import SENTENCES, TextFileError
from engine.formats.texts import EXTENSIONS, MAX_MB, read_texts
from engine.tagging.span import Span

BIJOY = "†ivMxi R¡i I Kvwk, i³Pvc 120/80|"


@pytest.fixture(autouse=True, scope="module")
def small_limit() -> Iterator[None]:
    """A Word document may unpack to 1 MB, so that a larger one is soon made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx_reader, "MAX_UNPACKED_MB", 1)
        yield


def read(name: str, data: bytes | str) -> list[tuple[str, str]]:
    """Id and text of each document."""
    content = data.encode() if isinstance(data, str) else data
    return [(document.id, document.text) for document in read_texts(name, content)]


def refused(name: str, data: bytes | str) -> TextFileError:
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(TextFileError) as caught:
        read_texts(name, content)
    assert str(caught.value).startswith(name)
    assert caught.value.values["name"] == name
    return caught.value


def test_a_text_file_is_one_document_with_its_line_breaks() -> None:
    text = "জ্বর ৩ দিন।\r\n\r\nকাশি\n"
    assert read("a.TXT", text) == [("1", text)]


@pytest.mark.parametrize(
    "data", [BOM_UTF8 + "জ্বর".encode(), "জ্বর".encode("utf-16"), "\ufeffজ্বর".encode("utf-16-be")]
)
def test_byte_order_marks(data: bytes) -> None:
    assert read("a.txt", data) == [("1", "জ্বর")]


def test_a_utf16_table_as_excel_saves_it() -> None:
    assert read("a.csv", "id\ttext\n৭\tজ্বর\n".encode("utf-16")) == [("৭", "জ্বর")]


def test_bijoy_text_saved_by_windows_is_read() -> None:
    assert read("a.txt", BIJOY.encode("cp1252")) == [("1", BIJOY)]


@pytest.mark.parametrize("name", ["text", "Text", "Medical Text", "sentence", "Sentences", "লেখা"])
def test_the_text_column(name: str) -> None:
    table = f'no,{name},other\n1,"জ্বর, কাশি",x\n2,,y\n3,"দুই\nলাইন",z\n'
    assert read("a.csv", table) == [("1", "জ্বর, কাশি"), ("3", "দুই\nলাইন")]


def test_the_id_column_and_the_order_of_names() -> None:
    assert read("a.csv", "sentence;id;text\nক;৯;খ\n") == [("৯", "খ")]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("text\nজ্বর, কাশি নেই\n", ["জ্বর, কাশি নেই"]),
        ("complaint\nজ্বর\nকাশি\n", ["জ্বর", "কাশি"]),
        ("জ্বর\nকাশি\n", ["জ্বর", "কাশি"]),
        ("fever\ncough\n", ["fever", "cough"]),
    ],
)
def test_a_single_column(table: str, expected: list[str]) -> None:
    assert [text for _, text in read("a.csv", table)] == expected


def test_json_lines_keep_ids_and_spans() -> None:
    lines = '\n{"id": 7, "text": "জ্বর", "spans": [[0, 4, "DIS"]]}\r\n{"text": "কাশি"}\n{"text": " "}'
    documents = read_texts("a.jsonl", lines.encode())
    assert [(d.id, d.text) for d in documents] == [("7", "জ্বর"), ("2", "কাশি")]
    assert [d.spans for d in documents] == [(Span(0, 4, "DIS"),), ()]


@pytest.mark.parametrize("other", ['"fever"', '["B-DIS"]', "null", "3"])
def test_what_is_no_list_of_spans_is_none(other: str) -> None:
    (document,) = read_texts("a.jsonl", f'{{"text": "জ্বর", "labels": {other}}}'.encode())
    assert document.spans == ()


def test_a_word_document_is_one_document() -> None:
    assert read("a.docx", docx(paragraph("জ্বর") + paragraph("কাশি"))) == [("1", "জ্বর\nকাশি")]


ZIP = package({"a.txt": "জ্বর"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CASES = {
    "too_large": ("a.txt", b"a" * (6 << 20)),
    "empty": ("a.csv", b""),
    "no_text": ("a.txt", " \n\t"),
    "pdf": ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
    "old_doc": ("a.docx", OLE),
    "rtf": ("a.txt", r"{\rtf1 abc}"),
    "zip": ("a.txt", ZIP),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(20)),
    "latin1": ("a.txt", "Le patient a été opéré à Paris".encode("latin-1")),
    "utf16": ("a.txt", "জ্বর ও কাশি".encode("utf-16-le")),
    "not_utf8": ("a.txt", "জ্বর ও কাশি".encode() + b"\xff\xa0"),
    "csv_column": ("a.csv", "নাম,বয়স\nক,৫\n"),
    "csv_broken": ("a.csv", 'id,text\n1,ক\n"2 খ\n৩,গ\n'),
    "json_line": ("a.jsonl", '{"text": "ক"}\n{"text": '),
    "json_spans": ("a.jsonl", '{"text": "ক"}\n{"text": "খ", "spans": [[0, 9, "DIS"]]}'),
    "json_text": ("a.jsonl", '{"text": "ক"}\n\n{"txt": "খ"}'),
    "not_docx": ("a.docx", ZIP),
    "damaged_docx": ("a.docx", docx(paragraph("ক"))[:-30]),
    "docx_too_large": ("a.docx", docx(paragraph("a" * (2 << 20)))),
    "extension": ("a.xlsm", "জ্বর"),
}


@pytest.mark.parametrize("reason", CASES)
def test_each_reason(reason: str) -> None:
    name, data = CASES[reason]
    assert refused(name, data).reason == reason


def test_every_reason_has_a_case() -> None:
    assert CASES.keys() == SENTENCES.keys()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("report.pdf", b"%PDF-1.4", "pdf"),
        ("a.doc", OLE, "old_doc"),
        ("a.xlsx", ZIP, "zip"),
        ("a.csv", ZIP, "zip"),
        ("a.docx", "জ্বর", "not_docx"),
        ("a.txt", gzip.compress(b"x", mtime=0), "binary"),
        ("a.txt", "জ্বর".encode() + b"\x00", "binary"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.txt", "fever and cough".encode("utf-16-be"), "utf16"),
        ("a.txt", "জ্বর".encode("utf-16") + b"\x00", "utf16"),
        ("a", "জ্বর", "extension"),
        ("a.json", "[]", "extension"),
        ("a.csv", "text\n\n", "no_text"),
        ("a.csv", "text,id\n,1\n", "no_text"),
        ("a.csv", "\n\n", "no_text"),
        ("a.jsonl", "\n", "no_text"),
        ("a.jsonl", "[1]", "json_line"),
        ("a.jsonl", '{"text": "\\ud800"}', "json_line"),
        ("a.jsonl", '{"text": 7}', "json_text"),
        ("a.docx", docx(""), "no_text"),
    ],
)
def test_more_of_the_same(name: str, data: bytes | str, reason: str) -> None:
    assert refused(name, data).reason == reason


def test_where_it_is_wrong() -> None:
    assert refused(*CASES["not_utf8"]).values["offset"] == len("জ্বর ও কাশি".encode())
    assert refused(*CASES["latin1"]).values["byte"] == "0xe9"
    assert refused(*CASES["latin1"]).values["offset"] == 13
    assert refused(*CASES["csv_broken"]).values["line"] == 3
    assert refused(*CASES["json_line"]).values["line"] == 2
    assert refused(*CASES["json_text"]).values["line"] == 3
    assert refused(*CASES["csv_column"]).values["columns"] == "'নাম', 'বয়স'"
    assert refused(*CASES["too_large"]).values["limit"] == MAX_MB


def test_a_file_of_just_the_limit_is_read() -> None:
    assert len(read("a.txt", b"a" * (MAX_MB << 20))[0][1]) == MAX_MB << 20


@given(st.one_of(texts.map(str.encode), st.binary(max_size=80)), st.sampled_from(EXTENSIONS))
def test_any_bytes_are_read_or_refused(data: bytes, extension: str) -> None:
    name = f"a.{extension}"
    try:
        documents = read_texts(name, data)
    except TextFileError:
        assert refused(name, data).reason in SENTENCES
    else:
        assert all(document.text.strip() for document in documents)
        assert documents
