"""Installed models that can teach: PyTorch taggers of two or more layers."""

import json
from dataclasses import dataclass
from pathlib import Path

from engine.models.config import ModelError, TaggerConfig
from engine.models.registry import registered_models
from engine.tagging.labels import LabelSet
from trainer.settings import PAPER, PAPER_LAYERS, SMALL, Preset

_SMALL_WIDTH = 384  # wider encoders get the paper's settings


@dataclass(frozen=True)
class Teacher:
    """A model folder and what a student needs to know of it; ``width`` is of a layer."""

    name: str
    path: Path
    config: TaggerConfig
    family: str
    layers: int
    width: int

    @property
    def labels(self) -> LabelSet:
        """The labels it knows."""
        return LabelSet.from_tags(self.config.tags)

    @property
    def preset(self) -> Preset:
        """The settings that suit its size."""
        return SMALL if self.width <= _SMALL_WIDTH else PAPER

    @property
    def default_layers(self) -> tuple[int, ...]:
        """The paper's four of twelve layers, or about a third, evenly, first and last."""
        if self.layers == PAPER_LAYERS[-1]:
            return PAPER_LAYERS
        if self.layers == 2:
            return (1,)
        kept = max(2, round(self.layers / 3))
        return tuple(1 + round(i * (self.layers - 1) / (kept - 1)) for i in range(kept))

    @property
    def starts_at_first(self) -> bool:
        """Whether a student must keep layer 1: a ModernBERT's has no attention norm."""
        return self.family == "modernbert"


def installed_teachers() -> list[Teacher]:
    """Every registered PyTorch model with at least two layers, the deepest first."""
    teachers: list[Teacher] = []
    for model in registered_models():
        try:
            teachers.append(read_teacher(model.name, model.path))
        except ModelError:
            continue  # the word list, an ONNX folder, or one that cannot be read
    return sorted(teachers, key=lambda teacher: -teacher.layers)


def read_teacher(name: str, path: Path) -> Teacher:
    """The model in the folder ``path``; ModelError if it cannot teach."""
    try:
        config = TaggerConfig.read(path)
        LabelSet.from_tags(config.tags)
        shape = json.loads((path / "config.json").read_text(encoding="utf-8"))
        layers, width = int(shape["num_hidden_layers"]), int(shape["hidden_size"])
        family = str(shape["model_type"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"expected a model that can teach in {path}, got: {error}") from error
    if config.kind != "torch" or layers < 2 or not (path / "model.safetensors").is_file():
        raise ModelError(f"expected a PyTorch model of two or more layers in {path}, got another")
    return Teacher(name, path, config, family, layers, width)
