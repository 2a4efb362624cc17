"""Whatever a file holds, it is read or refused in one sentence; nothing else comes out."""

from pathlib import Path

import pytest
from bangla_texts import texts
from hypothesis import given
from hypothesis import strategies as st

from engine.formats.dataset import FormatError
from engine.formats.read import read_dataset

HEADER = (
    "Medical Text,Medicine\\ Chemical Name,Organ,Disease,Hormone,"
    "Pharmacological Class,Common Medical Terms\n"
)
PARTS = (
    HEADER,
    '{"text": "জ্বর", "spans": [[0, 4, "DIS"]]}\n',
    '{"text": "জ্বর", "labels": ["B-DIS"]}\n',
    '[{"text": "জ্বর", "labels": ["B-DIS"]}]',
    "জ্বর\tB-DIS\n",
    "x\t[জ্বর](DIS)\n",
    "-DOCSTART-\n",
    '"',
    ",",
    "(",
    "null",
    "[",
    "{",
    '{"text": ',
    "\n\n",
    "\x0c\u00a0",
)
contents = st.lists(st.one_of(st.sampled_from(PARTS), texts), max_size=6).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@given(contents, st.sampled_from(["csv", "tsv", "json", "jsonl", "conll", "txt", "dat", "gz"]))
def test_text(folder: Path, content: str, extension: str) -> None:
    path = folder / f"a.{extension}"
    path.write_text(content, encoding="utf-8", newline="")
    check(path)


@given(st.binary(max_size=60), st.sampled_from([b"", b"\x1f\x8b", b"\xef\xbb\xbf", b"[{"]))
def test_bytes(folder: Path, content: bytes, start: bytes) -> None:
    path = folder / "a.bin"
    path.write_bytes(start + content)
    check(path)


def check(path: Path) -> None:
    try:
        dataset = read_dataset(path)
    except FormatError as error:
        sentence = str(error)
        assert "expected" in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert sentence.startswith(path.name)
    else:
        assert any(document.spans for document in dataset.documents)
