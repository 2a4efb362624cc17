"""A data file as text: the one place that opens, unpacks and decodes."""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from engine.formats.dataset import FormatError

_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file without its byte order mark; line ends are left as they are."""

    path: Path
    text: str
    had_bom: bool = False

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    @property
    def extension(self) -> str:
        """The lower-case extension without the dot, ``.gz`` looked through."""
        suffixes = [suffix.lower() for suffix in self.path.suffixes]
        if suffixes and suffixes[-1] == ".gz":
            suffixes.pop()
        return suffixes[-1][1:] if suffixes else ""

    @classmethod
    def read(cls, path: Path) -> "Source":
        """Read ``path``, gzipped or not; raises FormatError where it holds no UTF-8 text."""
        return cls.of(path, _unpack(path, _load(path)))

    @classmethod
    def of(cls, path: Path, data: bytes) -> "Source":
        """The unpacked content ``data`` of a file named ``path``, which need not exist."""
        if data.startswith(_ZIP_MAGIC):
            raise FormatError(
                f"{path.name}: expected text, got a zip or Excel file; save it as CSV (UTF-8)."
            )
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{path.name}: expected UTF-8, got the byte 0x{data[error.start]:02x} "
                f"at offset {error.start}."
            ) from None
        if not text.replace(_BOM, "").strip():
            raise FormatError(f"{path.name}: expected data, got an empty file.")
        return cls(path, text.removeprefix(_BOM), text.startswith(_BOM))


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FormatError(f"{path}: expected a file, got nothing at this path.") from None
    except IsADirectoryError:
        raise FormatError(f"{path}: expected a file, got a folder.") from None
    except OSError as error:
        raise FormatError(f"{path}: expected a readable file, got {error.strerror}.") from None


def _unpack(path: Path, data: bytes) -> bytes:
    """gzip is recognized by its content, so that a wrong extension does no harm."""
    if not data.startswith(_GZIP_MAGIC):
        if path.suffix.lower() == ".gz" and data:
            raise FormatError(f"{path.name}: expected gzip data, got something else.")
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise FormatError(f"{path.name}: expected whole gzip data, got {error}.") from None
