"""Sentences of real text for silver labels, and those that a test keeps out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import regex

from engine.evaluation.seen import entity_surfaces
from engine.formats.dataset import FormatError
from engine.formats.read import read_dataset
from engine.tagging.span import Document
from engine.tagging.surface_index import SurfaceIndex
from engine.text.sentences import sentence_ranges
from engine.text.words import word_ranges
from trainer.nearness import FeatureIndex, text_features
from trainer.progress import Progress
from trainer.text_stream import TextStream, opened

WORDS = range(4, 41)  # the length of a usable sentence
_BANGLA = regex.compile(r"\p{Bengali}")
_LETTER = regex.compile(r"\p{L}")


class KeptOut:
    """Sentences that must not train: like a text of a test, or with a word only it has."""

    def __init__(self, tests: Sequence[Document], surfaces: Iterable[str]) -> None:
        """``surfaces`` are kept out in every inflected form, labelled or not."""
        self._texts = FeatureIndex(text_features(document.text) for document in tests)
        self._surfaces = SurfaceIndex(surfaces)

    @classmethod
    def read(cls, corpus: Path, tests: Sequence[Path] = ()) -> "KeptOut":
        """The shipped test split, its surfaces that gold training lacks, and texts of ``tests``.

        An unseen surface must stay unseen in silver text too; one that gold training
        shows anyway may occur, or common words such as জ্বর would empty the text.
        """
        test = read_dataset(corpus / "test.jsonl").documents
        train = read_dataset(corpus / "train.jsonl").documents
        others = [doc for file in tests for doc in read_dataset(file).documents]
        return cls((*test, *others), sorted(entity_surfaces(test) - entity_surfaces(train)))

    def __contains__(self, sentence: str) -> bool:
        features = text_features(sentence)
        near = next(self._texts.near(features, "text"), None)
        return near is not None or bool(self._surfaces.occurrences(sentence))


def read_sentences(files: Sequence[Path]) -> Iterator[str]:
    """The usable sentences of text files, .gz too, line by line, with a progress bar."""
    for file in files:
        with opened(str(file)) as stream:
            progress = Progress(f"{stream.name} (KB)")
            progress.start(0, stream.size // 1024)
            try:
                for line in _lines(stream):
                    progress.advance(stream.position() // 1024)
                    yield from usable(line)
            finally:
                progress.finish()


def usable(line: str) -> Iterator[str]:
    """Its sentences that are mostly Bangla and of a usual length."""
    for start, end in sentence_ranges(line):
        sentence = line[start:end].strip()
        letters = len(_LETTER.findall(sentence))
        bangla = sum(bool(_BANGLA.match(letter)) for letter in _LETTER.findall(sentence))
        if len(word_ranges(sentence)) in WORDS and bangla * 2 >= letters:
            yield sentence


def _lines(stream: TextStream) -> Iterator[str]:
    for number, line in enumerate(stream.lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{stream.name}, line {number}: expected UTF-8, got the byte "
                f"0x{line[error.start]:02x}."
            ) from None
