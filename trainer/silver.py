"""Silver text: real sentences that a teacher labels with confidence, for training alone.

A sentence is confident if under the teacher's lattice

- every span has at least ``threshold`` as the probability that exactly it is there, and
- every piece has at least ``threshold`` as the marginal of its tag on the best path.

The second rule is what keeps half-seen entities out: a word that the teacher leaves
unlabelled must be left so with certainty too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from engine.models.lattice import Floats, Lattice, viterbi
from engine.models.neural import NeuralPredictor
from engine.models.pieces import Pieces
from engine.tagging.span import Document
from engine.text.normalize import match_key
from trainer.provenance import SILVER, SOURCE
from trainer.silver_text import KeptOut

_BUFFER = 64


@dataclass(frozen=True, slots=True)
class SilverRules:
    """What is kept. ``empty_share`` is the most that sentences without entity may be."""

    threshold: float = 0.9
    limit: int | None = None
    empty_share: float = 0.15

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 1:
            raise ValueError(f"expected a threshold between 0 and 1, got {self.threshold}")
        if not 0 <= self.empty_share < 1:
            raise ValueError(f"expected a share from 0 to below 1, got {self.empty_share}")
        if self.limit is not None and self.limit < 1:
            raise ValueError(f"expected a limit of at least 1, got {self.limit}")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the teacher's spans and its least certain tag."""

    document: Document
    certainty: float


def silver_documents(
    sentences: Iterable[str],
    predictor: NeuralPredictor,
    model: str,
    kept_out: KeptOut,
    rules: SilverRules,
) -> Iterator[Document]:
    """Confident documents in reading order, marked with their source and ``model``.

    No text comes twice. Entity-free sentences come only as fast as the share allows,
    so an early stop leaves the share right too.
    """
    made = empty = 0
    for judged in judge_sentences(_new(sentences, kept_out), predictor):
        document = judged.document
        if not confident(judged, rules.threshold):
            continue
        if not document.spans and empty + 1 > rules.empty_share * (made + 1):
            continue
        made += 1
        empty += not document.spans
        meta = {SOURCE: SILVER, "model": model}
        yield Document(document.text, document.spans, f"silver-{made}", meta)
        if made == rules.limit:
            return


def confident(judged: Judged, threshold: float) -> bool:
    """Whether all spans and all tags reach ``threshold``."""
    scores = [span.score or 0.0 for span in judged.document.spans]
    return min((judged.certainty, *scores)) >= threshold


def judge_sentences(sentences: Iterable[str], predictor: NeuralPredictor) -> Iterator[Judged]:
    """Each sentence labelled, a buffer at a time."""
    stream = iter(sentences)
    while texts := list(islice(stream, _BUFFER)):
        pieces = [predictor.tokenizer.split(text) for text in texts]
        emissions = predictor.emissions(pieces)
        for text, split, rows in zip(texts, pieces, emissions, strict=True):
            document = predictor.decode(text, split, rows).document
            yield Judged(document, _certainty(predictor, split, rows))


def _certainty(predictor: NeuralPredictor, pieces: Pieces, emissions: Floats) -> float:
    """The lowest marginal along the best path; 0 for a text without pieces."""
    scored = pieces.first if predictor.config.pieces == "first" else np.ones(len(pieces), bool)
    temperature = predictor.config.temperature
    rows, transitions = emissions[scored] / temperature, predictor.transitions.scaled(temperature)
    if len(rows) == 0:
        return 0.0
    path: Sequence[int] = viterbi(rows, transitions)
    marginals = Lattice(rows, transitions).marginals()  # (n, tags)
    return float(min(marginals[place, tag] for place, tag in enumerate(path)))


def _new(sentences: Iterable[str], kept_out: KeptOut) -> Iterator[str]:
    seen: set[str] = set()
    for sentence in sentences:
        key = match_key(sentence)
        if key not in seen and sentence not in kept_out:
            seen.add(key)
            yield sentence
