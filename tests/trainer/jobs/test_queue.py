"""The queue: one at a time, in order, and whatever dies holds up nobody."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from engine.paths import user_home, user_models
from tests.trainer.jobs.small_home import asked, until
from trainer.jobs.data import DataFiles
from trainer.jobs.folders import find_run, queued_runs, runs_folder
from trainer.jobs.problem import RequestProblem
from trainer.jobs.queue import cancel, discard, enqueue, resume
from trainer.jobs.view import RunView, view_run
from trainer.runs import RunFolder

ROOT = Path(__file__).parents[3]


def view(name: str) -> RunView:
    """How a run stands."""
    found = view_run(find_run(name))
    assert found is not None
    return found


def works(name: str) -> bool:
    """Whether it is this run's turn."""
    return find_run(name).state().status == "running"


def let_go(name: str) -> None:
    """Let the run that has its turn end, and wait for that."""
    (runs_folder() / name / "go").touch()
    until(lambda: view(name).standing == "done")


def test_runs_work_one_at_a_time_in_the_order_of_the_queue(data: DataFiles) -> None:
    for name in ("c", "a", "b"):
        enqueue(asked(name), data)
    until(lambda: works("c"))
    assert [view(name).before for name in ("a", "b")] == [1, 2]
    for name, later in (("c", ("a", "b")), ("a", ("b",))):
        assert [view(other).standing for other in later] == ["waiting"] * len(later)
        let_go(name)
        until(lambda later=later: works(later[0]))  # type: ignore[misc]
    let_go("b")


def test_a_killed_run_is_stopped_holds_up_nobody_and_is_resumed(data: DataFiles) -> None:
    for name in ("a", "b"):
        enqueue(asked(name), data)
    until(lambda: works("a"))
    os.kill(find_run("a").state().pid, signal.SIGKILL)
    until(lambda: works("b"))
    assert view("a").standing == "stopped"
    resume("a")
    assert view("a").standing == "waiting"
    pid = find_run("a").state().pid
    resume("a")  # a second browser's click
    assert find_run("a").state().pid == pid
    let_go("b")
    until(lambda: works("a"))
    let_go("a")
    resume("a")
    assert view("a").standing == "done"


def test_cancel_ends_the_process_of_a_waiting_and_of_a_paused_run(data: DataFiles) -> None:
    for name in ("a", "b", "c"):
        enqueue(asked(name), data)
    until(lambda: works("a"))
    cancel("b")
    os.kill(find_run("a").state().pid, signal.SIGSTOP)
    cancel("a")
    assert [view(name).standing for name in ("a", "b")] == ["cancelled", "cancelled"]
    assert not any(find_run(name).state().process_lives for name in ("a", "b"))
    until(lambda: works("c"))
    let_go("c")
    cancel("c")  # too late: it stays what it is
    assert view("c").standing == "done"


def test_a_run_outlives_the_process_that_started_it(data: DataFiles) -> None:
    code = (
        "import pytest; from tests.trainer.jobs.small_home import *; from trainer.jobs.queue "
        "import enqueue; from trainer.jobs.data import home_files; "
        "without_torch(pytest.MonkeyPatch()); enqueue(asked('a'), home_files()[0])"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    until(lambda: works("a"))
    state = find_run("a").state()
    assert os.getsid(state.pid) == state.pid  # no terminal's Ctrl+C reaches it
    assert psutil.Process(state.pid).ppid() != os.getpid()
    let_go("a")


def test_nothing_is_written_where_something_is_wrong(data: DataFiles) -> None:
    enqueue(asked("a"), data)
    before = {path: path.stat().st_mtime_ns for path in runs_folder().rglob("*.json")}
    for wrong in (asked("a"), asked("../b"), asked("b", layers=(0,)), asked("b", teacher="none")):
        with pytest.raises(RequestProblem):
            enqueue(wrong, data)
    assert {path.name for path in runs_folder().glob("[!.]*")} == {"a"}
    assert before.keys() <= set(runs_folder().rglob("*.json"))
    assert [path for path in runs_folder().glob(".*") if path.is_dir()] == []


def test_a_run_whose_process_cannot_start_has_failed_and_says_why(
    data: DataFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.jobs.process.command", lambda folder: [str(folder / "nothing")])
    enqueue(asked("a"), data)
    state = find_run("a").state()
    assert (state.status, state.reason) == ("failed", "other")
    assert "nothing" in state.error


def test_a_deleted_run_and_its_model_lie_in_the_trash(data: DataFiles) -> None:
    enqueue(asked("a"), data)
    until(lambda: works("a"))
    with pytest.raises(RequestProblem) as caught:
        discard("a", with_model=True)
    assert caught.value.code == "run_busy"
    let_go("a")
    (user_models() / "a").mkdir()
    place = discard("a", with_model=True)
    assert place.is_relative_to(user_home() / "trash")
    assert RunFolder(place / "run").state().status == "done"
    assert (place / "model").is_dir()
    assert queued_runs() == []
    assert not (user_models() / "a").exists()
    with pytest.raises(RequestProblem) as caught:
        cancel("a")
    assert caught.value.code == "run_gone"


def test_other_run_folders_are_no_part_of_the_queue(data: DataFiles) -> None:
    RunFolder.open(runs_folder() / "reproduction", {"preset": "small"})
    (runs_folder() / "damaged").mkdir()
    (runs_folder() / "damaged" / "config.json").write_text("{")
    assert queued_runs() == []
    with pytest.raises(RequestProblem, match="name_taken"):
        enqueue(asked("reproduction"), data)
