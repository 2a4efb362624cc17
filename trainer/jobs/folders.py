"""The runs in the user's home, and the lock of everyone who changes their status."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock

from engine.paths import user_home
from trainer.jobs.problem import RequestProblem
from trainer.runs import RunFolder, RunState

KIND = "distill"  # what config.json of a run of this queue says it is
TURN_LOCK = ".turn.lock"  # held by the run that works
_QUEUE_LOCK = ".queue.lock"  # held for the moment of a change
_PATIENCE = 60.0  # seconds to wait for a change that another process makes


def runs_folder() -> Path:
    """Where the user's runs lie."""
    return user_home() / "runs"


def queued_runs() -> list[RunFolder]:
    """The distillations in the user's home, by name; other run folders are no part of this."""
    if not runs_folder().is_dir():
        return []
    folders = (RunFolder(path) for path in sorted(runs_folder().glob("[!.]*")))
    return [run for run in folders if read_config(run) is not None]


def find_run(name: str) -> RunFolder:
    """The distillation of this name; RequestProblem if there is none."""
    for run in queued_runs():
        if run.path.name == name:
            return run
    raise RequestProblem("run_gone", name=name)


def read_config(run: RunFolder) -> dict[str, Any] | None:
    """``config.json`` of a distillation; None for another folder or a damaged one."""
    try:
        config: dict[str, Any] = json.loads(run.config_file.read_text(encoding="utf-8"))
        return config if config.get("kind") == KIND else None
    except (OSError, ValueError, AttributeError):
        return None


def is_held(state: RunState) -> bool:
    """Whether a living process waits or works with this state."""
    return state.status in ("waiting", "running") and state.process_lives


@contextmanager
def changing() -> Iterator[None]:
    """The one who may change the status of runs; the system ends it if the process dies."""
    runs_folder().mkdir(parents=True, exist_ok=True)
    with FileLock(runs_folder() / _QUEUE_LOCK, timeout=_PATIENCE):
        yield
