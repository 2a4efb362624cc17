"""How a run is shown, and the table of all runs."""

import json
import time
from dataclasses import replace
from pathlib import Path

from engine.paths import assets
from tests.trainer.jobs.small_home import asked, until
from trainer.jobs.data import DataFiles, DataSummary
from trainer.jobs.estimate import expected_seconds
from trainer.jobs.queue import cancel, enqueue
from trainer.jobs.table import compared_run, reproduced_students
from trainer.jobs.view import STUDENT, Curves, log_tail, read_curves, view_run
from trainer.runs import RunFolder, RunState


def test_a_run_is_shown_from_its_folder_alone(data: DataFiles) -> None:
    run = enqueue(asked("a", alpha=0.3), data)
    until(lambda: run.state().status == "running")
    view = view_run(RunFolder(Path(str(run.path))))
    assert view is not None
    assert (view.name, view.data, view.request.alpha) == ("a", "texts.jsonl", 0.3)
    assert view.standing == "reading"
    stage = RunFolder.open(run.path / STUDENT, {})
    own = run.state()
    stage.update(status="running", pid=own.pid, pid_started=own.pid_started, total_steps=9)
    assert view_run(run).standing == "training"  # type: ignore[union-attr]
    stage.update(status="done")
    assert view_run(run).standing == "testing"  # type: ignore[union-attr]
    cancel("a")
    assert view_run(run).standing == "cancelled"  # type: ignore[union-attr]
    assert view_run(RunFolder(run.path / "nowhere")) is None


def test_curves_have_loss_terms_and_validation_apart(tmp_path: Path) -> None:
    stage = RunFolder.open(tmp_path / STUDENT, {})
    stage.add_metrics({"stage": "s", "step": 2, "loss": 3.0, "ce": 2.0, "kl": 4.0})
    stage.add_metrics({"stage": "s", "step": 2, "eval_f1": 0.5, "eval_loss": 1.0})
    assert read_curves(RunFolder(tmp_path)) == Curves(
        loss=((2, 3.0),), ce=((2, 2.0),), kl=((2, 4.0),), f1=((2, 0.5),)
    )


def test_the_log_shown_is_the_one_written_last(tmp_path: Path) -> None:
    run = RunFolder.open(tmp_path, {})
    assert log_tail(run) == ""
    run.log("first")
    stage = RunFolder.open(tmp_path / STUDENT, {})
    time.sleep(0.02)
    for i in range(2000):
        stage.log(f"line {i}")
    shown = log_tail(run, lines=3).splitlines()
    assert [line.split(" ", 1)[1] for line in shown] == ["line 1997", "line 1998", "line 1999"]


def test_the_time_left_comes_from_the_pace_since_the_last_start() -> None:
    state = RunState(total_steps=100, step=50, since_step=40, since=1000.0, heartbeat=1020.0)
    assert state.seconds_left == 100.0
    assert replace(state, step=40).seconds_left is None


def test_more_layers_texts_and_epochs_take_longer(data: DataFiles) -> None:
    summary = DataSummary(16, 2, 2, ("DIS",), 100_000)
    teacher = asked("a").check(summary)
    base = expected_seconds(asked("a"), teacher, summary)
    assert expected_seconds(asked("a", layers=(1, 5, 9, 12)), teacher, summary) > base
    assert expected_seconds(asked("a", epochs=9), teacher, summary) > base
    assert expected_seconds(asked("a"), teacher, replace(summary, characters=200_000)) > base
    assert expected_seconds(asked("a", kd=False), teacher, summary) < base


def test_the_table_has_settings_and_scores_of_runs_and_reproductions(data: DataFiles) -> None:
    run = enqueue(asked("a"), data)
    view = view_run(run)
    assert view is not None
    row = compared_run(view)
    assert (row.name, row.standing, row.request, row.test) == ("a", "waiting", asked("a"), None)
    report = json.loads((assets() / "reports" / "healthner-small.json").read_text("utf-8"))
    found = {row.name: row for row in reproduced_students()}
    student = found["healthner-small/student-crf-kd"]
    word = report["rows"]["student-crf-kd"]["word"]["micro"]
    assert student.test is not None
    assert (student.test.micro.f1, list(student.test.micro.ci95)) == (word["f1"], word["ci95"])
    assert student.request.layers == tuple(report["settings"]["distill"]["layers"])
    assert student.request.teacher == "healthner-small/teacher-crf"
    assert not found["healthner-small/student"].request.kd
