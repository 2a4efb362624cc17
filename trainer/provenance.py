"""Gold or made: generated and silver documents may train, and never measure anything."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from engine.tagging.span import Document

SOURCE = "source"  # the key in ``Document.meta``
GENERATED, SILVER = "generated", "silver"
MADE: Mapping[str, str] = MappingProxyType(
    {
        GENERATED: "a sentence of `shonakto generate`",
        SILVER: "a sentence labelled by `shonakto silver`",
    }
)


def is_made(document: Document) -> bool:
    """Whether a program wrote or labelled ``document``."""
    return document.meta.get(SOURCE) in MADE


def refuse_made(documents: Iterable[Document], name: str, role: str) -> None:
    """Raise ValueError if one of ``documents`` of the file ``name`` was made."""
    for document in documents:
        if is_made(document):
            raise ValueError(
                f"{name}: expected gold documents for {role}, got {MADE[document.meta[SOURCE]]} "
                f"(id {document.id!r}); give such files with --extra-train."
            )
