"""An uploaded file: its report, or one sentence."""

import gzip
import io
import zipfile

import pytest

from engine.formats.dataset import FormatError
from engine.formats.upload import MAX_MB, MAX_UNPACKED_MB, check_upload

JSONL = '{"text": "রোজ ইনসুলিন নেন।", "spans": [{"start": 4, "end": 11, "label": "HOR"}]}\n'
CONLL = "জ্বর\tB-CMT\nহয়\tO\n"
HEALTHNER = '[{"text": "জ্বর হয়", "labels": ["B-Symptom", "O"]}]'
MEDER = (
    "Medical Text,Medicine/Chemical Name,Organ,Disease,Hormone,Pharmacological Class,"
    "Common Medical Terms\nজ্বর আছে,,,,,,জ্বর\nকাশি আছে,,,,,,যক্ষ্মা\n"
)


@pytest.mark.parametrize(
    ("name", "text", "labels"),
    [
        ("a.jsonl", JSONL, {"HOR"}),
        ("a.conll", CONLL, {"CMT"}),
        ("a.json", HEALTHNER, {"Symptom"}),
        ("a.csv", MEDER, {"CMT"}),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_every_format_is_checked_packed_or_not(
    name: str, text: str, labels: set[str], packed: bool
) -> None:
    data = text.encode()
    report = check_upload(name, gzip.compress(data) if packed else data)
    assert {label for label, count in report.labels.items() if count} == labels


def test_utf16_with_its_mark_is_read() -> None:
    assert check_upload("a.jsonl", JSONL.encode("utf-16")).spans == 1


def test_open_issues_have_their_row_and_line() -> None:
    (issue,) = check_upload("a.csv", MEDER.encode()).open_issues
    assert (issue.kind, issue.row, issue.line) == ("not found in the text", 2, 3)


def zipped() -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "b")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", b"", "0 bytes"),
        ("a.csv", zipped(), "zip, Word or Excel"),
        ("a.csv", "রোগ".encode("utf-16-le") * 9, "expected UTF-8, got UTF-16"),
        ("a.csv", "opéré".encode("latin-1"), "expected UTF-8, got Latin-1"),
        ("a.txt", b"%PDF-1.7 nothing", "got a PDF"),
        ("a.csv", b"a,b\n1,2\n", "expected the columns"),
        ("a.jsonl", b"{", "expected valid JSON"),
        ("a.jsonl", b" " * ((MAX_MB << 20) + 1), f"at most {MAX_MB} MB"),
        ("a.jsonl.gz", gzip.compress(b" " * ((MAX_UNPACKED_MB << 20) + 1), 1), "unpacked"),
        ("a.jsonl.gz", gzip.compress(JSONL.encode())[:-9], "whole gzip data"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name: str, data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message) as raised:
        check_upload(name, data)
    assert "\n" not in str(raised.value)
