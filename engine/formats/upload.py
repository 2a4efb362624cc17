"""Checking an uploaded data file: its bytes in, the report of ``shonakto data check`` out."""

import io
import zlib
from gzip import GzipFile
from pathlib import Path

from engine.formats.check import DataReport, check_dataset
from engine.formats.dataset import Dataset, FormatError
from engine.formats.decode import decode_text
from engine.formats.read import read_dataset
from engine.formats.source import Source
from engine.formats.texts import MAX_MB, check_content

_GZIP = b"\x1f\x8b"
MAX_UNPACKED_MB = 50


def check_upload(name: str, data: bytes) -> DataReport:
    """The report of the file ``name`` with the content ``data``; errors of ``read_upload``."""
    return check_dataset(read_upload(name, data))


def read_upload(name: str, data: bytes) -> Dataset:
    """The data set in the file ``name`` with the content ``data``.

    Raises FormatError, in one sentence, where it is no data set or too large, and as a
    TextFileError where the pages have that sentence in their own language; a gzipped file
    is unpacked no further than its limit.
    """
    if data.startswith(_GZIP) and len(data) <= MAX_MB << 20:
        data = _unpacked(name, data)
    else:
        check_content(name, data)
    return read_dataset(Source.of(Path(name), _utf8(name, data)))


def _utf8(name: str, data: bytes) -> bytes:
    """``data`` itself, mark and all; UTF-16 with its mark as UTF-8, anything else refused."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_text(name, data).encode("utf-8")
    return data


def _unpacked(name: str, data: bytes) -> bytes:
    limit = MAX_UNPACKED_MB << 20
    try:
        with GzipFile(fileobj=io.BytesIO(data)) as packed:
            content = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FormatError(f"{name}: expected whole gzip data, got {error}.") from None
    if len(content) > limit:
        raise FormatError(f"{name}: expected at most {MAX_UNPACKED_MB} MB unpacked, got more.")
    return content
