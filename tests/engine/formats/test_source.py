"""Opening, unpacking and decoding, with one sentence for each thing that goes wrong."""

import gzip
from pathlib import Path

import pytest

from engine.formats.dataset import FormatError
from engine.formats.source import Source


def refused(path: Path) -> str:
    with pytest.raises(FormatError) as caught:
        Source.read(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "expected" in sentence
    assert "got" in sentence
    assert "\n" not in sentence
    return sentence


def test_bom_line_ends_and_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.json.GZ"
    path.write_bytes(gzip.compress("\ufeffজ্বর\r\nকাশি\n".encode()))
    source = Source.read(path)
    assert source.text == "জ্বর\r\nকাশি\n"
    assert source.had_bom
    assert source.extension == "json"
    assert source.name == "a.json.GZ"


def test_gzip_is_known_by_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(gzip.compress(b"x", mtime=0))
    assert Source.read(path).text == "x"


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("জ্বর".encode() + b"\xff")
    assert refused(path) == "a.csv: expected UTF-8, got the byte 0xff at offset 12."


def test_utf16(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("জ্বর".encode("utf-16"))
    assert "the byte 0xff at offset 0" in refused(path)


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", gzip.compress(b"", mtime=0)]
)
def test_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert refused(path) == "a.csv: expected data, got an empty file."


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "expected a file, got nothing at this path" in refused(tmp_path / "no.csv")
    assert "expected a file, got a folder" in refused(tmp_path)


def test_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04rest")
    assert "save it as CSV (UTF-8)" in refused(path)


def test_corrupt_gzip(tmp_path: Path) -> None:
    whole = gzip.compress("জ্বর কাশি".encode() * 100)
    flipped = whole[:-6] + bytes(byte ^ 255 for byte in whole[-6:])
    for number, data in enumerate((whole[:-9], whole[:20] + b"junk", b"\x1f\x8bjunk", flipped)):
        path = tmp_path / f"{number}.json.gz"
        path.write_bytes(data)
        assert "expected whole gzip data" in refused(path)
    plain = tmp_path / "plain.json.gz"
    plain.write_bytes(b"[]")
    assert "expected gzip data" in refused(plain)
