"""What a model says about one text: spans, and the tags they were decoded from."""

from dataclasses import dataclass

from engine.tagging.span import Document
from engine.text.words import Range


@dataclass(frozen=True, slots=True)
class Prediction:
    """A model's answer for one text, before and after constrained decoding.

    ``document`` carries the decoded spans with scores, in raw-text offsets.
    ``units`` are the pieces as non-empty code-point ranges of the raw text, in
    order; ``raw`` (argmax) and ``constrained`` hold one BIO tag a unit.
    """

    document: Document
    units: tuple[Range, ...]
    raw: tuple[str, ...]
    constrained: tuple[str, ...]

    def __post_init__(self) -> None:
        if not len(self.units) == len(self.raw) == len(self.constrained):
            raise ValueError(
                f"expected one raw and one constrained tag a unit ({len(self.units)}), "
                f"got {len(self.raw)} raw and {len(self.constrained)} constrained"
            )
        previous, limit = 0, len(self.document.text)
        for start, end in self.units:
            if not previous <= start < end <= limit:
                raise ValueError(
                    f"expected non-empty units in order inside 0..{limit}, got {start}..{end} "
                    f"after one that starts at {previous}"
                )
            previous = start
