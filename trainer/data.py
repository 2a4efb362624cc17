"""Train, validation and test: split by document and written down with hashes."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from engine.formats.dataset import Dataset, FormatError
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document
from engine.text.normalize import match_key

FRACTIONS = (0.8, 0.1, 0.1)


@dataclass(frozen=True, slots=True)
class Split:
    """Three disjoint parts of a data set, each in file order.

    ``dropped`` counts the documents left out because their text, in normal form,
    stands earlier in the file: a repeated text would be counted twice.
    """

    train: tuple[Document, ...]
    validation: tuple[Document, ...]
    test: tuple[Document, ...]
    labels: LabelSet
    seed: int
    dropped: int = 0

    @property
    def parts(self) -> dict[str, tuple[Document, ...]]:
        """The parts by name."""
        return {"train": self.train, "validation": self.validation, "test": self.test}


def split(
    dataset: Dataset, seed: int = 42, fractions: tuple[float, float, float] = FRACTIONS
) -> Split:
    """Split ``dataset`` by document; the first document of each text is kept.

    The texts are sorted before they are shuffled, so the parts depend on the set of
    texts and the seed alone, not on the order of the file, and on no hash. Raises
    FormatError for fewer than three different texts.
    """
    first: dict[str, int] = {}
    for number, document in enumerate(dataset.documents):
        first.setdefault(match_key(document.text), number)
    ordered = [first[key] for key in _shuffled(sorted(first), seed)]
    train, validation = _sizes(len(ordered), fractions)
    cuts = (ordered[:train], ordered[train : train + validation], ordered[train + validation :])
    parts = [tuple(dataset.documents[number] for number in sorted(cut)) for cut in cuts]
    dropped = len(dataset.documents) - len(first)
    return Split(parts[0], parts[1], parts[2], dataset.labels, seed, dropped)


def _shuffled(keys: Sequence[str], seed: int) -> list[str]:
    """``keys`` in an order drawn with ``random()``, the one method whose sequence
    Python promises to keep for a seed."""
    draw = random.Random(seed)
    numbered = [(draw.random(), key) for key in keys]
    return [key for _, key in sorted(numbered)]


def _sizes(total: int, fractions: tuple[float, float, float]) -> tuple[int, int]:
    """How many texts train and validation get; halves round up, no part stays empty."""
    if min(fractions) <= 0 or not math.isclose(sum(fractions), 1):
        raise ValueError(f"expected three positive fractions with sum 1, got {fractions}")
    if total < 3:
        raise FormatError(f"expected at least 3 different texts to split, got {total}.")
    validation = max(1, math.floor(total * fractions[1] + 0.5))
    train = min(math.floor(total * fractions[0] + 0.5), total - validation - 1)
    return max(1, train), min(validation, total - 2)
