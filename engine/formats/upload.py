"""Checking an uploaded data file: its bytes in, the report of ``shonakto data check`` out."""

import io
import zlib
from gzip import GzipFile
from pathlib import Path

from engine.formats.check import DataReport, check_dataset
from engine.formats.dataset import FormatError
from engine.formats.read import read_dataset
from engine.formats.source import Source

MAX_MB = 5
MAX_UNPACKED_MB = 50


def check_upload(name: str, data: bytes) -> DataReport:
    """The report of the file ``name`` with the content ``data``.

    Raises FormatError, in one sentence, where it is no data set or too large; a gzipped
    one is unpacked no further than its limit.
    """
    if len(data) > MAX_MB << 20:
        raise FormatError(f"{name}: expected at most {MAX_MB} MB, got {len(data) / 2**20:.1f} MB.")
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(name, data)
    return check_dataset(read_dataset(Source.of(Path(name), data)))


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
