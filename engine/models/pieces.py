"""Text to pieces with raw offsets, by the tokenizer of a model folder."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from engine.models.config import ModelError
from engine.text.normalize import NUKTA_LETTERS
from engine.text.words import Range, unit_ranges

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pieces:
    """The pieces of one text, without special pieces.

    ``ids`` has shape (n,); ``ranges`` are non-empty raw code-point ranges in
    order; ``first[i]`` tells whether piece ``i`` begins a word or a separator. ``text`` is
    what was split.
    """

    ids: Ids
    ranges: tuple[Range, ...]
    first: npt.NDArray[np.bool_]
    text: str = ""

    def __len__(self) -> int:
        return len(self.ranges)


class PieceTokenizer:
    """A ``tokenizer.json`` that reports raw offsets and never obeys the text.

    Words such as "[SEP]" in a text stay plain text. Truncation and padding of the
    file are switched off: windows are cut elsewhere.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode_special_tokens = True
        self.backend = tokenizer

    @classmethod
    def read(cls, folder: Path) -> "PieceTokenizer":
        """Read ``tokenizer.json`` from a model folder."""
        file = folder / "tokenizer.json"
        if not file.exists():
            raise ModelError(f"expected tokenizer.json in {folder}, got none")
        try:
            return cls(Tokenizer.from_file(str(file)))
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(f"expected a tokenizer in {file}, got: {error}") from error

    def split(self, text: str) -> Pieces:
        """The pieces of ``text``."""
        encoding = self.backend.encode(text, add_special_tokens=False)
        ids: list[int] = []
        ranges: list[Range] = []
        covered = 0
        for piece, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            covered = _keep_marks(text, ranges, covered, start)
            if start > covered and text[start - 1 : start + 1] in NUKTA_LETTERS:
                start -= 1  # tokenizers puts a joined pair at its second code point
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start < end:
                ids.append(piece)
                ranges.append((start, end))
                covered = end
        _keep_marks(text, ranges, covered, len(text))
        first = _first_of_unit(text, ranges)
        return Pieces(np.array(ids, dtype=np.int64), tuple(ranges), first, text)

    @cached_property
    def cls(self) -> int:
        """Id of [CLS]."""
        return self._special("[CLS]", "<s>")

    @cached_property
    def sep(self) -> int:
        """Id of [SEP]."""
        return self._special("[SEP]", "</s>")

    @cached_property
    def pad(self) -> int:
        """Id of [PAD]."""
        return self._special("[PAD]", "<pad>")

    @cached_property
    def mask(self) -> int:
        """Id of [MASK]."""
        return self._special("[MASK]", "<mask>")

    def _special(self, *names: str) -> int:
        for name in names:
            found = self.backend.token_to_id(name)
            if found is not None:
                return int(found)
        raise ModelError(f"expected the piece {names[0]} in the vocabulary, got none")


def _keep_marks(text: str, ranges: list[Range], covered: int, until: int) -> int:
    """Widen the last range over the marks right after it; returns its end.

    ``tokenizers`` puts a joined vowel sign (ে + া) at its first code point.
    """
    if ranges and covered < until and unicodedata.category(text[covered])[0] == "M":
        while covered < until and unicodedata.category(text[covered])[0] == "M":
            covered += 1
        ranges[-1] = (ranges[-1][0], covered)
    return covered


def _first_of_unit(text: str, ranges: list[Range]) -> npt.NDArray[np.bool_]:
    """Mark the first piece that begins in each word or separator."""
    units = unit_ranges(text)
    first = np.zeros(len(ranges), dtype=np.bool_)
    unit, seen = 0, -1
    for i, (start, _) in enumerate(ranges):
        while unit < len(units) and units[unit][1] <= start:
            unit += 1
        if unit != seen:
            first[i], seen = True, unit
    return first
