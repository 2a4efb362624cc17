"""What a model folder says about itself beyond ``config.json``."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from engine.formats.write import write_text

FILE_NAME = "tagger.json"
Kind = Literal["torch", "eq9", "onnx"]
PieceRule = Literal["all", "first"]


class ModelError(ValueError):
    """A model that cannot be loaded or used, in one sentence."""


@dataclass(frozen=True)
class TaggerConfig:
    """How pieces are tagged and which runtime reads the weights.

    ``pieces`` is "all" when every piece carries a tag (the paper) and "first"
    when only the first piece of a word does. ``max_pieces`` counts [CLS] and
    [SEP]; ``overlap`` is how many pieces two windows of a long text share. ``hints`` is
    the table of ``engine.models.hints``, (lexicon tags, tags), empty where there is none.
    """

    tags: tuple[str, ...]
    kind: Kind = "torch"
    pieces: PieceRule = "all"
    crf: bool = False
    max_pieces: int = 128
    overlap: int = 48
    temperature: float = 1.0
    row: str = ""
    provisional: bool = False
    hints: tuple[tuple[float, ...], ...] = ()
    about: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.overlap < self.max_pieces - 2:
            raise ModelError(
                f"expected an overlap from 0 to {self.max_pieces - 3}, got {self.overlap}"
            )
        if self.temperature <= 0:
            raise ModelError(f"expected a temperature above 0, got {self.temperature}")

    def write(self, folder: Path) -> None:
        """Write ``tagger.json`` into ``folder``."""
        write_text(folder / FILE_NAME, json.dumps(asdict(self), ensure_ascii=False, indent=1))

    @classmethod
    def read(cls, folder: Path) -> "TaggerConfig":
        """Read ``tagger.json``; a plain transformers folder gets the defaults."""
        file = folder / FILE_NAME
        if not file.exists():
            return cls(tags=_tags_of_transformers(folder))
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
            hints = tuple(map(tuple, values.get("hints", ())))
            return cls(**{**values, "tags": tuple(values["tags"]), "hints": hints})
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"expected tagger settings in {file}, got: {error}") from error


def _tags_of_transformers(folder: Path) -> tuple[str, ...]:
    file = folder / "config.json"
    if not file.exists():
        raise ModelError(f"expected a model folder with config.json, got {folder}")
    try:
        id2label = json.loads(file.read_text(encoding="utf-8"))["id2label"]
        return tuple(id2label[str(i)] for i in range(len(id2label)))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"expected id2label in {file}, got: {error}") from error
