"""Queues in tests: a home with a teacher and texts, and no process left behind."""

from collections.abc import Iterator

import pytest

from tests.trainer.jobs.small_home import save_teacher, save_texts, without_torch
from trainer.jobs.data import DataFiles
from trainer.jobs.folders import queued_runs
from trainer.jobs.process import stop_process


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFiles]:
    """Twenty texts beside a teacher; whatever was started is ended."""
    without_torch(monkeypatch)
    save_teacher()
    yield save_texts()
    for run in queued_runs():
        stop_process(run.state())
