"""Generated and silver documents may train, and never measure anything."""

from collections.abc import Iterable

from engine.corpus.provenance import GENERATED, MADE, SILVER, SOURCE, is_made
from engine.tagging.span import Document


def refuse_made(documents: Iterable[Document], name: str, role: str) -> None:
    """Raise ValueError if one of ``documents`` of the file ``name`` was made."""
    for document in documents:
        if is_made(document):
            raise ValueError(
                f"{name}: expected gold documents for {role}, got {MADE[document.meta[SOURCE]]} "
                f"(id {document.id!r}); give such files with --extra-train."
            )


__all__ = ["GENERATED", "MADE", "SILVER", "SOURCE", "is_made", "refuse_made"]
