"""``shonakto compare``: a difference with its interval, and what cannot be compared."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from engine.annotator import LexiconPredictor
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon
from engine.tagging.span import Document, Span
from trainer.cli_compare import compare_command
from trainer.scoring import score_predictor, write_evaluation

app = typer.Typer()
app.command()(compare_command)
GOLD = [
    Document("নাপা খেলে জ্বর কমে", (Span(0, 4, "MED"), Span(10, 14, "CMT")), id=str(i))
    for i in range(30)
]


def evaluated(folder: Path, name: str, words: dict[str, str], gold: list[Document]) -> Path:
    predictor = LexiconPredictor(Lexicon(words), LabelSet())
    file = folder / f"{name}.json"
    found = score_predictor(name, "own.jsonl", gold, predictor)
    write_evaluation(found, file, file.with_suffix(".jsonl"))
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_better_model_is_better_by_as_much_as_it_is(tmp_path: Path) -> None:
    good = evaluated(tmp_path, "good", {"নাপা": "MED", "জ্বর": "CMT"}, GOLD)
    poor = evaluated(tmp_path, "poor", {"নাপা": "MED"}, GOLD)
    done = run(good, poor, "-o", tmp_path / "out.json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["micro"]["delta"] == pytest.approx(1 - 2 / 3)
    assert found["micro"]["p_value"] < 0.05
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert written["difference"] == found
    assert (written["first"]["run"], written["second"]["run"]) == ("good", "poor")
    table = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "`good` against `poor` on own.jsonl" in table
    assert f"{100 * found['micro']['delta']:+.2f} [" in table
    assert json.loads(run(poor, good).stdout)["micro"]["delta"] == pytest.approx(2 / 3 - 1)


def test_other_texts_and_damaged_reports_are_refused(tmp_path: Path) -> None:
    one = evaluated(tmp_path, "one", {"নাপা": "MED"}, GOLD)
    other = evaluated(tmp_path, "other", {"নাপা": "MED"}, GOLD[:5])
    (tmp_path / "broken.json").write_text("{}")
    (tmp_path / "broken.jsonl").write_text("")
    for bad in (other, tmp_path / "broken.json", tmp_path / "none.json"):
        done = run(one, bad, "-o", tmp_path / "out.json")
        assert done.exit_code == 2
        assert done.stderr.count("\n") == 1
    assert run(one, one, "-o", tmp_path / "out.txt").exit_code == 2
    assert not list(tmp_path.glob("out.*"))
