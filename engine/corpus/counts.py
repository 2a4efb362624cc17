"""How much of what: texts, sentences and spans, lengths, and surfaces that are new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.evaluation.seen import entity_surfaces
from engine.formats.check import sentence_count
from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document
from engine.text.normalize import match_key
from engine.text.words import word_ranges


@dataclass(frozen=True, slots=True)
class SetCounts:
    """A set of documents: how many, their spans by label, zeros included."""

    documents: int
    labels: Mapping[str, int]

    @property
    def spans(self) -> int:
        """All spans."""
        return sum(self.labels.values())

    @classmethod
    def of(
        cls, documents: Sequence[Document], labels: Sequence[str] = MEDICAL_LABELS
    ) -> "SetCounts":
        """The counts of ``documents`` for ``labels``."""
        found = Counter(span.label for document in documents for span in document.spans)
        return cls(len(documents), {label: found[label] for label in labels})


@dataclass(frozen=True, slots=True)
class NewPart:
    """How many there are, and how many of them training does not have."""

    all: int
    unseen: int

    @property
    def share(self) -> float:
        """The unseen part, a fraction; 0 of nothing."""
        return self.unseen / self.all if self.all else 0.0


@dataclass(frozen=True, slots=True)
class Novelty:
    """What a test split has that training lacks: surfaces, spans, surfaces by label."""

    surfaces: NewPart
    spans: NewPart
    labels: Mapping[str, NewPart]


@dataclass(frozen=True, slots=True)
class Lengths:
    """Words of each text, and of each span, in order."""

    texts: tuple[int, ...]
    spans: tuple[int, ...]


def by_genre(documents: Sequence[Document]) -> dict[str, SetCounts]:
    """Counts by the genre in each document's notes, sorted by its name."""
    genres = sorted({document.meta.get("genre", "") for document in documents})
    return {
        genre: SetCounts.of([d for d in documents if d.meta.get("genre", "") == genre])
        for genre in genres
    }


def sentences(documents: Iterable[Document]) -> int:
    """Number of sentences in all texts."""
    return sum(sentence_count(document.text) for document in documents)


def lengths(documents: Iterable[Document]) -> Lengths:
    """Lengths of texts and spans in words."""
    kept = tuple(documents)
    return Lengths(
        tuple(len(word_ranges(document.text)) for document in kept),
        tuple(len(word_ranges(d.surface(span))) for d in kept for span in d.spans),
    )


def novelty(train: Sequence[Document], test: Sequence[Document]) -> Novelty:
    """What ``test`` has that ``train`` lacks, surfaces compared by their match key."""
    seen = entity_surfaces(train)
    keys = [match_key(d.surface(span)) for d in test for span in d.spans]
    labels = {label: of_label(test, label) for label in MEDICAL_LABELS}
    return Novelty(
        _part(entity_surfaces(test), seen),
        _part(keys, seen),
        {label: _part(surfaces, seen) for label, surfaces in labels.items()},
    )


def of_label(documents: Iterable[Document], label: str) -> frozenset[str]:
    """The surfaces of one label."""
    return entity_surfaces(
        d.with_spans(tuple(span for span in d.spans if span.label == label)) for d in documents
    )


def _part(keys: Iterable[str], seen: frozenset[str]) -> NewPart:
    kept = tuple(keys)
    return NewPart(len(kept), sum(key not in seen for key in kept))
