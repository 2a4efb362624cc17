"""HealthNER and CoNLL: tags to spans, repairs, and every bad tag."""

import json
from pathlib import Path

import pytest

from engine.formats.dataset import Dataset, FormatError
from engine.formats.read import read_dataset

HEALTHNER = Path(__file__).parents[4] / "shared" / "data" / "healthner"


def read(tmp_path: Path, name: str, content: object) -> Dataset:
    path = tmp_path / name
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8", newline="")
    return read_dataset(path)


def refused(tmp_path: Path, name: str, content: object) -> str:
    with pytest.raises(FormatError) as caught:
        read(tmp_path, name, content)
    return str(caught.value)


def surfaces(dataset: Dataset) -> list[tuple[str, str]]:
    return [(d.surface(span), span.label) for d in dataset.documents for span in d.spans]


def test_healthner_spans_and_repairs(tmp_path: Path) -> None:
    text = "আমার তীব্র  জ্বর\u00a0ও কাশি ।"
    tags = ["O", "I-Symptom", "I-Symptom", "O", "I-Health Condition", "O"]
    dataset = read(tmp_path, "a.json", [{"text": text, "labels": tags}])
    assert surfaces(dataset) == [("তীব্র  জ্বর", "Symptom"), ("কাশি", "Health Condition")]
    assert [(i.kind, i.text, i.row, i.repaired) for i in dataset.issues] == [
        ("I tag opens a span", "তীব্র", 1, True),
        ("I tag opens a span", "কাশি", 1, True),
    ]
    assert dataset.labels.labels == ("Health Condition", "Symptom")


def test_an_inside_tag_of_another_label_opens_a_span(tmp_path: Path) -> None:
    record = {"text": "ক খ গ", "labels": ["B-DIS", "I-MED", "I-MED"]}
    assert surfaces(read(tmp_path, "a.json", [record])) == [("ক", "DIS"), ("খ গ", "MED")]


RECORD = {"text": "জ্বর আছে", "labels": ["B-DIS", "O"]}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", [RECORD]),
        ("a.json", json.dumps([RECORD], indent=2)),
        ("a.json", RECORD),
        ("a.json", {"data": [RECORD]}),
        ("a.json", {"1": RECORD}),
        ("a.json", {"text": [RECORD["text"]], "labels": [RECORD["labels"]]}),
        ("a.json", {"text": {"0": RECORD["text"]}, "labels": {"0": RECORD["labels"]}}),
        ("a.jsonl", json.dumps(RECORD)),
        ("a.txt", json.dumps(RECORD)),
        ("a.json", json.dumps(RECORD) + "\r\n" + json.dumps({**RECORD, "text": "কাশি নেই"})),
    ],
)
def test_json_shapes(tmp_path: Path, name: str, content: object) -> None:
    assert surfaces(read(tmp_path, name, content))[0] == ("জ্বর", "DIS")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            [RECORD, {"text": "জ্বর আছে", "labels": ["O"]}],
            "a.json, document 2: expected one tag a token (2), got 1 tags.",
        ),
        (
            [{"text": "জ্বর আছে", "labels": ["X-MED", "O"]}],
            "a.json, document 1: expected O, B-LABEL or I-LABEL, got the tag 'X-MED'.",
        ),
        ([{"text": "জ্বর", "labels": ["B-"]}], "got the tag 'B-'"),
        ([{"text": "জ্বর", "labels": ["B"]}], "got the tag 'B'"),
        ([{"text": "জ্বর আছে", "labels": ["B-DIS", 3]}], "got the tag 3"),
        ([{"text": "জ্বর", "labels": "O"}], "expected a list of tags in the field 'labels'"),
        ([{"text": 3, "labels": ["O"]}], "expected a string in the field 'text', got int"),
        ([{"labels": ["O"]}], "expected a string in the field 'text', got no such field"),
        ([3], "document 1: expected a JSON object, got int"),
        ('[{"text": "\\ud800", "labels": ["O"]}]', "got a lone surrogate at character 0"),
        ('[{"text": "x"\n "labels": []}]', "a.json, line 2: expected valid JSON"),
        ("[" * 100_000, "too many nested brackets"),
        ("[" + "9" * 5_000 + "]", "expected valid JSON"),
        ({"text": ["ক", "খ"], "labels": [["O"]]}, "expected JSON columns of one length"),
        ([], "expected at least one entity, got none in 0 documents"),
        ([{"text": "সুস্থ", "labels": ["O"]}], "expected at least one entity, got none in 1"),
    ],
)
def test_bad_healthner(tmp_path: Path, content: object, sentence: str) -> None:
    assert sentence in refused(tmp_path, "a.json", content)


def test_wrong_json_lines_name_the_line(tmp_path: Path) -> None:
    content = json.dumps(RECORD) + "\n\n{oops}\n"
    assert "a.jsonl, line 3: expected valid JSON" in refused(tmp_path, "a.jsonl", content)


CONLL = """-DOCSTART- -X- O O

জ্বর\tNN\tB-DIS
আছে\tVB\tO

ডান\tJJ\tI-ORG
পা\tNN\tI-ORG
"""


def test_conll(tmp_path: Path) -> None:
    dataset = read(tmp_path, "a.conll", CONLL)
    assert [document.text for document in dataset.documents] == ["জ্বর আছে", "ডান পা"]
    assert surfaces(dataset) == [("জ্বর", "DIS"), ("ডান পা", "ORG")]
    assert [(i.row, i.line, i.repaired) for i in dataset.issues] == [(2, 6, True)]


def test_conll_groups_sentences_between_docstarts(tmp_path: Path) -> None:
    dataset = read(tmp_path, "a.txt", CONLL + "\n-DOCSTART- O\n\nকাশি O\nও O\n")
    assert [document.text for document in dataset.documents] == ["জ্বর আছে\nডান পা", "কাশি ও"]


def test_conll_with_spaces_crlf_and_comments(tmp_path: Path) -> None:
    content = '# sent_id = 1\r\n# text = "জ্বর" আছে\r\nজ্বর B-DIS\r\n# O\r\n'
    dataset = read(tmp_path, "a.iob2", content)
    assert [document.text for document in dataset.documents] == ["জ্বর #"]


def test_conll_with_free_comments_and_trailing_blanks(tmp_path: Path) -> None:
    content = "# written by hand\n#\nজ্বর\tB-DIS\t\nআছে\tO  \n \t\n# next\nকাশি B-CMT"
    dataset = read(tmp_path, "a.conll", content)
    assert [document.text for document in dataset.documents] == ["জ্বর আছে", "কাশি"]
    assert surfaces(dataset) == [("জ্বর", "DIS"), ("কাশি", "CMT")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("জ্বর\tB-DIS\nআছে\n", "a.conll, line 2: expected a token and its tag, got 'আছে'."),
        ("\tB-DIS\n", "line 1: expected a token and its tag"),
        ("জ্বর\tB-DIS\nআছে\tS-DIS\n", "a.conll, line 2: expected O, B-LABEL or I-LABEL"),
        ("জ্বর\tB-DIS\nআছে\t\n", "a.conll, line 2: expected a token and its tag"),
        ("জ্বর\tX-DIS\n", "expected O, B-LABEL or I-LABEL, got the tag 'X-DIS'"),
        ("জ্বর\tO\n", "expected at least one entity"),
    ],
)
def test_bad_conll(tmp_path: Path, content: str, sentence: str) -> None:
    assert sentence in refused(tmp_path, "a.conll", content)


@pytest.mark.skipif(not HEALTHNER.is_dir(), reason="the HealthNER files are not here")
@pytest.mark.parametrize(("name", "count"), [("valid", 3178), ("test", 3179)])
def test_the_real_healthner_files(name: str, count: int) -> None:
    dataset = read_dataset(HEALTHNER / f"{name}.json.gz")
    assert len(dataset.documents) == count
    assert len(dataset.labels.labels) == 7
    for document in dataset.documents:
        for span in document.spans:
            surface = document.surface(span)
            assert surface == surface.strip()
