"""Progress of long work: a bar with the time left, or plain lines without a terminal."""

import sys
import time

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress

_LINE_EVERY = 15.0  # seconds between plain lines
_BEAT_EVERY = 2.0  # seconds between heartbeats


class Progress:
    """Counts steps of one job; ``advance`` says when a heartbeat is due."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._first = self._total = 0
        self._started = self._line_at = self._beat_at = time.monotonic()

    def start(self, done: int, total: int) -> None:
        """Begin at step ``done`` of ``total``."""
        self._first, self._total = done, total
        self._started = self._line_at = self._beat_at = time.monotonic()
        if sys.stderr.isatty():
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
            )
            from rich.console import Console

            self._bar = RichProgress(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task(self.title, total=total, completed=done)
            self._bar.start()

    def advance(self, done: int) -> bool:
        """Report step ``done``; True when a heartbeat should be written."""
        now = time.monotonic()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)
        elif now - self._line_at > _LINE_EVERY:
            self._line_at = now
            print(self._line(done, now), file=sys.stderr, flush=True)
        if now - self._beat_at > _BEAT_EVERY:
            self._beat_at = now
            return True
        return False

    def finish(self) -> None:
        """Close the bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _line(self, done: int, now: float) -> str:
        rate = (done - self._first) / max(now - self._started, 1e-9)
        left = (self._total - done) / rate if rate > 0 else 0.0
        return f"{self.title}: {done}/{self._total}, {left / 60:.1f} min left"
