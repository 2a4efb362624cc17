"""Trainings that stop in the middle, and what two runs must have in common."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from transformers import TrainerControl, TrainerState, TrainingArguments

from trainer.loop import RunCallback
from trainer.runs import RunFolder

_TIMES = ("runtime", "per_second")  # what may differ between two equal runs


class Stopped(Exception):
    """Stands for a kill where the process of the test must live on."""


def stop_after(step: int, stop: Callable[[], None]) -> Callable[[], None]:
    """Make every training call ``stop`` after ``step`` steps; returns the undoing."""
    original = RunCallback.on_step_end

    def on_step_end(
        self: RunCallback,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,
    ) -> None:
        original(self, args, state, control, **kwargs)
        if state.global_step == step:
            stop()

    RunCallback.on_step_end = on_step_end  # type: ignore[method-assign]
    return lambda: setattr(RunCallback, "on_step_end", original)


def kill_after(step: int) -> None:
    """kill -9 of this very process after ``step`` steps."""
    stop_after(step, lambda: os.kill(os.getpid(), signal.SIGKILL))


def raise_stopped() -> None:
    """Stop without ending the process."""
    raise Stopped


def metrics_of(folder: Path, key: str) -> list[dict[str, Any]]:
    """Rows of ``metrics.jsonl`` that have ``key``, without times."""
    return [
        {k: v for k, v in row.items() if not any(part in k for part in _TIMES)}
        for row in RunFolder(folder).metrics()
        if key in row
    ]


def weights_of(folder: Path) -> dict[str, torch.Tensor]:
    """Every tensor in the safetensors files of a model folder."""
    files = sorted(folder.glob("*.safetensors"))
    assert files
    return {f"{f.name}:{k}": v for f in files for k, v in load_file(f).items()}


def assert_equal_weights(one: Path, other: Path) -> None:
    """Bit for bit."""
    ours, theirs = weights_of(one), weights_of(other)
    assert ours.keys() == theirs.keys()
    for name, value in ours.items():
        assert torch.equal(value, theirs[name]), name
