"""Run folders: one holder, one set of settings, and rows that survive a kill."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from trainer.runs import RunError, RunFolder, RunState


def test_a_run_that_stopped_before_it_made_anything_may_start_anew(tmp_path: Path) -> None:
    first = RunFolder.open(tmp_path / "run", {"data": "no-such-file"})
    first.update(status="failed", error="expected a file")
    first.log("began")
    second = RunFolder.open(tmp_path / "run", {"data": "there"})
    assert json.loads(second.config_file.read_text()) == {"data": "there"}
    assert second.state() == RunState()
    second.begin()  # this very process works on it
    with pytest.raises(RunError, match="got other values of data"):
        RunFolder.open(tmp_path / "run", {"data": "elsewhere"})


def test_a_folder_reopens_with_the_same_settings_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "run"
    RunFolder.open(path, {"epochs": 5, "layers": (1, 2), "row": "teacher"})
    again = RunFolder.open(path, {"epochs": 5, "layers": [1, 2], "row": "teacher"})
    assert json.loads(again.config_file.read_text())["layers"] == [1, 2]
    again.checkpoints.mkdir()
    with pytest.raises(RunError) as caught:
        RunFolder.open(path, {"epochs": 6, "layers": [1, 2], "seed": 1, "row": "teacher"})
    assert str(caught.value) == (
        f"expected {path} to be new or made with the same settings, "
        "got other values of epochs, seed"
    )
    assert isinstance(caught.value, ValueError)


def test_the_state_goes_round(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    assert run.state() == RunState()
    written = run.update(status="failed", step=3, total_steps=9, error="এক বাক্য")
    assert run.state() == written
    assert (written.step, written.error, written.heartbeat > 0) == (3, "এক বাক্য", True)
    assert run.update(step=4).error == "এক বাক্য"
    assert asdict(run.state()).keys() == json.loads((run.path / "state.json").read_text()).keys()
    assert [p.name for p in run.path.iterdir() if p.name.startswith(".")] == []


def test_a_run_of_this_process_is_alive_until_it_ends(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    assert not run.state().alive
    begun = run.begin()
    assert begun.pid == os.getpid()
    assert run.state().alive
    assert not run.update(status="done").alive


def test_another_live_process_holds_its_run(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        started = psutil.Process(child.pid).create_time()
        run.update(status="running", pid=child.pid, pid_started=started)
        with pytest.raises(RunError, match=f"to be free, got a run by process {child.pid}$"):
            run.begin()
        recycled = run.update(pid_started=started - 100)  # the number now names another process
        assert not recycled.alive
        run.update(pid_started=started)
    finally:
        child.kill()
        child.wait()
    assert not run.state().alive
    assert run.begin().pid == os.getpid()


def test_beginning_again_keeps_the_first_start_and_forgets_the_error(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    run.update(status="failed", started=12.5, error="full disk")
    begun = run.begin()
    assert (begun.started, begun.error, begun.status) == (12.5, "", "running")


def test_metrics_are_read_in_step_order_and_the_later_row_counts(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    for row in (
        {"stage": "t", "step": 20, "loss": 2.0},
        {"stage": "t", "step": 10, "loss": 3.0},
        {"stage": "t", "step": 20, "eval_f1": 0.5, "eval_loss": 1.0},
        {"stage": "t", "step": 20, "loss": 1.5},  # logged again after a resume
        {"stage": "t", "step": 20, "train_runtime": 7.0, "train_loss": 2.2},
        {"stage": "a", "step": 99, "loss": 9.0},
    ):
        run.add_metrics(row)
    rows = run.metrics()
    assert [(row["stage"], row["step"]) for row in rows] == [
        ("a", 99), ("t", 10), ("t", 20), ("t", 20), ("t", 20),
    ]  # fmt: skip
    assert [row["loss"] for row in rows if "loss" in row] == [9.0, 3.0, 1.5]
    assert [row["eval_f1"] for row in rows if "eval_f1" in row] == [0.5]
    assert RunFolder(tmp_path / "none").metrics() == []


@pytest.mark.parametrize("half", ['{"stage": "t", "st', '{"stage"', "{"])
def test_half_a_last_line_is_no_row_and_swallows_none(tmp_path: Path, half: str) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    run.add_metrics({"stage": "t", "step": 1, "loss": 1.0})
    with (run.path / "metrics.jsonl").open("a") as file:
        file.write(half)
    assert [row["step"] for row in run.metrics()] == [1]
    run.add_metrics({"stage": "t", "step": 2, "loss": 0.5})  # the resumed process goes on
    run.add_metrics({"stage": "t", "step": 3, "loss": 0.4})
    assert [row["step"] for row in run.metrics()] == [1, 2, 3]


def test_the_log_has_a_line_a_call(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path / "run", {})
    run.log("এক")
    run.log("দুই")
    lines = (run.path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 1)[1] for line in lines] == ["এক", "দুই"]
