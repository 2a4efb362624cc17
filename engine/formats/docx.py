"""The text of a Word document, of which nothing is trusted.

Own code on the standard library: python-docx leaves out text in content controls, text
boxes and tracked insertions, and a clinic's forms are made of content controls.
"""

import io
import zipfile
import zlib
from xml.parsers import expat

from engine.formats.docx_body import Body, ContentTypes
from engine.formats.text_error import TextFileError

MAX_UNPACKED_MB = 50
_CHUNK = 1 << 16
_TYPES = "[Content_Types].xml"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    OSError,
    RuntimeError,  # encrypted
    NotImplementedError,  # packed by a method that is not built in
    LookupError,  # an unknown encoding
    ValueError,
)


def docx_text(name: str, data: bytes) -> str:
    """The text of the .docx ``data``: paragraphs and tables in reading order.

    Raises TextFileError where it is no Word document, a damaged one, or one that unpacks
    to more than 50 MB. Headers, footers, notes, comments and deleted text are left out.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE:
        reason = "damaged_docx" if data.startswith(b"PK") else "not_docx"
        raise TextFileError(reason, name=name) from None
    with package:
        try:
            return _text(name, package)
        except TextFileError:
            raise
        except _DAMAGE:
            raise TextFileError("damaged_docx", name=name) from None


def _text(name: str, package: zipfile.ZipFile) -> str:
    parts = set(package.namelist())
    types = ContentTypes()
    if _TYPES in parts:
        _parse(name, package, _TYPES, types.parser)
    if types.part not in parts:
        raise TextFileError("not_docx", name=name)
    body = Body()
    _parse(name, package, types.part, body.parser)
    return body.text


def _parse(name: str, package: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    """Feed ``part`` to ``parser`` piece by piece, never unpacking more than is allowed."""
    left = MAX_UNPACKED_MB << 20
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise TextFileError("docx_too_large", name=name, limit=MAX_UNPACKED_MB)
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
