"""A training killed at any moment ends like one that nobody disturbed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from engine.formats.jsonl import render_jsonl
from tests.tiny_models import DOCUMENTS, quick, tiny_task
from tests.trainer.interrupted import (
    Stopped,
    assert_equal_weights,
    metrics_of,
    raise_stopped,
    stop_after,
)
from trainer.cli import cli
from trainer.loop import newest_whole_checkpoint
from trainer.runs import RunFolder
from trainer.settings import DistillSettings
from trainer.stages import train_student, train_teacher

ROOT = Path(__file__).parents[2]
WHOLE = ("optimizer.pt", "scheduler.pt", "rng_state.pth", "model.safetensors")


def half_written(checkpoints: Path, step: int) -> Path:
    """What a kill leaves behind while a checkpoint is written: weights, half a state."""
    folder = checkpoints / f"checkpoint-{step}"
    folder.mkdir()
    for name in WHOLE:
        (folder / name).write_bytes(b"half")
    (folder / "trainer_state.json").write_text('{"best_metric": 0.5, "glo')
    return folder


def test_killed_by_the_system_and_started_again(tmp_path: Path, encoder: Path) -> None:
    train = tmp_path / "train.jsonl"
    train.write_text(render_jsonl(DOCUMENTS), encoding="utf-8")
    files = ["--encoder", str(encoder), "--train", str(train), "--validation", str(train)]
    arguments = ["train", *files, "--preset", "small", "--epochs", "4", "--crf"]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    code = (
        "import sys, torch; from tests.trainer.interrupted import kill_after; "
        "from trainer.cli import cli; torch.set_num_threads(1); kill_after(3); cli(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, *arguments, "--out", str(killed)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    run = RunFolder(killed)
    assert newest_whole_checkpoint(run.checkpoints) == str(run.checkpoints / "checkpoint-2")
    state = run.state()
    assert (state.status, state.alive) == ("running", False)
    left = half_written(run.checkpoints, 3)
    with (killed / "metrics.jsonl").open("a") as file:
        file.write('{"stage": "teacher-crf", "st')  # the row being written when killed
    for out in (killed, whole):
        result = CliRunner().invoke(cli, [*arguments, "--out", str(out)])
        assert result.exit_code == 0, result.output
        assert result.stdout.strip() == str(out / "model")
    assert not (left / "optimizer.pt").exists() or (left / "optimizer.pt").read_bytes() != b"half"
    assert metrics_of(killed, "eval_f1") == metrics_of(whole, "eval_f1")
    assert len(metrics_of(whole, "eval_f1")) == 4
    assert_equal_weights(killed / "model", whole / "model")


@pytest.mark.parametrize("step", [1, 3, 5])
def test_a_distillation_stopped_anywhere(
    tmp_path: Path, teachers: dict[str, Path], step: int
) -> None:
    def run(out: Path) -> Path:
        distill, settings = DistillSettings(layers=(1, 2)), quick(4, patience=2)
        task = tiny_task(8)
        return train_student(teachers["teacher-crf"], task, settings, distill, out, row="student")

    undo = stop_after(step, raise_stopped)
    try:
        with pytest.raises(Stopped):
            run(tmp_path / "stopped")
    finally:
        undo()
    again, whole = run(tmp_path / "stopped"), run(tmp_path / "whole")
    assert metrics_of(tmp_path / "stopped", "eval_f1") == metrics_of(tmp_path / "whole", "eval_f1")
    assert_equal_weights(again, whole)


def test_a_finished_run_is_not_trained_again(
    tmp_path: Path, teachers: dict[str, Path], encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = teachers["teacher"].stat().st_mtime_ns
    monkeypatch.setattr("trainer.stages.train_tagger", None)
    folder = train_teacher(encoder, tiny_task(8), quick(25), teachers["teacher"].parent, crf=False)
    assert folder == teachers["teacher"]
    assert folder.stat().st_mtime_ns == before


@pytest.mark.parametrize("missing", [*WHOLE, "trainer_state.json"])
def test_a_checkpoint_with_a_file_missing_is_passed_over(tmp_path: Path, missing: str) -> None:
    for step in (5, 10, 100):
        half_written(tmp_path, step)
        (tmp_path / f"checkpoint-{step}" / "trainer_state.json").write_text(json.dumps({}))
    (tmp_path / "checkpoint-100" / missing).unlink()
    assert newest_whole_checkpoint(tmp_path) == str(tmp_path / "checkpoint-10")
    assert not (tmp_path / "checkpoint-100").exists()
    assert newest_whole_checkpoint(tmp_path / "nowhere") is None
