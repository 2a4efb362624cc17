"""How a run stands, read from its folder: the same for everyone who watches."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from engine.evaluation.scores import Scores
from trainer.jobs.folders import is_held, read_config
from trainer.jobs.request import DistillRequest
from trainer.jobs.turn import waiting_before
from trainer.runs import RunFolder, RunState

Standing = Literal[
    "waiting", "reading", "training", "testing", "done", "failed", "cancelled", "stopped"
]
ACTIVE: tuple[Standing, ...] = ("waiting", "reading", "training", "testing")
STUDENT = "student"  # the folder of the training stage
EVALUATION = "evaluation"  # the folder of both evaluations
_TAIL = 16_384  # bytes of a log that are looked at


@dataclass(frozen=True)
class RunView:
    """A run as it is shown. ``standing`` is "stopped" where its process is gone.

    ``before`` counts the runs before a waiting one; ``training`` is the state of the
    training stage, ``validation`` and ``test`` the word protocol's scores once known.
    """

    request: DistillRequest
    data: str
    state: RunState
    standing: Standing
    training: RunState
    before: int = 0
    validation: Scores | None = None
    test: Scores | None = None

    @property
    def name(self) -> str:
        """The run's name, and its model's."""
        return self.request.name

    @property
    def active(self) -> bool:
        """Whether a process waits or works."""
        return self.standing in ACTIVE


@dataclass(frozen=True)
class Curves:
    """Points (step, value) of the training loss, its two terms, and validation F1."""

    loss: tuple[tuple[int, float], ...]
    ce: tuple[tuple[int, float], ...]
    kl: tuple[tuple[int, float], ...]
    f1: tuple[tuple[int, float], ...]


def view_run(run: RunFolder) -> RunView | None:
    """The run; None where its folder is gone or damaged."""
    config = read_config(run)
    if config is None:
        return None
    state, training = run.state(), RunFolder(run.path / STUDENT).state()
    standing = _standing(state, training)
    evaluation = run.path / EVALUATION
    return RunView(
        request=DistillRequest.from_json(config["request"]),
        data=config["data"]["name"],
        state=state,
        standing=standing,
        training=training,
        before=waiting_before(run) if standing == "waiting" else 0,
        validation=read_scores(evaluation / "validation.json"),
        test=read_scores(evaluation / "report.json"),
    )


def read_curves(run: RunFolder) -> Curves:
    """What the training stage has logged so far."""
    rows = RunFolder(run.path / STUDENT).metrics()
    return Curves(*(_points(rows, key) for key in ("loss", "ce", "kl", "eval_f1")))


def log_tail(run: RunFolder, lines: int = 12) -> str:
    """The last lines of the log that was written last: the run's or its training's."""
    files = [run.path / "log.txt", run.path / STUDENT / "log.txt"]
    found = [file for file in files if file.is_file() and file.stat().st_size]
    if not found:
        return ""
    with max(found, key=lambda file: file.stat().st_mtime).open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        text = file.read().decode("utf-8", "replace")
    return "\n".join(text.splitlines()[-lines:])


def read_scores(file: Path) -> Scores | None:
    """The word protocol's scores of an evaluation; None where there is none."""
    try:
        return Scores.from_json(json.loads(file.read_text(encoding="utf-8"))["word"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _standing(state: RunState, training: RunState) -> Standing:
    if state.status == "done" or state.status == "failed" or state.status == "cancelled":
        return state.status
    if not is_held(state):
        return "stopped"
    if state.status == "waiting":
        return "waiting"
    if training.status == "done":
        return "testing"
    return "training" if training.alive and training.total_steps else "reading"


def _points(rows: Sequence[Mapping[str, Any]], key: str) -> tuple[tuple[int, float], ...]:
    return tuple((int(row["step"]), float(row[key])) for row in rows if key in row)
