"""Run folders: what a long job writes down, so that anyone can watch and resume it.

A run folder holds ``config.json`` (the settings), ``state.json`` (status, pid,
step, heartbeat), ``metrics.jsonl`` (one row per logged step), ``log.txt``,
``checkpoints/`` and, when done, ``model/``. This module imports no torch, so
that pages may import it.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import psutil

from engine.formats.write import write_text

MODEL_FOLDER = "model"  # in a run folder

_STATE = "state.json"
_NOTES = {"config.json", _STATE, "metrics.jsonl", "log.txt"}
_KINDS = ("eval_loss", "train_runtime")  # rows that share a step with a plain one
Status = Literal["waiting", "running", "done", "failed", "cancelled"]


class RunError(ValueError):
    """A run folder that cannot be used as asked, in one sentence."""


@dataclass(frozen=True)
class RunState:
    """Where a run stands; times are seconds since the epoch.

    ``queued`` is when it joined the queue. ``since`` and ``since_step`` are when and at
    which step the training began, or went on after a stop. ``reason`` is one word for
    the kind of ``error``.
    """

    status: Status = "waiting"
    pid: int = 0
    pid_started: float = 0.0
    step: int = 0
    total_steps: int = 0
    started: float = 0.0
    heartbeat: float = 0.0
    error: str = ""
    queued: float = 0.0
    since: float = 0.0
    since_step: int = 0
    reason: str = ""

    @property
    def alive(self) -> bool:
        """Whether the very process that wrote this state still runs."""
        return self.status == "running" and self.process_lives

    @property
    def process_lives(self) -> bool:
        """Whether the process with this pid and start time is there and no zombie."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.pid_started) < 1
            return bool(same and process.status() != psutil.STATUS_ZOMBIE)
        except psutil.Error:
            return False

    @property
    def seconds_left(self) -> float | None:
        """Time to the last step at the pace so far; None before there is a pace."""
        done = self.step - self.since_step
        if done <= 0 or not self.since:
            return None
        return (self.heartbeat - self.since) / done * (self.total_steps - self.step)


@dataclass(frozen=True)
class RunFolder:
    """A folder with the files above; every write is whole or not at all."""

    path: Path

    @classmethod
    def open(cls, path: Path, config: Mapping[str, Any]) -> "RunFolder":
        """Create the folder, or reopen it if it was made with the same ``config``.

        A folder in which nothing was made yet is started anew with other settings.
        """
        folder = cls(path)
        wanted = json.loads(json.dumps(dict(config)))
        if folder.config_file.exists() and not folder.untouched:
            found = json.loads(folder.config_file.read_text())
            if found != wanted:
                both = wanted.keys() | found.keys()
                keys = sorted(key for key in both if wanted.get(key) != found.get(key))
                raise RunError(
                    f"expected {path} to be new or made with the same settings, "
                    f"got other values of {', '.join(keys)}"
                )
        else:
            path.mkdir(parents=True, exist_ok=True)
            (path / _STATE).unlink(missing_ok=True)
            write_text(folder.config_file, json.dumps(wanted, ensure_ascii=False, indent=1))
        return folder

    @property
    def config_file(self) -> Path:
        return self.path / "config.json"

    @property
    def untouched(self) -> bool:
        """Whether a run stopped before it made anything: its notes stand alone."""
        return {file.name for file in self.path.iterdir()} <= _NOTES and not self.state().alive

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def model(self) -> Path:
        return self.path / MODEL_FOLDER

    def state(self) -> RunState:
        """The state last written, or a waiting one."""
        file = self.path / _STATE
        if not file.exists():
            return RunState()
        return RunState(**json.loads(file.read_text()))

    def update(self, **changes: Any) -> RunState:
        """Write the state with ``changes`` and a fresh heartbeat."""
        state = replace(self.state(), **changes, heartbeat=time.time())
        write_text(self.path / _STATE, json.dumps(asdict(state)))
        return state

    def begin(self) -> RunState:
        """Mark the run as running in this process; refuse if another one holds it."""
        before = self.state()
        if before.alive and before.pid != os.getpid():
            raise RunError(f"expected {self.path} to be free, got a run by process {before.pid}")
        own = psutil.Process()
        started = before.started or time.time()
        holder = {"pid": own.pid, "pid_started": own.create_time()}
        return self.update(status="running", started=started, error="", reason="", **holder)

    def log(self, line: str) -> None:
        """Append one line to ``log.txt`` with the time of day."""
        with (self.path / "log.txt").open("a", encoding="utf-8") as file:
            file.write(f"{time.strftime('%H:%M:%S')} {line}\n")

    def add_metrics(self, row: Mapping[str, Any]) -> None:
        """Append one row to ``metrics.jsonl``, on a line of its own after half a line too."""
        with (self.path / "metrics.jsonl").open("a+b") as file:
            if file.tell() > 0:
                file.seek(-1, os.SEEK_END)
                if file.read() != b"\n":
                    file.write(b"\n")
            file.write(json.dumps(dict(row)).encode() + b"\n")

    def metrics(self) -> list[dict[str, Any]]:
        """Rows in step order; a row logged again after a resume replaces the earlier one."""
        rows: dict[tuple[Any, ...], dict[str, Any]] = {}
        for row in self._rows():
            kind = next((key for key in _KINDS if key in row), "")
            rows[(row.get("stage"), row.get("step"), kind)] = row
        return sorted(rows.values(), key=_stage_and_step)

    def _rows(self) -> Iterator[dict[str, Any]]:
        file = self.path / "metrics.jsonl"
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError:
                    continue  # the last line of a killed process may be half a line


def _stage_and_step(row: Mapping[str, Any]) -> tuple[str, int]:
    return str(row.get("stage", "")), int(row.get("step", 0))
