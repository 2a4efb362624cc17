"""What every reader returns: documents, their labels, and what was wrong with the file."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.tagging.labels import LabelSet
from engine.tagging.span import Document

DUPLICATE_ROW = "duplicate row"  # the kind of issue of a row that is left out


class FormatError(ValueError):
    """A file that cannot be used; the message is one sentence: expected, got, where."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong in a file that could still be read.

    ``row`` counts the file's data rows (documents) from 1, ``line`` is the file line
    on which that row begins, from 1; 0 where there is no such number. ``text`` is
    the string at fault. A ``repaired`` issue was certain and has been put right; the
    others were left as they are and need a person.
    """

    kind: str
    text: str = ""
    row: int = 0
    line: int = 0
    label: str = ""
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents in file order with their label set and the file's issues."""

    documents: tuple[Document, ...]
    labels: LabelSet
    issues: tuple[Issue, ...] = ()

    @classmethod
    def of(cls, documents: Iterable[Document], issues: Iterable[Issue] = ()) -> "Dataset":
        """The dataset of ``documents``; without any span it has the medical labels."""
        kept = tuple(documents)
        annotated = any(document.spans for document in kept)
        return cls(kept, LabelSet.from_documents(kept) if annotated else LabelSet(), tuple(issues))
