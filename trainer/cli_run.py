"""``shonakto run``: the process behind one run of the app's queue."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from trainer.bad_input import bad_input_exits

_NICE = 5  # the pages, which people wait for, come first


def run_command(folder: Annotated[Path, typer.Argument(help="Run folder of the queue.")]) -> None:
    """Wait for the turn of a run that the app queued, and work it off."""
    from trainer.jobs.turn import turn_of
    from trainer.runs import RunFolder

    signal.signal(signal.SIGTERM, _leave)
    if hasattr(os, "nice"):
        os.nice(max(0, _NICE - os.nice(0)))
    run = RunFolder(folder)
    with bad_input_exits(), turn_of(run):
        from trainer.distill_job import run_job  # torch, only now

        if not run_job(run):
            raise typer.Exit(1)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """End in good order, so that no temporary folder is left behind."""
    sys.exit(128 + signal.SIGTERM)
