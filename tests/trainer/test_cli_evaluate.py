"""``shonakto evaluate -o``: report and details are both there, or neither."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from engine.evaluation.report import Evaluation
from trainer.cli_models import evaluate_command

app = typer.Typer()
app.command()(evaluate_command)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    row = {"text": "জ্বর ও ইনসুলিন", "spans": [[0, 4, "CMT"], [7, 14, "OTHER"]]}
    path.write_text(json.dumps(row) + "\n" + json.dumps({"text": ""}) + "\n")
    return path


def run(gold: Path, output: Path) -> Result:
    arguments = ["--model", "lexicon", "--data", str(gold), "--json", "-o", str(output)]
    return CliRunner().invoke(app, arguments)


def test_the_report_is_read_back_with_its_details(gold: Path, tmp_path: Path) -> None:
    done = run(gold, tmp_path / "report.json")
    assert done.exit_code == 0, done.output
    payload = json.loads(done.stdout)
    assert json.loads((tmp_path / "report.json").read_text()) == payload
    lines = (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()
    report = Evaluation.from_json(payload, map(json.loads, lines))
    assert [result.text for result in report.results] == ["জ্বর ও ইনসুলিন", ""]
    # gold alone has OTHER, the model alone HOR: both are counted, one missed, one spurious
    assert payload["word"]["micro"]["precision"] == payload["word"]["micro"]["recall"] == 0.5
    assert payload["word"]["labels"]["OTHER"]["support"] == 1
    assert payload["word"]["labels"]["HOR"]["support"] == 0


@pytest.mark.parametrize("name", ["report.jsonl", "gold.jsonl/report.json", "."])
def test_an_output_that_cannot_be_leaves_nothing(gold: Path, tmp_path: Path, name: str) -> None:
    before = gold.read_bytes()
    done = run(gold, tmp_path / name)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["gold.jsonl"]
    assert gold.read_bytes() == before
