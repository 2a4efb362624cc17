"""The commands on tiny folders: what they print, and one sentence for bad input."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from engine.formats.jsonl import render_jsonl
from engine.models.config import TaggerConfig
from tests.tiny_models import DOCUMENTS, marked
from trainer.cli import cli


def run(*arguments: object) -> Any:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text(render_jsonl(DOCUMENTS[:8]), encoding="utf-8")
    return file


def test_evaluate_prints_the_report_of_the_design(
    tmp_path: Path, teachers: dict[str, Path], gold: Path
) -> None:
    out = tmp_path / "report.json"
    arguments = ("evaluate", "--model", teachers["teacher-crf"], "--data", gold)
    result = run(*arguments, "--train", gold, "--json", "-o", out)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report.keys() >= {"run", "data", "word", "piece", "raw", "confusion"}
    assert (report["run"], report["data"]) == ("teacher-crf", "gold.jsonl")
    assert report["word"]["micro"]["f1"] == report["word"]["macro"]["f1"] == 1.0
    assert report["word"]["micro"]["ci95"] == [1.0, 1.0]
    assert report["word"]["labels"]["MED"]["support"] == 5
    assert json.loads(out.read_text(encoding="utf-8")) == report
    details = (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in details] == [d.text for d in DOCUMENTS[:8]]
    assert "micro F1 100.00" in run(*arguments).stdout


def test_models_lists_the_users_models(teachers: dict[str, Path], tmp_path: Path) -> None:
    home = tmp_path / "home" / "models"
    shutil.copytree(teachers["teacher"], home / "teacher")
    shutil.copytree(teachers["teacher"], home / "আমার")
    result = run("models", "--json")
    assert result.exit_code == 0, result.output
    rows = {row["name"]: row for row in json.loads(result.stdout)}
    assert rows["teacher"].keys() >= {"name", "path", "size_bytes", "scores"}
    assert (rows["teacher"]["users"], rows["teacher"]["path"]) == (True, str(home / "teacher"))
    assert rows["teacher"]["size_bytes"] > 10_000
    assert {"lexicon", "আমার"} <= rows.keys()
    assert "yours" in run("models").stdout
    assert run("evaluate", "--model", "আমার", "--data", tmp_path / "none").exit_code == 2


def test_distill_quantize_truncate(tmp_path: Path, teachers: dict[str, Path], gold: Path) -> None:
    student = tmp_path / "student"
    options = ("--layers", "1,2", "--epochs", 1, "--preset", "small", "--validation", gold)
    teacher = teachers["teacher-crf"]
    done = run("distill", "--teacher", teacher, "--train", gold, "--out", student, *options)
    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == str(student / "model")
    assert TaggerConfig.read(student / "model").row == "student-crf-kd"
    done = run("quantize", "--student", student / "model", "--out", tmp_path / "int8")
    assert done.exit_code == 0, done.output
    assert TaggerConfig.read(tmp_path / "int8").kind == "onnx"
    done = run("truncate", "--model", teacher, "--data", gold, "-o", tmp_path / "curve.json")
    assert done.exit_code == 0, done.output
    curve = json.loads(done.stdout)
    assert [score["layers"] for score in curve] == [1, 2]
    assert curve[1]["word_f1"] == 1.0
    assert json.loads((tmp_path / "curve.json").read_text()) == curve


def test_bad_input_is_one_sentence_and_exit_2(
    tmp_path: Path, teachers: dict[str, Path], encoder: Path, gold: Path
) -> None:
    teacher, out = teachers["teacher"], tmp_path / "out"
    bare = tmp_path / "bare"
    bare.mkdir()
    shutil.copyfile(encoder / "tokenizer.json", bare / "tokenizer.json")
    shutil.copyfile(encoder / "tokenizer_config.json", bare / "tokenizer_config.json")
    shutil.copyfile(encoder / "config.json", bare / "config.json")  # no weights
    broken = tmp_path / "broken"
    shutil.copytree(teacher, broken)
    (broken / "model.safetensors").write_bytes(b"\x00" * 100)
    strangers = tmp_path / "strangers.jsonl"
    strangers.write_text(render_jsonl([marked("[যকৃৎ](ORG) ও [জ্বর](DIS)")] * 3), encoding="utf-8")
    unknown = tmp_path / "unknown"
    shutil.copytree(encoder, unknown)
    config = json.loads((unknown / "config.json").read_text())
    (unknown / "config.json").write_text(json.dumps({**config, "model_type": "gpt2"}))
    train = ("--train", gold, "--validation", gold, "--epochs", 1, "--preset", "small")
    commands: list[tuple[object, ...]] = [
        ("evaluate", "--model", "nobody", "--data", gold),
        ("evaluate", "--model", teacher, "--data", tmp_path / "none.jsonl"),
        ("evaluate", "--model", broken, "--data", gold),
        ("truncate", "--model", tmp_path, "--data", gold),
        ("truncate", "--model", broken, "--data", gold),
        ("quantize", "--student", teachers["teacher-crf"], "--out", out),
        ("quantize", "--student", tmp_path / "none", "--out", out),
        ("train", "--encoder", "nobody/nothing", *train, "--out", tmp_path / "1"),
        ("train", "--encoder", bare, *train, "--out", tmp_path / "2"),
        ("train", "--encoder", unknown, *train, "--out", tmp_path / "3"),
        ("distill", "--teacher", teacher, *train, "--out", tmp_path / "4"),  # has no layer 12
        ("distill", "--teacher", teacher, *train, "--layers", "x", "--out", tmp_path / "5"),
        ("distill", "--teacher", teacher, *train, "--alpha", 2, "--out", tmp_path / "6"),
        ("distill", "--teacher", teacher, "--train", strangers, "--layers", "1", "--out", tmp_path),
        ("distill", "--teacher", tmp_path, *train, "--layers", "1", "--out", tmp_path / "7"),
        ("train", "--encoder", encoder, *train, "--out", teacher.parent),  # other settings
        ("reproduce", "--out", tmp_path / "8", "--train", gold),
        ("reproduce", "--out", tmp_path / "9", "--data", gold, "--seeds", 0),
        ("pretrain", "--text", tmp_path / "none.txt", "--out", tmp_path / "10"),
        ("pretrain", "--text", gold, "--config", gold, "--out", tmp_path / "11"),
    ]
    for command in commands:
        result = run(*command)
        assert result.exit_code == 2, (command, result.output, result.exception)
        lines = result.stderr.strip().split("\n")
        assert len(lines) == 1, (command, lines)
        assert "None" not in lines[0], (command, lines)
        assert len(lines[0]) > 20, (command, lines)
    assert not out.exists()
    assert [name for name in "4567" if (tmp_path / name).exists()] == []
