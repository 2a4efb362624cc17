"""Our authoring format: ``genre<TAB>text with [surface](LABEL) marks``, a text a line.

Blank lines and lines that begin with # are skipped. A backslash takes the meaning
from the next character (``\\[``), and ``\\n``, ``\\t`` stand for a line break and a tab.
"""

import re
from collections.abc import Iterable

from engine.formats.dataset import Dataset, FormatError
from engine.formats.source import Source
from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document, Span

_ESCAPE_OR_MARK = re.compile(r"\\.|\[((?:\\.|[^\[\]\\])+)\]\(([A-Za-z][A-Za-z0-9_ -]*)\)")
_ESCAPED = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"[\\\[\]\n\t\r]")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}
_NAMES = {char: letter for letter, char in _LETTERS.items()}


def read_inline(source: Source) -> Dataset:
    """The documents of an authoring file; raises FormatError with the line."""
    documents: list[Document] = []
    labels: dict[str, int] = {}  # label -> the first line that bears it
    for number, line in enumerate(re.split(r"\r\n|\n|\r", source.text), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        genre, tab, marked = line.partition("\t")
        document = _document(marked if tab else line, f"{source.name}, line {number}")
        meta = {"genre": genre.strip()} if tab and genre.strip() else {}
        documents.append(Document(document.text, document.spans, str(len(documents) + 1), meta))
        for span in document.spans:
            labels.setdefault(span.label, number)
    _check_labels(labels, source.name)
    return Dataset.of(documents)


def render_inline(documents: Iterable[Document]) -> str:
    """The authoring lines of ``documents``; ids and scores are not kept."""
    return "".join(f"{doc.meta.get('genre', '')}\t{_marked(doc)}\n" for doc in documents)


def _document(marked: str, where: str) -> Document:
    pieces: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for match in _ESCAPE_OR_MARK.finditer(marked):
        if match[2] is None:  # an escaped character, which can open no mark
            continue
        before, surface = _literal(marked[position : match.start()], where), _plain(match[1])
        start = length + len(before)
        length = start + len(surface)
        spans.append(Span(start, length, match[2]))
        pieces += [before, surface]
        position = match.end()
    pieces.append(_literal(marked[position:], where))
    return Document("".join(pieces), tuple(spans))


def _literal(text: str, where: str) -> str:
    """Text between marks; a half-written mark in it is a slip of the author's."""
    if (place := _ESCAPED.sub("  ", text).find("](")) >= 0:
        raise FormatError(
            f"{where}: expected [surface](LABEL), got {text[max(0, place - 20) : place + 12]!r}."
        )
    return _plain(text)


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: _LETTERS.get(match[1], match[1]), text)


def _marked(document: Document) -> str:
    pieces: list[str] = []
    position = 0
    for span in document.spans:
        pieces.append(_escape(document.text[position : span.start]))
        pieces.append(f"[{_escape(document.surface(span))}]({span.label})")
        position = span.end
    pieces.append(_escape(document.text[position:]))
    return "".join(pieces)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + _NAMES.get(match[0], match[0]), text)


def _check_labels(labels: dict[str, int], name: str) -> None:
    """One medical label makes the file medical: any other label is then a slip."""
    unknown = [label for label in labels if label not in MEDICAL_LABELS]
    if unknown and len(unknown) < len(labels):
        raise FormatError(
            f"{name}, line {labels[unknown[0]]}: expected one of "
            f"{', '.join(MEDICAL_LABELS)}, got the label {unknown[0]!r}."
        )
