"""The entities that may fill a slot: the lexicon without the surfaces of the test split."""

import random
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.formats.read import read_dataset
from engine.tagging.inflection import is_inflection, stems
from engine.tagging.lexicon_table import TABLES, LexiconRow, read_rows
from engine.text.normalize import match_key, normal_form
from trainer.frames import Slot

# What a slot without a kind takes; a label that is missing here takes every row.
USUAL_KINDS = {"MED": ("generic", "brand"), "ORG": ("organ", "body"), "CMT": ("symptom",)}
SAME = ("same",)  # the generic name behind the brand that stands before
CANONICAL_SHARE = 0.6

# A gloss that can stand in a clinical note: one to three words, no explanation.
_ENGLISH_NAME = re.compile(
    r"(?!.*\b(?:of|the|in|a|and|from|to|with|brand)\b)[A-Za-z'-]+(?: [A-Za-z'-]+){0,2}"
)
_BANGLA = re.compile(r"[\u0980-\u09ff]")


@dataclass(frozen=True, slots=True)
class Term:
    """One lexicon row as the generator uses it; the canonical form is the first."""

    label: str
    kind: str
    bangla: tuple[str, ...]
    latin: tuple[str, ...]
    english: str = ""
    generic: str = ""

    def form(self, script: str, rng: random.Random) -> str:
        """A form in ``script`` (latin, else Bangla), the canonical one more often.

        Where no Latin form is known, the English name of the gloss stands for it.
        """
        latin = self.latin or ((self.english,) if self.english else ())
        forms = latin if script == "latin" and latin else self.bangla or latin
        if len(forms) == 1 or rng.random() < CANONICAL_SHARE:
            return forms[0]
        return rng.choice(forms[1:])


class HeldOut:
    """The surfaces that generated text must not hold, in any inflected form."""

    def __init__(self, surfaces: Iterable[str]) -> None:
        self._stems = {stem for surface in surfaces for stem in stems(_key(surface))}
        self._longest = max(map(len, self._stems), default=0)

    @classmethod
    def read(cls, folder: Path) -> "HeldOut":
        """The entity surfaces of ``test_*.txt`` and ``test*.jsonl`` in ``folder``."""
        files = sorted([*folder.glob("test_*.txt"), *folder.glob("test*.jsonl")])
        documents = [doc for file in files for doc in read_dataset(file).documents]
        return cls(doc.surface(span) for doc in documents for span in doc.spans)

    def __contains__(self, surface: str) -> bool:
        key = _key(surface)
        cuts = range(1, min(len(key), self._longest + 1))
        return key in self._stems or any(
            key[:cut] in self._stems and is_inflection(key[:cut], key[cut:]) for cut in cuts
        )


def _key(surface: str) -> str:
    """``match_key`` that also sees যকৃৎ in যকৃতের."""
    return match_key(surface).replace("ৎ", "ত")


class Terms:
    """Terms by label and kind."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._all = tuple(terms)
        generics = (term for term in self._all if term.label == "MED" and term.bangla)
        self._generics = {term.bangla[0]: term for term in generics if not term.generic}
        self._pools: dict[tuple[str, tuple[str, ...], bool], tuple[Term, ...]] = {}

    @classmethod
    def read(cls, folder: Path, held_out: HeldOut) -> "Terms":
        """The rows of the tables in ``folder`` that keep a form when ``held_out`` is gone."""
        tables = [label for label in TABLES if (folder / f"{label}.tsv").is_file()]
        rows = ((label, row) for label in tables for row in read_rows(folder / f"{label}.tsv"))
        terms = (_term(label, row, held_out) for label, row in rows)
        return cls(term for term in terms if term.bangla or term.latin)

    def pool(self, slot: Slot) -> tuple[Term, ...]:
        """The terms that may fill ``slot``; raises ValueError where there are none."""
        kinds = slot.kinds or USUAL_KINDS.get(slot.label, ())
        key = (slot.label, kinds, slot.script == "latin")
        if key not in self._pools:
            self._pools[key] = tuple(self._select(*key))
        if not self._pools[key]:
            raise ValueError(f"expected lexicon rows for {slot}, got none")
        return self._pools[key]

    def generic_of(self, brand: Term) -> Term | None:
        """The term of the first substance behind ``brand``, where it may be used."""
        return self._generics.get(brand.generic.split(" + ")[0])

    @cached_property
    def known_brands(self) -> tuple[Term, ...]:
        """The brands whose generic name may be used."""
        brands = (term for term in self._all if term.kind == "brand" and term.bangla)
        return tuple(brand for brand in brands if self.generic_of(brand) is not None)

    def _select(self, label: str, kinds: Collection[str], latin: bool) -> Iterable[Term]:
        for term in self._all:
            written = term.latin or term.english if latin else term.bangla
            if written and term.label == label and (not kinds or term.kind in kinds):
                yield term


def _term(label: str, row: LexiconRow, held_out: HeldOut) -> Term:
    """``row`` without held-out forms; with its canonical form goes the whole row."""
    if row.term in held_out:
        return Term(label, row.kind, (), ())
    forms = [normal_form(form) for form in row.forms if form not in held_out]
    bangla = tuple(form for form in forms if _BANGLA.search(form))
    latin = tuple(form for form in forms if form not in bangla)
    known = _ENGLISH_NAME.fullmatch(row.gloss) and row.gloss not in held_out
    return Term(label, row.kind, bangla, latin, row.gloss if known else "", row.generic)
