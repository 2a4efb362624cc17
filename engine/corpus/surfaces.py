"""Surfaces of a corpus: how often each stands under which label."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.evaluation.word import word_spans
from engine.tagging.span import Document, Span
from engine.text.normalize import match_key


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a surface stands."""

    document: Document
    span: Span


@dataclass(frozen=True, slots=True)
class Surface:
    """A surface in its commonest spelling; ``places`` by label, in file order.

    Spellings with one match key (case, Unicode form, quotes) are one surface.
    """

    text: str
    places: Mapping[str, Sequence[Occurrence]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Occurrences by label, the commonest first."""
        counts = Counter({label: len(found) for label, found in self.places.items()})
        return dict(counts.most_common())

    @property
    def total(self) -> int:
        """Occurrences under all labels."""
        return sum(map(len, self.places.values()))


def surfaces(documents: Iterable[Document]) -> list[Surface]:
    """All surfaces, spans widened to words, the commonest first, then by spelling."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, dict[str, list[Occurrence]]] = defaultdict(dict)
    for document in documents:
        for span in word_spans(document.text, document.spans):
            key = match_key(document.surface(span))
            spellings[key][" ".join(document.surface(span).split())] += 1
            places[key].setdefault(span.label, []).append(Occurrence(document, span))
    found = [Surface(names.most_common(1)[0][0], places[key]) for key, names in spellings.items()]
    return sorted(found, key=lambda surface: (-surface.total, surface.text))


def frequent(found: Iterable[Surface], label: str, limit: int = 15) -> list[tuple[Surface, int]]:
    """The surfaces that are most often ``label``, with how often."""
    counted = [(surface, surface.counts.get(label, 0)) for surface in found]
    ranked = sorted(counted, key=lambda pair: (-pair[1], pair[0].text))
    return [(surface, count) for surface, count in ranked[:limit] if count]


def ambiguous(found: Iterable[Surface]) -> list[Surface]:
    """Surfaces with more than one label; those whose second label is commonest first."""
    several = [surface for surface in found if len(surface.places) > 1]
    return sorted(several, key=lambda s: (-(s.total - max(s.counts.values())), -s.total, s.text))
