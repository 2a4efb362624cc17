"""Label sets and the BIO tags they give; the six medical labels are the default."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from engine.tagging.span import Document

MEDICAL_LABELS = ("MED", "ORG", "DIS", "HOR", "PHA", "CMT")


@dataclass(frozen=True)
class LabelSet:
    """An ordered set of labels. Tag 0 is O; label ``i`` has tags B = 2i+1, I = 2i+2."""

    labels: tuple[str, ...] = MEDICAL_LABELS

    def __post_init__(self) -> None:
        if not self.labels or len(set(self.labels)) != len(self.labels):
            raise ValueError(f"expected one or more different labels, got {self.labels!r}")

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> "LabelSet":
        """The labels of ``documents``: the medical six if they suffice, else sorted."""
        found = {span.label for document in documents for span in document.spans}
        if not found:
            raise ValueError("expected at least one entity to read the labels from, got none")
        return cls.of(found)

    @classmethod
    def of(cls, found: Set[str]) -> "LabelSet":
        """A set for ``found`` labels: the medical six if they suffice, else sorted."""
        return cls(MEDICAL_LABELS if found <= set(MEDICAL_LABELS) else tuple(sorted(found)))

    @classmethod
    def from_tags(cls, tags: Iterable[str]) -> "LabelSet":
        """The label set whose ``tags`` are these, in this order (a model's id2label)."""
        given = tuple(tags)
        labels = cls(tuple(tag[2:] for tag in given if tag.startswith("B-")))
        if labels.tags != given:
            raise ValueError(f"expected tags in the order {labels.tags!r}, got {given!r}")
        return labels

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All BIO tags: O, B-first, I-first, B-second, …"""
        return ("O", *(f"{prefix}-{label}" for label in self.labels for prefix in "BI"))

    @cached_property
    def tag_ids(self) -> dict[str, int]:
        """Tag -> id."""
        return {tag: i for i, tag in enumerate(self.tags)}

    def legal_start(self, tag: str) -> bool:
        """Whether a BIO sequence may begin with ``tag``."""
        return not tag.startswith("I-")

    def legal(self, previous: str, tag: str) -> bool:
        """Whether ``tag`` may follow ``previous``: I-X only after B-X or I-X."""
        return not tag.startswith("I-") or previous[2:] == tag[2:]
