"""Gold or made: which documents a program wrote or labelled."""

from collections.abc import Mapping
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
