"""A run's turn: each waiting run is a process that waits until it is first and nobody works.

So the queue goes on when the app is closed, and a run whose process died holds up nobody.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from filelock import FileLock, Timeout

from trainer.jobs.folders import TURN_LOCK, changing, is_held, queued_runs, runs_folder
from trainer.jobs.problem import RequestProblem
from trainer.runs import RunFolder

_PAUSE = 0.5  # seconds between two looks


@contextmanager
def turn_of(run: RunFolder) -> Iterator[None]:
    """In the run's own process: wait for the turn, mark the run as running, hold the turn.

    RequestProblem if the run is not, or no longer, one that this process waits for.
    """
    own = psutil.Process()
    with changing():
        state = run.state()
        ours = (own.pid, own.ppid())  # on Windows a launcher stands between
        if state.status != "waiting" or (state.process_lives and state.pid not in ours):
            raise RequestProblem("run_busy", name=run.path.name)
        run.update(pid=own.pid, pid_started=own.create_time())
    lock = FileLock(runs_folder() / TURN_LOCK)
    while not _taken(lock, run):
        time.sleep(_PAUSE)
        if run.state().pid != own.pid:
            raise RequestProblem("run_busy", name=run.path.name)
    try:
        run.begin()
        yield
    finally:
        lock.release()


def waiting_before(run: RunFolder) -> int:
    """How many runs with living processes come before a waiting one, the working included."""
    place = _place(run)
    others = [other for other in queued_runs() if other.path != run.path]
    held = [(other, other.state().status) for other in others if is_held(other.state())]
    return sum(status == "running" or _place(other) < place for other, status in held)


def _taken(lock: FileLock, run: RunFolder) -> bool:
    if waiting_before(run):
        return False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


def _place(run: RunFolder) -> tuple[float, str]:
    return run.state().queued, run.path.name
