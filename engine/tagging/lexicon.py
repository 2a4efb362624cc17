"""The lexicon baseline: surfaces with a label, found by the longest match."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from engine.tagging.inflection import stems
from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.span import Document, Span
from engine.tagging.surface_index import SurfaceIndex, select_longest
from engine.text.normalize import match_key

# Which label wins where one surface stands under several: the narrowest class first
# (ইনসুলিন is HOR before MED, a class is PHA before MED), the catch-all CMT last.
NARROWEST_FIRST = ("HOR", "PHA", "MED", "DIS", "ORG", "CMT")


class Lexicon:
    """Surfaces -> label. Surfaces equal in normal form (``match_key``) are one."""

    def __init__(self, labels: Mapping[str, str], generics: Mapping[str, str] | None = None):
        """``labels``: surface -> label; ``generics``: brand or variant -> generic name."""
        self.labels = {match_key(surface): label for surface, label in labels.items()}
        self._generics = {match_key(brand): name for brand, name in (generics or {}).items()}

    @classmethod
    def read(cls, folder: Path) -> "Lexicon":
        """The tables ``{MED,ORG,DIS,HOR,PHA,CMT}.tsv`` of ``folder`` (those that exist).

        Raises ValueError where none exists or one lacks the column ``term``.
        """
        labels: dict[str, str] = {}
        generics: dict[str, str] = {}
        for label in NARROWEST_FIRST:
            if not (path := folder / f"{label}.tsv").is_file():
                continue
            for surfaces, generic in _read_table(path):
                for surface in surfaces:
                    labels.setdefault(surface, label)
                    if generic:
                        generics.setdefault(surface, generic)
        if not labels:
            raise ValueError(f"expected lexicon tables such as MED.tsv in {folder}, got none")
        return cls(labels, generics)

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> "Lexicon":
        """The surfaces of training spans, each with its most frequent label.

        Ties go to the earlier of the medical labels, then to the alphabet.
        """
        counts: dict[str, Counter[str]] = {}
        for document in documents:
            for span in document.spans:
                counts.setdefault(match_key(document.surface(span)), Counter())[span.label] += 1
        return cls({key: max(seen, key=lambda x: _rank(seen, x)) for key, seen in counts.items()})

    def __len__(self) -> int:
        return len(self.labels)

    def find(self, text: str) -> list[Span]:
        """Non-overlapping spans of raw ``text``, longest surface first, in order."""
        index, labels = self._index
        chosen = select_longest(index.occurrences(text))
        return [Span(found.start, found.end, labels[found.surface]) for found in chosen]

    def label_of(self, surface: str) -> str | None:
        """The label of exactly this surface, or None."""
        return self.labels.get(match_key(surface))

    def generic_of(self, surface: str) -> str | None:
        """The generic name behind a brand (নাপা, নাপার -> প্যারাসিটামল), or None.

        The surface itself comes first, then its stems from the longest; a form that
        the lexicon knows for something else is no inflected brand.
        """
        for stem in stems(match_key(surface)):
            if stem in self._generics or stem in self.labels:
                return self._generics.get(stem)
        return None

    @cached_property
    def _index(self) -> tuple[SurfaceIndex, list[str]]:
        return SurfaceIndex.of_keys(self.labels), list(self.labels.values())


def shared_lexicon(folder: Path) -> Lexicon:
    """The lexicon of ``folder``, read once a process and anew when a table has changed."""
    changed = tuple(sorted((file.name, file.stat().st_mtime_ns) for file in folder.glob("*.tsv")))
    return _read_shared(folder, changed)


@lru_cache(maxsize=2)
def _read_shared(folder: Path, changed: tuple[tuple[str, int], ...]) -> Lexicon:
    return Lexicon.read(folder)


def _rank(counts: Counter[str], label: str) -> tuple[int, int, tuple[int, ...]]:
    """Sort key of the best label: most frequent, then first in order."""
    known = label in MEDICAL_LABELS
    place = MEDICAL_LABELS.index(label) if known else len(MEDICAL_LABELS)
    return counts[label], -place, tuple(-ord(char) for char in label)


def _read_table(path: Path) -> Iterable[tuple[list[str], str]]:
    """(term and variants, generic name or "") of each row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if "term" not in (rows.fieldnames or ()):
            raise ValueError(f"{path}: expected the column 'term', got {rows.fieldnames}")
        for row in rows:
            surfaces = [row["term"], *(row.get("variants") or "").split("|")]
            kept = [surface.strip() for surface in surfaces if surface and surface.strip()]
            yield kept, (row.get("generic") or "").strip()
