"""Report files: shipped and own ones, with and without details, damaged ones."""

import gzip
import json
from pathlib import Path

import pytest

from engine.evaluation import reports
from engine.evaluation.evaluate import evaluate
from engine.evaluation.reports import ReportError, ReportFile, read_report, report_files
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span


def payload(folder: Path) -> dict[str, object]:
    """A report of one model on one document, its details in ``predictions``."""
    document = Document("জ্বর", (Span(0, 4, "CMT", 0.9),), id="1")
    prediction = Prediction(document, ((0, 4),), ("B-CMT",), ("B-CMT",))
    evaluation = evaluate("int8", "own.jsonl", [document], [prediction], LabelSet())
    (folder / "predictions").mkdir(parents=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in evaluation.details()]
    (folder / "predictions" / "int8.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return {"data": {"labels": list(LabelSet().labels)}, "rows": {"int8": evaluation.to_json()}}


def test_own_reports_come_with_their_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    run = tmp_path / "runs" / "mine"
    (run / "report.json").parent.mkdir(parents=True)
    (run / "report.json").write_text(json.dumps(payload(run)), "utf-8")
    file = report_files()[-1]
    assert (file.name, file.users) == ("mine", True)
    report = read_report(file)
    assert report.has_details
    assert report.evaluations["int8"].results[0].text == "জ্বর"
    assert report.labels == LabelSet().labels


def test_shipped_reports_are_found_and_other_figures_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    names = [file.name for file in report_files()]
    assert "healthner-small" in names
    assert "full-size-benchmark" not in names
    assert not any(file.users for file in report_files())


def test_packed_details_beside_a_shipped_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "assets", lambda: tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "ours.json").write_text(json.dumps(payload(tmp_path)), "utf-8")
    (folder / "ours").mkdir()
    lines = (tmp_path / "predictions" / "int8.jsonl").read_bytes()
    (folder / "ours" / "int8.jsonl.gz").write_bytes(gzip.compress(lines))
    report = read_report(ReportFile("ours", folder / "ours.json"))
    assert report.has_details


def test_a_report_without_details_says_so() -> None:
    file = next(file for file in report_files() if file.name == "healthner-small")
    report = read_report(file)
    assert not report.has_details
    assert report.evaluations["teacher-crf"].word.micro.f1 > 0


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"rows": {"a": 1}, "data": {}}'])
def test_a_damaged_report_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ReportError, match="expected a report in"):
        read_report(ReportFile("x", path))
