"""Bytes of a text file as text, or the reason why they are none."""

import codecs
import re

from engine.formats.text_error import TextFileError
from engine.text.bijoy import looks_like_bijoy

_BOM = "\ufeff"
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b\x1c-\x1f]")  # not white space, nor DOS's end mark
_PRINTED = re.compile("[\t\n\r -~\u0964\u0965\u0980-\u09ff\u200c\u200d]")


def decode_text(name: str, data: bytes) -> str:
    """The text of ``data``: UTF-8, or UTF-16 with its byte order mark, which is left out.

    Text in the legacy Bijoy encoding is saved by Windows as code page 1252; it is read as
    that, for it can be converted afterwards. Raises TextFileError for all else.
    """
    if data.startswith(_UTF16_BOMS):
        return _checked(name, _utf16(name, data))
    try:
        return _checked(name, data.decode("utf-8").removeprefix(_BOM))
    except UnicodeDecodeError as error:
        return _legacy(name, data, error.start)


def _utf16(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise TextFileError("utf16", name=name) from None


def _checked(name: str, text: str) -> str:
    """``text``, unless it holds NULs: then it is UTF-16 without its mark, or no text at all."""
    if "\x00" not in text:
        return text
    raise TextFileError("utf16" if _is_utf16(text.encode("utf-8")) else "binary", name=name)


def _legacy(name: str, data: bytes, offset: int) -> str:
    """Text that is no UTF-8 from ``offset`` on: Bijoy, or the reason to refuse it."""
    if _is_utf16(data):
        raise TextFileError("utf16", name=name)
    if _CONTROLS.search(data.decode("latin-1")):
        raise TextFileError("binary", name=name)
    text = data.decode("cp1252", errors="replace")
    if looks_like_bijoy(text):
        return text
    byte = f"0x{data[offset]:02x}"
    # Bytes above 127 that make whole UTF-8 characters by chance are very rare in Latin-1.
    whole = sum(char > "\x7f" for char in data.decode("utf-8", errors="ignore"))
    raise TextFileError("not_utf8" if whole else "latin1", name=name, byte=byte, offset=offset)


def _is_utf16(data: bytes) -> bool:
    """Whether ``data``, read as UTF-16 of either byte order, is Bangla or ASCII throughout."""
    even = data[: len(data) // 2 * 2]
    texts = (even.decode(f"utf-16-{order}", errors="replace") for order in ("le", "be"))
    return any(text and len(_PRINTED.findall(text)) >= 0.9 * len(text) for text in texts)
