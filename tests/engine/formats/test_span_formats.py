"""Span JSONL and the inline authoring format."""

import json
from pathlib import Path

import pytest

from engine.formats.dataset import Dataset, FormatError
from engine.formats.read import read_dataset
from engine.tagging.span import Span

CORPUS = Path(__file__).parents[3] / "assets" / "corpus"
TEXT = "😀 জ্বর ও কাশি"


def read(tmp_path: Path, name: str, text: str) -> Dataset:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_dataset(path, need_entities=False)


def refused(tmp_path: Path, name: str, text: str) -> str:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, name, text)
    return str(caught.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"spans": [{"start": 2, "end": 6, "label": "DIS", "text": "জ্বর", "score": 0.5}]},
        {"spans": [{"start": 2, "end": 6, "label": "DIS"}], "id": "x"},
        {"spans": [[2, 6, "DIS"]]},
        {"entities": [[2, 6, "DIS"]]},
        {"label": [[2, 6, "DIS"]]},
        {"labels": [[2, 6, "DIS"]]},
    ],
)
def test_span_rows(tmp_path: Path, fields: dict[str, object]) -> None:
    dataset = read(tmp_path, "a.jsonl", json.dumps({"text": TEXT, **fields}) + "\r\n")
    assert dataset.documents[0].spans == (Span(2, 6, "DIS"),)
    assert dataset.documents[0].id == fields.get("id", "1")
    assert dataset.issues == ()


def test_documents_without_spans_are_read(tmp_path: Path) -> None:
    text = '{"text": "জ্বর"}\n\n{"text": "", "spans": []}\n{"text": "কাশি", "spans": null}\n'
    dataset = read(tmp_path, "a.jsonl", text)
    assert [document.text for document in dataset.documents] == ["জ্বর", "", "কাশি"]


def test_a_null_id_is_no_id(tmp_path: Path) -> None:
    text = '{"text": "জ্বর", "id": null}\n{"text": "কাশি", "id": 0}\n'
    assert [d.id for d in read(tmp_path, "a.jsonl", text).documents] == ["1", "0"]


@pytest.mark.parametrize(
    "fields",
    [
        '"id": "\\ud800"',
        '"meta": {"genre": "\\udfff"}',
        '"spans": [[0, 4, "\\ud83d"]]',
        '"\\ud800": 1',
    ],
)
def test_lone_surrogates_are_refused_wherever_they_stand(tmp_path: Path, fields: str) -> None:
    text = f'{{"text": "জ্বর"}}\n{{"text": "কাশি", {fields}}}\n'
    assert "a.jsonl, line 2: expected valid Unicode" in refused(tmp_path, "a.jsonl", text)


def test_utf16_offsets_are_repaired_and_other_mismatches_reported(tmp_path: Path) -> None:
    rows = [
        {"start": 3, "end": 7, "label": "DIS", "text": "জ্বর"},
        {"start": 9, "end": 12, "label": "CMT", "text": "হাঁচি"},
    ]
    dataset = read(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "spans": rows}))
    assert dataset.documents[0].spans == (Span(2, 6, "DIS"), Span(9, 12, "CMT"))
    assert [(i.kind, i.text, i.line, i.repaired) for i in dataset.issues] == [
        ("UTF-16 offsets", "জ্বর", 1, True),
        ("span text differs from its offsets", "হাঁচি", 1, False),
    ]


@pytest.mark.parametrize(
    ("spans", "sentence"),
    [
        ([[0, 99, "DIS"]], "a.jsonl, line 1: expected spans inside 0..13, got 0..99."),
        ([[3, 3, "DIS"]], "expected 0 <= start < end, got start 3, end 3"),
        ([[0, 4, "DIS"], [2, 6, "DIS"]], "expected spans that do not overlap"),
        ([[0, 4]], "expected a span object or [start, end, label], got [0, 4]"),
        ([[0, True, "DIS"]], "expected a span with integers start and end"),
        ([[0, "4", "DIS"]], "expected a span with integers start and end"),
        ([{"start": 0, "end": 4}], "label None"),
        ([[0, 4, ""]], "expected a label, got an empty string"),
        ([{"start": 0, "end": 4, "label": "DIS", "score": "high"}], "expected a number as score"),
        ([{"start": 0, "end": 4, "label": "DIS", "score": 7}], "expected a score between 0 and 1"),
        ("none", "expected a list of spans, got str"),
    ],
)
def test_bad_spans(tmp_path: Path, spans: object, sentence: str) -> None:
    text = json.dumps({"text": TEXT, "spans": spans})
    assert sentence in refused(tmp_path, "a.jsonl", text)


def test_inline(tmp_path: Path) -> None:
    text = "# note\n\ndrug\t[নাপা](MED) [জ্বরে](CMT) খান [১]।\r\nকোনো ধরন নেই [কাশি](CMT)\n"
    dataset = read(tmp_path, "a.txt", text)
    first, second = dataset.documents
    assert first.text == "নাপা জ্বরে খান [১]।"
    assert [(first.surface(s), s.label) for s in first.spans] == [("নাপা", "MED"), ("জ্বরে", "CMT")]
    assert (first.meta, second.meta) == ({"genre": "drug"}, {})


def test_an_inline_file_may_begin_with_many_texts_without_a_mark(tmp_path: Path) -> None:
    text = "none\tআজ বৃষ্টি হবে।\n" * 60 + "drug\t[নাপা](MED) খান।\n"
    assert len(read(tmp_path, "a.txt", text).documents) == 61


def test_inline_escapes(tmp_path: Path) -> None:
    dataset = read(tmp_path, "a.txt", "x\t\\[নয়\\](MED) \\\\ [ক\\]খ](MED)\\nগ\n")
    document = dataset.documents[0]
    assert document.text == "[নয়](MED) \\ ক]খ\nগ"
    assert [document.surface(span) for span in document.spans] == ["ক]খ"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x\t[নাপা](MED) [জ্বর](CMTT)", "a.txt, line 1: expected one of MED, ORG"),
        ("x\t[নাপা](MED) জ্বর](CMT)", "line 1: expected [surface](LABEL), got"),
        ("x\t[[নাপা](MED) খান](CMT)", "line 1: expected [surface](LABEL), got"),
        ("x\t[](MED)", "expected [surface](LABEL), got '[](MED)'"),
    ],
)
def test_bad_inline(tmp_path: Path, line: str, sentence: str) -> None:
    assert sentence in refused(tmp_path, "a.txt", line + "\n")


@pytest.mark.skipif(not any(CORPUS.glob("*.txt")), reason="no corpus files yet")
def test_the_corpus_is_well_formed() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        for document in read_dataset(path).documents:
            surfaces = [document.surface(span) for span in document.spans]
            assert all(surface == surface.strip() for surface in surfaces), path.name


def test_unknown_content_is_refused(tmp_path: Path) -> None:
    sentence = refused(tmp_path, "a.txt", "শুধু লেখা, কোনো চিহ্ন নেই\n")
    assert sentence.startswith("a.txt: expected a MedER table, HealthNER JSON")
    assert "expected the columns" in refused(tmp_path, "a.csv", "a,b\n1,2\n")
