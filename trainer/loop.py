"""The one way every training runs: Hugging Face Trainer inside a run folder."""

import json
import shutil
import time
from pathlib import Path
from typing import Any

from transformers import (
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from transformers.utils import logging as transformers_logging

from trainer.progress import Progress
from trainer.runs import RunFolder

transformers_logging.disable_progress_bar()  # progress is ours: a bar, or plain lines
transformers_logging.set_verbosity_error()


class RunCallback(TrainerCallback):  # type: ignore[misc]
    """Writes state, metrics and progress of a Trainer into a run folder."""

    def __init__(self, run: RunFolder, title: str) -> None:
        self.run = run
        self.progress = Progress(title)

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        step = state.global_step
        self.run.update(step=step, total_steps=state.max_steps, since=time.time(), since_step=step)
        self.progress.start(state.global_step, state.max_steps)

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        if self.progress.advance(state.global_step):
            self.run.update(step=state.global_step)

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float] | None = None,
        **kwargs: Any,
    ) -> None:
        row = {"stage": self.progress.title, "step": state.global_step, **(logs or {})}
        self.run.add_metrics(row)
        self.run.update(step=state.global_step)
        shown = {k: round(v, 5) for k, v in row.items() if isinstance(v, float)}
        self.run.log(f"{self.progress.title} step {state.global_step}: {shown}")

    def on_train_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        self.run.update(step=state.global_step)
        self.progress.finish()


def train(trainer: Trainer, checkpoints: Path) -> None:
    """Train from the newest whole checkpoint in ``checkpoints``, or from the start."""
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=newest_whole_checkpoint(checkpoints))


def newest_whole_checkpoint(folder: Path) -> str | None:
    """The newest checkpoint whose files are all there; half-written ones are removed.

    The Trainer writes ``trainer_state.json`` last, so a checkpoint in which it can
    be read, beside the weights and the optimizer, is whole.
    """
    found = sorted(folder.glob("checkpoint-*"), key=lambda p: int(p.name.split("-")[1]))
    for checkpoint in reversed(found):
        if _is_whole(checkpoint):
            return str(checkpoint)
        shutil.rmtree(checkpoint)
    return None


def _is_whole(checkpoint: Path) -> bool:
    needed = ("model.safetensors", "optimizer.pt", "scheduler.pt", "rng_state.pth")
    if not all((checkpoint / name).exists() for name in needed):
        return False
    try:
        json.loads((checkpoint / "trainer_state.json").read_text())
    except (OSError, json.JSONDecodeError):
        return False
    return True
