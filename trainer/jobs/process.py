"""The process of a run: started detached from the app, ended as a whole."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import psutil

from trainer.runs import RunState

_GRACE = 10.0  # seconds to end by itself before it is killed


def command(folder: Path) -> list[str]:
    """What works off the run in ``folder``. ``-P``: no module of the working folder is ours."""
    return [sys.executable, "-P", "-m", "trainer.cli", "run", str(folder)]


def start_detached(folder: Path) -> psutil.Process:
    """Start ``command`` in a session of its own; it outlives the app. OSError if it cannot.

    What it prints goes to the run's log.
    """
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"}
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command(folder),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    # Without someone who waits for it, an ended child would stay a zombie.
    Thread(target=process.wait, daemon=True).start()
    return psutil.Process(process.pid)


def stop_process(state: RunState) -> None:
    """End the process that holds ``state``, and its children; returns when they are gone."""
    if not state.process_lives or state.pid == os.getpid():
        return
    try:
        parent = psutil.Process(state.pid)
        family = [*parent.children(recursive=True), parent]
    except psutil.Error:
        return
    for process in family:
        _send(process)
    _, stubborn = psutil.wait_procs(family, timeout=_GRACE)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=_GRACE)


def _send(process: psutil.Process) -> None:
    """Ask it to end; one that is paused must wake up to do so."""
    try:
        process.terminate()
        process.resume()
    except psutil.Error:
        pass  # gone meanwhile
