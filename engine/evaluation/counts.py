"""Counts of strict matches. Counts add; scores are properties of counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.tagging.labels import LabelSet
from engine.tagging.span import Span


@dataclass(frozen=True, slots=True)
class Counts:
    """Hits (``tp``), spurious predictions (``fp``) and missed gold spans (``fn``)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def support(self) -> int:
        """Number of gold spans."""
        return self.tp + self.fn

    @property
    def precision(self) -> float:
        """tp / (tp + fp); 0/0 is 0."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """tp / (tp + fn); 0/0 is 0."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """2 tp / (2 tp + fp + fn), the harmonic mean of the two; 0/0 is 0."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """The counts of each label, in the order of a label set."""

    labels: tuple[str, ...]
    counts: tuple[Counts, ...]

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.counts):
            raise ValueError(
                f"expected counts of {len(self.labels)} labels, got {len(self.counts)}"
            )

    def __getitem__(self, label: str) -> Counts:
        return self.counts[self.labels.index(label)]

    def __add__(self, other: "LabelCounts") -> "LabelCounts":
        if self.labels != other.labels:
            raise ValueError(f"expected counts of {self.labels!r}, got {other.labels!r}")
        pairs = zip(self.counts, other.counts, strict=True)
        return LabelCounts(self.labels, tuple(mine + theirs for mine, theirs in pairs))

    @property
    def summed(self) -> Counts:
        """The counts of all labels together: what micro scores are made of."""
        return sum(self.counts, Counts())

    def to_json(self) -> dict[str, list[int]]:
        """``{"MED": [tp, fp, fn], …}``."""
        pairs = zip(self.labels, self.counts, strict=True)
        return {label: [count.tp, count.fp, count.fn] for label, count in pairs}

    @classmethod
    def from_json(cls, payload: Mapping[str, Sequence[int]]) -> "LabelCounts":
        """The inverse of ``to_json``."""
        return cls(tuple(payload), tuple(Counts(*row) for row in payload.values()))


def total(documents: Sequence[LabelCounts]) -> LabelCounts:
    """The sum over one or more documents."""
    if not documents:
        raise ValueError("expected the counts of at least one document, got none")
    return sum(documents[1:], documents[0])


def count_matches(gold: Iterable[Span], predicted: Iterable[Span], labels: LabelSet) -> LabelCounts:
    """Strict counts of one document: a hit is the same (start, end, label).

    Spans of a label outside ``labels`` raise ValueError.
    """
    golds, guesses = set(gold), set(predicted)
    tallies = {label: [0, 0, 0] for label in labels.labels}
    for position, spans in enumerate((golds & guesses, guesses - golds, golds - guesses)):
        for span in spans:
            if span.label not in tallies:
                raise ValueError(f"expected labels of {labels.labels!r}, got {span.label!r}")
            tallies[span.label][position] += 1
    return LabelCounts(labels.labels, tuple(Counts(*row) for row in tallies.values()))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
