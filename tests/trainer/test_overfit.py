"""A two-layer model learns eight sentences by heart, and its student learns from it."""

import json
from pathlib import Path

import pytest
import torch

from engine.annotator import load_folder
from engine.models.checkpoint import load_tagger
from engine.models.config import TaggerConfig
from tests.tiny_models import DOCUMENTS, LABELS, quick, tiny_task
from trainer.runs import RunFolder
from trainer.scoring import score_predictor
from trainer.settings import DistillSettings
from trainer.stages import student_of, train_student, with_teacher_emissions

EIGHT = DOCUMENTS[:8]


@pytest.mark.parametrize("row", ["teacher", "teacher-crf"])
def test_eight_sentences_by_heart(teachers: dict[str, Path], row: str) -> None:
    annotator = load_folder(teachers[row], row)
    for document in EIGHT:
        assert annotator.annotate(document.text).spans == document.spans
    evaluation = score_predictor(row, "eight", EIGHT, annotator.predictor)
    assert evaluation.word.micro.f1 == 1.0
    assert evaluation.word.macro.f1 == 1.0
    assert evaluation.piece.token_accuracy == 1.0


@pytest.mark.parametrize("row", ["teacher", "teacher-crf"])
def test_a_run_folder_says_what_was_done(teachers: dict[str, Path], row: str) -> None:
    run = RunFolder(teachers[row].parent)
    state = run.state()
    assert (state.status, state.step, state.total_steps) == ("done", 50, 50)
    rows = run.metrics()
    epochs = [row["epoch"] for row in rows if "eval_f1" in row]
    assert epochs == [float(i) for i in range(1, 26)]
    assert max(row["eval_f1"] for row in rows if "eval_f1" in row) == 1.0
    config = json.loads(run.config_file.read_text())
    assert (config["row"], config["train_documents"], config["labels"]) == (row, 8, ["MED", "DIS"])
    saved = TaggerConfig.read(run.model)
    assert (saved.tags, saved.crf, saved.row) == (LABELS.tags, row == "teacher-crf", row)
    assert json.loads((run.model / "config.json").read_text())["id2label"]["1"] == "B-MED"


def test_the_crf_learned_too(teachers: dict[str, Path]) -> None:
    crf = load_tagger(teachers["teacher-crf"]).crf
    assert crf is not None
    assert float(crf.crf.transitions.detach().abs().max()) > 0.2  # it starts within 0.1


def test_the_best_epoch_is_kept_not_the_last(tmp_path: Path, teachers: dict[str, Path]) -> None:
    task = tiny_task(8)
    ruinous = quick(3, learning_rate=0.5, head_learning_rate=0.5, warmup=0.9)
    folder = train_student(
        teachers["teacher"], task, ruinous, DistillSettings(layers=(1, 2)), tmp_path / "s",
        row="student", use_teacher=False,
    )  # fmt: skip
    scores = [r["eval_f1"] for r in RunFolder(tmp_path / "s").metrics() if "eval_f1" in r]
    tagger = load_tagger(folder)
    found = score_predictor("s", "eight", EIGHT, load_folder(folder, "s").predictor)
    assert max(scores) > scores[-1]
    assert found.piece.scores.micro.f1 == pytest.approx(max(scores), abs=0.02)
    assert all(bool(torch.isfinite(p).all()) for p in tagger.parameters())


def test_a_distilled_student_comes_near_its_teacher(
    tmp_path: Path, teachers: dict[str, Path]
) -> None:
    distill = DistillSettings(alpha=0.0, tau=2.0, layers=(1,))  # soft targets alone
    folder = train_student(
        teachers["teacher-crf"], tiny_task(8), quick(25, patience=25), distill, tmp_path / "s",
        row="student-crf-kd",
    )  # fmt: skip
    found = score_predictor("s", "eight", EIGHT, load_folder(folder, "s").predictor)
    assert found.word.micro.f1 > 0.9
    rows = [row for row in RunFolder(tmp_path / "s").metrics() if "kl" in row]
    assert rows
    for row in rows:  # alpha is 0: the loss is tau^2 KL alone
        assert row["loss"] == pytest.approx(row["kl"], rel=1e-2, abs=1e-3)
        assert row["ce"] > 0


def test_patience_counts_epochs(tmp_path: Path, teachers: dict[str, Path]) -> None:
    still = quick(9, learning_rate=1e-12, head_learning_rate=1e-12, patience=2)
    train_student(
        teachers["teacher"], tiny_task(8), still, DistillSettings(layers=(1, 2)), tmp_path / "s",
        row="student-kd",
    )  # fmt: skip
    rows = RunFolder(tmp_path / "s").metrics()
    assert [row["epoch"] for row in rows if "eval_f1" in row] == [1.0, 2.0, 3.0]


def test_teacher_emissions_are_those_before_the_crf(teachers: dict[str, Path]) -> None:
    from engine.models.pieces import PieceTokenizer

    teacher = load_tagger(teachers["teacher-crf"])
    data = tiny_task(8).examples(PieceTokenizer.read(teachers["teacher-crf"]))
    scored = with_teacher_emissions(data, teacher)
    linear = student_of(teacher, (1, 2)).eval()
    for example in scored.train:
        ids = torch.tensor([[data.tokenizer.cls, *example.ids.tolist(), data.tokenizer.sep]])
        with torch.no_grad():
            expected = linear.emissions(ids, torch.ones_like(ids))[0, 1:-1]
        assert example.teacher is not None
        torch.testing.assert_close(
            torch.from_numpy(example.teacher), expected, rtol=1e-4, atol=1e-4
        )
