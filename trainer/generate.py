"""Training sentences made of frames and lexicon entries; never used to measure anything."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.paths import assets, lexicon_folder
from engine.tagging.lexicon import Lexicon
from engine.tagging.span import Document
from engine.tagging.surface_index import SurfaceIndex
from engine.text.normalize import match_key
from trainer.filling import Filler
from trainer.frames import Frame, frames_file, read_frames
from trainer.terms import HeldOut, Terms

ATTEMPTS = 12  # fillings of one frame before it is given up for this round


def generate(
    count: int,
    seed: int = 42,
    *,
    frames: Path | None = None,
    lexicon: Path | None = None,
    corpus: Path | None = None,
) -> list[Document]:
    """``count`` different sentences; the same seed gives the same sentences.

    ``corpus`` is the folder whose test split is kept out. Raises ValueError where the
    frames cannot give so many.
    """
    held_out = HeldOut.read(corpus or assets() / "corpus")
    terms = Terms.read(lexicon or lexicon_folder(), held_out)
    judge = Judge(Lexicon.read(lexicon or lexicon_folder()), held_out)
    maker = _Maker(read_frames(frames or frames_file()), terms, judge, random.Random(seed))
    texts = maker.documents(count)
    return [
        Document(doc.text, doc.spans, f"generated-{seed}-{number}", doc.meta)
        for number, doc in enumerate(texts, start=1)
    ]


class Judge:
    """Refuses a sentence with a held-out surface or with an entity of doubtful extent."""

    def __init__(self, lexicon: Lexicon, held_out: HeldOut) -> None:
        self._labels = lexicon.labels
        self._names = list(lexicon.labels)
        self._index = SurfaceIndex(self._names)
        self._held_out = held_out

    def accepts(self, document: Document) -> bool:
        """Whether ``document`` may be used."""
        if any(document.surface(span) in self._held_out for span in document.spans):
            return False
        return not self._adjacent(document) and not self._ambiguous(document)

    def _adjacent(self, document: Document) -> bool:
        """Two entities side by side that a reader would take for one (পেটের + ব্যথা)."""
        for left, right in zip(document.spans, document.spans[1:], strict=False):
            alone = not document.text[left.end : right.start].strip()
            site = left.label == "ORG" and right.label in ("CMT", "DIS")
            if alone and (left.label == right.label or site):
                return True
        return False

    def _ambiguous(self, document: Document) -> bool:
        """A lexicon surface crosses or contains a span, or gives it another label."""
        for found in self._index.occurrences(document.text):
            for span in document.spans:
                if found.end <= span.start or span.end <= found.start:
                    continue
                same = (found.start, found.end) == (span.start, span.end)
                if same and self._labels[self._names[found.surface]] != span.label:
                    return True
                if not same and not (span.start <= found.start and found.end <= span.end):
                    return True
        return False


class _Maker:
    """Deals the frames like a pack of cards, so that all are used equally often."""

    def __init__(
        self, frames: Sequence[Frame], terms: Terms, judge: Judge, rng: random.Random
    ) -> None:
        self._frames = list(frames)
        self._filler = Filler(terms, rng)
        self._judge = judge
        self._rng = rng
        self._seen: set[str] = set()

    def documents(self, count: int) -> list[Document]:
        made: list[Document] = []
        while len(made) < count:
            before = len(made)
            made += self._round(count - before)
            if len(made) == before:
                raise ValueError(f"expected frames for {count} sentences, got {len(made)}")
        return made

    def _round(self, limit: int) -> Iterator[Document]:
        """One new sentence of each frame, in random order, at most ``limit``."""
        self._rng.shuffle(self._frames)
        for frame in list(self._frames):
            if limit == 0:
                return
            document = self._new(frame)
            if document is not None:
                limit -= 1
                yield document

    def _new(self, frame: Frame) -> Document | None:
        for _ in range(ATTEMPTS):
            document = self._filler.fill(frame)
            key = match_key(document.text)
            if key not in self._seen and self._judge.accepts(document):
                self._seen.add(key)
                return document
        return None
