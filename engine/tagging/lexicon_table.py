"""The rows of a lexicon table: term, variants, gloss, and for some generic and kind."""

import csv
from dataclasses import dataclass
from pathlib import Path

TABLES = ("MED", "ORG", "DIS", "HOR", "PHA", "CMT")


@dataclass(frozen=True, slots=True)
class LexiconRow:
    """One row as it stands in the file; ``line`` counts from 1, the header included.

    ``generic`` names what is behind a brand, several joined by " + ". ``kind`` is a
    sub-class of the label (brand, organ, symptom …) that the sentence generator uses.
    """

    line: int
    term: str
    variants: tuple[str, ...] = ()
    gloss: str = ""
    generic: str = ""
    kind: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The term, then its variants."""
        return (self.term, *self.variants)

    @property
    def generics(self) -> tuple[str, ...]:
        """The substances of ``generic``."""
        return tuple(self.generic.split(" + ")) if self.generic else ()


def read_rows(path: Path) -> list[LexiconRow]:
    """All rows of a table, nothing repaired; raises ValueError without a column ``term``."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if "term" not in (reader.fieldnames or ()):
            raise ValueError(f"{path}: expected the column 'term', got {reader.fieldnames}")
        return [_row(reader.line_num, fields) for fields in reader]


def _row(line: int, fields: dict[str, str | None]) -> LexiconRow:
    variants = fields.get("variants") or ""
    return LexiconRow(
        line=line,
        term=fields["term"] or "",
        variants=tuple(variants.split("|")) if variants else (),
        gloss=fields.get("gloss") or "",
        generic=fields.get("generic") or "",
        kind=fields.get("kind") or "",
    )
