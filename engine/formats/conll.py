"""CoNLL (IOB2): a token and its tag a line, a blank line between documents."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from engine.formats.dataset import Dataset, FormatError, Issue
from engine.formats.source import Source
from engine.formats.tags import check_tag, is_tag, read_tags
from engine.tagging.bio import snap_spans, spans_to_tags
from engine.tagging.span import Document
from engine.text.words import Range, unit_ranges

_DOCSTART = "-DOCSTART-"
# Our writer keeps a document's id and exact text in comments, each as a JSON string,
# for a text may hold line breaks. Other comments of this form are skipped.
_COMMENT = re.compile(r"# (\w+) = (.*)")


@dataclass(slots=True)
class _Block:
    """The lines of one document."""

    tokens: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    breaks: set[int] = field(default_factory=set)  # tokens that begin a new sentence


def read_conll(source: Source) -> Dataset:
    """The documents of a CoNLL file; the last column is the tag, the first the token.

    Each block between blank lines is a document; where -DOCSTART- stands more than
    once, the blocks between two of them are the sentences (lines) of one document.
    Raises FormatError with the line.
    """
    documents: list[Document] = []
    issues: list[Issue] = []
    for row, block in enumerate(_blocks(source), start=1):
        text, ranges = _text(block)
        where = f"{source.name}, line {block.lines[0]}"
        tagged = read_tags(block.tags, ranges, where)
        documents.append(Document(text, tagged.spans, block.notes.get("id", str(row))))
        for place in tagged.repaired:
            line, token = block.lines[place], block.tokens[place]
            issues.append(Issue("I tag opens a span", token, row, line, repaired=True))
    return Dataset.of(documents, issues)


def render_conll(documents: Iterable[Document]) -> str:
    """The CoNLL text of ``documents``: words and separators; spans widen to whole ones."""
    blocks = []
    for document in documents:
        units = unit_ranges(document.text)
        tags = spans_to_tags(snap_spans(document.spans, units), units)
        lines = [
            f"# {key} = {json.dumps(value, ensure_ascii=False)}"
            for key, value in (("id", document.id), ("text", document.text))
        ]
        rows = zip(units, tags, strict=True)
        lines += [f"{document.text[start:end]}\t{tag}" for (start, end), tag in rows]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _blocks(source: Source) -> Iterator[_Block]:
    grouped = source.text.count(_DOCSTART) > 1
    block = _Block()
    for number, line in enumerate(re.split(r"\r\n|\n|\r", source.text), start=1):
        comment = _COMMENT.fullmatch(line)
        if comment:
            with suppress(json.JSONDecodeError):
                block.notes[comment[1]] = str(json.loads(comment[2]))
        elif _is_comment(line):
            continue
        elif not line.strip() or line.startswith(_DOCSTART):
            if block.tokens and (not grouped or line.startswith(_DOCSTART)):
                yield block
                block = _Block()
            block.breaks.add(len(block.tokens))
        else:
            token, tag = _columns(line, f"{source.name}, line {number}")
            block.tokens.append(token)
            block.tags.append(tag)
            block.lines.append(number)
    if block.tokens:
        yield block


def _is_comment(line: str) -> bool:
    """A lone # or one before words; "# O" is a token with its tag."""
    return line.strip() == "#" or (line.startswith("# ") and not is_tag(line.split()[-1]))


def _columns(line: str, where: str) -> tuple[str, str]:
    """Token and tag; columns stand between tabs if there is one, else between spaces."""
    cells = line.rstrip().split("\t") if "\t" in line else line.split()
    if len(cells) < 2 or not cells[0].strip():
        raise FormatError(f"{where}: expected a token and its tag, got {line.strip()!r}.")
    return cells[0].strip(), check_tag(cells[-1].strip(), where)


def _text(block: _Block) -> tuple[str, list[Range]]:
    """The document's text and the range of each token in it."""
    text = block.notes.get("text")
    if text is not None and (ranges := _align(text, block.tokens)) is not None:
        return text, ranges
    joined = ""
    ranges = []
    for place, token in enumerate(block.tokens):
        if joined:
            joined += "\n" if place in block.breaks else " "
        ranges.append((len(joined), len(joined) + len(token)))
        joined += token
    return joined, ranges


def _align(text: str, tokens: list[str]) -> list[Range] | None:
    """Where the tokens stand in ``text``, one after the other, or None."""
    ranges: list[Range] = []
    position = 0
    for token in tokens:
        start = text.find(token, position)
        if start < 0:
            return None
        position = start + len(token)
        ranges.append((start, position))
    return ranges
