"""The shipped rows: all there, small enough, and as good as their cards say."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.annotator import load
from engine.evaluation.evaluate import evaluate
from engine.formats.read import read_dataset
from engine.models.registry import LEXICON, ROWS, registered_models
from engine.paths import assets, bundled_models

NEURAL = tuple(row for row in ROWS if row != LEXICON)


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """The committed report of the rows."""
    file = assets() / "reports" / "corpus-small.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def test_every_row_is_shipped_final_and_within_its_size() -> None:
    shipped = {model.name: model for model in registered_models() if not model.users}
    assert set(shipped) == set(ROWS)
    assert not any(model.provisional or model.problem for model in shipped.values())
    assert size(bundled_models()) <= 75e6
    assert size(bundled_models() / "int8") <= 8e6


@pytest.mark.parametrize("row", NEURAL)
def test_a_shipped_row_is_the_one_of_the_report(row: str, report: dict[str, Any]) -> None:
    folder = bundled_models() / row
    assert json.loads((folder / "report.json").read_text("utf-8")) == report["rows"][row]
    card = (folder / "README.md").read_text(encoding="utf-8")
    for score in ("micro", "macro"):
        assert f"| {score} | {100 * report['rows'][row]['word'][score]['f1']:.1f} [" in card


def test_the_default_scores_what_its_card_says(report: dict[str, Any]) -> None:
    gold = read_dataset(assets() / "corpus" / "test.jsonl").documents
    annotator = load()
    predictions = list(annotator.predict_batch(document.text for document in gold))
    found = evaluate("int8", "test.jsonl", gold, predictions, annotator.labels, resamples=10)
    said = report["rows"]["int8"]["word"]
    assert found.word.micro.f1 == pytest.approx(said["micro"]["f1"], abs=0.01)  # CPUs round alike
    assert found.word.macro.f1 == pytest.approx(said["macro"]["f1"], abs=0.01)


@pytest.mark.parametrize("row", NEURAL)
def test_every_row_beats_the_lexicon_for_sure(row: str, report: dict[str, Any]) -> None:
    (pair,) = [
        found
        for found in report["comparisons"]
        if (found["first"], found["second"]) == (row, LEXICON)
    ]
    for score in ("micro", "macro"):
        assert pair[score]["ci95"][0] > 0
        assert pair[score]["p_value"] < 0.05


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("জ্বর", "জ্বর", "CMT"),
        ("আমার জ্বর", "জ্বর", "CMT"),
        ("জ্বর হয়েছে", "জ্বর", "CMT"),
        ("মাথাব্যথা", "মাথাব্যথা", "CMT"),
        ("লিভার", "লিভার", "ORG"),
        ("ইনসুলিন", "ইনসুলিন", "HOR"),
        ("ডায়াবেটিস কী", "ডায়াবেটিস", "DIS"),
        ("মেটফরমিন ৫০০", "মেটফরমিন", "MED"),
        ("অ্যান্টিবায়োটিক খাওয়া যাবে?", "অ্যান্টিবায়োটিক", "PHA"),
    ],
)
def test_the_default_reads_a_few_words_without_a_sentence(
    text: str, surface: str, label: str
) -> None:
    document = load().annotate(text)
    assert [(document.surface(s), s.label) for s in document.spans] == [(surface, label)]


def test_the_default_runs_without_pytorch_and_transformers() -> None:
    code = (
        "import engine, sys; found = engine.load().annotate('নাপা খেলে জ্বর কমে'); "
        "print(len(found.spans), 'torch' in sys.modules, 'transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "False", "False"]
