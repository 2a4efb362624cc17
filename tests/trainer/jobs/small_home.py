"""A user's home with a teacher that has no weights and twenty texts, and runs without torch."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.formats.jsonl import render_jsonl
from engine.models.config import TaggerConfig
from engine.paths import user_home, user_models
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document, Span
from trainer.jobs.data import DataFiles
from trainer.jobs.request import DistillRequest

TEACHER = "big-teacher"
LABELS = ("MED", "DIS")
_STUB = """
import sys, time
from pathlib import Path
from trainer.jobs.turn import turn_of
from trainer.runs import RunFolder
run = RunFolder(Path(sys.argv[1]))
with turn_of(run):
    run.log("works")
    while not (run.path / "go").exists():
        time.sleep(0.02)
    run.update(status="done")
"""


def save_teacher(
    name: str = TEACHER, layers: int = 12, family: str = "bert", labels: tuple[str, ...] = LABELS
) -> Path:
    """A model folder that looks like a teacher as long as nobody reads its weights."""
    folder = user_models() / name
    folder.mkdir(parents=True)
    shape = {"num_hidden_layers": layers, "hidden_size": 64, "model_type": family}
    (folder / "config.json").write_text(json.dumps(shape))
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(b"")
    TaggerConfig(tags=LabelSet(labels).tags, crf=True).write(folder)
    return folder


def save_texts(count: int = 20, name: str = "texts.jsonl") -> DataFiles:
    """``count`` texts with a disease each, in the home's data folder."""
    texts = [f"{i} জ্বর কমে।" for i in range(count)]
    ends = [text.index(" কমে") for text in texts]
    documents = [
        Document(text, (Span(end - len("জ্বর"), end, "DIS"),))
        for text, end in zip(texts, ends, strict=True)
    ]
    file = user_home() / "data" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render_jsonl(documents), encoding="utf-8")
    return DataFiles(name, (file,))


def asked(name: str, **changes: object) -> DistillRequest:
    """A request that fits the teacher."""
    return DistillRequest(**{"name": name, "teacher": TEACHER, "layers": (1, 12), **changes})  # type: ignore[arg-type]


def without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of processes that wait for their turn, and then for a file ``go``."""

    def command(folder: Path) -> list[str]:
        return [sys.executable, "-c", _STUB, str(folder)]

    monkeypatch.setattr("trainer.jobs.process.command", command)


def until(true: Callable[[], bool], seconds: float = 120) -> None:
    """Return as soon as ``true()``; fail after a long time, for the machine may be busy."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
