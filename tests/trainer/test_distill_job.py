"""One run of the queue worked off: from its folder to a model in every menu."""

import json
import shutil
from pathlib import Path

import pytest

from engine.annotator import load
from engine.formats.jsonl import render_jsonl
from engine.models.config import TaggerConfig
from engine.models.registry import registered_models
from engine.paths import user_home, user_models
from tests.tiny_models import DOCUMENTS, TEXTS, save_tiny
from trainer.distill_job import run_job
from trainer.jobs.data import DataFiles
from trainer.jobs.queue import enqueue, resume
from trainer.jobs.request import DistillRequest
from trainer.jobs.turn import turn_of
from trainer.jobs.view import read_curves, view_run
from trainer.runs import RunFolder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> RunFolder:
    """A queued run of a tiny teacher, which this very process will work off."""
    import psutil

    monkeypatch.setattr("trainer.jobs.queue.start_detached", lambda folder: psutil.Process())
    save_tiny(user_models() / "tiny", "modernbert", layers=2, crf=True)
    file = user_home() / "data" / "dozen.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text(render_jsonl(DOCUMENTS), encoding="utf-8")
    request = DistillRequest("mine", "tiny", (1,), alpha=0.3, epochs=2)
    return enqueue(request, DataFiles(file.name, (file,)))


def work_off(run: RunFolder) -> bool:
    """What ``shonakto run`` does, without a process of its own."""
    with turn_of(run):
        return run_job(run)


def test_a_run_ends_as_a_tested_model_in_the_menus(run: RunFolder) -> None:
    assert work_off(run)
    view = view_run(run)
    assert view is not None
    assert view.standing == "done"
    assert view.test is not None
    assert view.validation is not None
    assert "mine" in [model.name for model in registered_models()]
    folder = user_models() / "mine"
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert report["word"]["micro"]["f1"] == view.test.micro.f1
    assert (report["run"], report["data"], report["documents"]) == ("mine", "dozen.jsonl", 1)
    details = (run.path / "evaluation" / "report.jsonl").read_text("utf-8")
    assert len(details.splitlines()) == 1
    config = TaggerConfig.read(folder)
    assert (config.row, config.crf) == ("student-crf-kd", False)
    assert config.about == {"teacher": "tiny", "data": "dozen.jsonl"}
    assert load("mine").annotate(TEXTS[0]).text == TEXTS[0]
    curves = read_curves(run)
    assert [step for step, _ in curves.f1] == [2, 4]
    assert len(curves.loss) == len(curves.ce) == len(curves.kl) == 2
    for (_, loss), (_, ce), (_, kl) in zip(curves.loss, curves.ce, curves.kl, strict=True):
        assert loss == pytest.approx(0.3 * ce + 0.7 * kl, rel=1e-3)
    assert [path.name for path in user_models().iterdir() if path.name.startswith(".")] == []


def test_a_run_without_its_teacher_fails_says_why_and_is_resumed(
    run: RunFolder, tmp_path: Path
) -> None:
    teacher = user_models() / "tiny"
    shutil.move(teacher, tmp_path / "away")
    assert not work_off(run)
    state = run.state()
    assert (state.status, state.reason) == ("failed", "teacher")
    assert "\n" not in state.error
    assert str(teacher) in state.error
    assert "Traceback" in (run.path / "log.txt").read_text("utf-8")
    assert not (user_models() / "mine").exists()
    shutil.move(tmp_path / "away", teacher)
    resume("mine")
    assert work_off(run)
    assert (run.state().status, run.state().error) == ("done", "")
