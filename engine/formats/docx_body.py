"""Walks the XML of a Word document's parts; a document type declaration is refused.

Word never writes one, and the entities that blow up or reach for other files need one.
"""

from collections.abc import Callable
from xml.parsers import expat

_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class ContentTypes:
    """Finds the ``part`` of the package that is the document; "" while none was found."""

    def __init__(self) -> None:
        self.part = ""
        self.parser = _new_parser(self._start)

    def _start(self, _: str, attributes: dict[str, str]) -> None:
        if attributes.get("ContentType") in _MAIN_TYPES:
            self.part = attributes.get("PartName", "/word/document.xml").removeprefix("/")


class Body:
    """Collects the ``text``: a line a paragraph, the cells of a row parted by tabs.

    Deleted text is none. Text in content controls, links and text boxes is.
    """

    def __init__(self) -> None:
        self.parser = _new_parser(self._start, self._end)
        self.parser.CharacterDataHandler = self._characters
        self._pieces: list[str] = []
        self._in_text = False
        self._fallbacks = 0  # depth of fallbacks, which say again what stands before them

    @property
    def text(self) -> str:
        """What was collected, without the line ends after it."""
        return "".join(self._pieces).rstrip("\n")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._fallbacks += tag == _FALLBACK
        local = _word_name(tag)
        self._in_text = local == "t" and not self._fallbacks
        if self._fallbacks:
            return
        if local in _MARKS and not (local == "tab" and attributes):  # a tab stop is no tab
            self._pieces.append(_MARKS[local])
        elif local == "txbxContent" and self._pieces and self._pieces[-1] != "\n":
            self._pieces.append("\n")

    def _end(self, tag: str) -> None:
        local = "" if self._fallbacks else _word_name(tag)
        self._fallbacks -= tag == _FALLBACK
        self._in_text = False
        if local == "p":
            self._pieces.append("\n")
        elif local == "tc":
            self._replace_last("\n", "\t")
        elif local == "tr":
            self._replace_last("\t", "\n")

    def _replace_last(self, old: str, new: str) -> None:
        if self._pieces and self._pieces[-1] == old:
            self._pieces[-1] = new

    def _characters(self, data: str) -> None:
        if self._in_text:
            self._pieces.append(data)


def _word_name(tag: str) -> str:
    """The local name of a WordprocessingML element, "" for all others."""
    namespace, _, local = tag.rpartition(" ")
    return local if namespace in _WORD else ""


def _new_parser(
    start: Callable[[str, dict[str, str]], None], end: Callable[[str], None] | None = None
) -> expat.XMLParserType:
    """A parser that says names as "namespace local" and refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    return parser


def _refuse_doctype(*_: object) -> None:
    raise ValueError("expected no document type declaration")
