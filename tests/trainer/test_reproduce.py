"""``reproduce`` in miniature: everything once, stopped between stages and resumed."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.annotator import load_folder
from engine.evaluation.measured import SpeedRow
from engine.evaluation.reports import ReportFile, read_report
from engine.formats.read import read_dataset
from engine.models.config import TaggerConfig
from engine.paths import assets, lexicon_folder
from tests.tiny_models import quick
from trainer import reproduce as stages
from trainer import reproduction
from trainer.benchmark import Benchmark, BenchmarkTarget, machine
from trainer.publish import PUBLISHED_ROWS, publish, publish_report
from trainer.reproduce import ALL_ROWS, TRAINED_ROWS, Reproduction, baseline
from trainer.runs import RunError, RunFolder
from trainer.settings import SMALL, DistillSettings
from trainer.splits import SplitSource, read_splits

TINY = replace(
    SMALL,
    teacher=quick(1),
    student=quick(1, patience=1),
    max_pieces=48,
    overlap=16,
    adapt_steps=0,
    distill=DistillSettings(layers=(1, 2)),
)
KEYS = (
    "rows", "table_1", "table_2", "table_3", "figure_2", "figure_3", "figure_4", "figure_5",
    "bubbles", "comparisons", "int8_agreement", "paper_numbers", "benchmark", "data", "seed",
    "settings",
)  # fmt: skip


def fake_benchmark(targets: Sequence[BenchmarkTarget], **_: object) -> Benchmark:
    rows = (
        SpeedRow(t.row, "none", 10, 20, pieces, 2.0 + i, 3.0 + i, 2.0 / (2.0 + i))
        for pieces in (24, 40, 128)
        for i, t in enumerate(targets)
    )
    return Benchmark(machine(), tuple(rows))


class Interrupted(Exception):
    """Stands for Ctrl+C between two stages."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty documents of the corpus."""
    lines = (assets() / "corpus" / "train_a.txt").read_text(encoding="utf-8").splitlines()
    file = tmp_path_factory.mktemp("data") / "forty.txt"
    file.write_text("\n".join(lines[:40]), encoding="utf-8")
    assert len(read_dataset(file).documents) == 40
    return file


@pytest.fixture(scope="module")
def finished(
    tmp_path_factory: pytest.TempPathFactory, encoder: Path, data: Path
) -> tuple[Reproduction, list[str]]:
    """A reproduction stopped twice and finished, and the rows that were trained, in order."""
    job = Reproduction(
        SplitSource(data=data), TINY, tmp_path_factory.mktemp("r") / "out", str(encoder), hints=True
    )
    trained: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("train_teacher", "train_student"):
            stage = recording(getattr(stages, name), trained, stop_at="student-kd")
            patch.setattr(stages, name, stage)
        with pytest.raises(Interrupted):
            reproduction.reproduce(job)
    assert trained == ["teacher", "teacher-crf", "student"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("trainer.stages.train_tagger", counting(trained))
        patch.setattr(reproduction, "truncation_curve", failing)
        with pytest.raises(Interrupted):
            reproduction.reproduce(job)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reproduction, "benchmark", fake_benchmark)
        patch.setattr("trainer.stages.train_tagger", failing)
        patch.setattr(stages, "score_predictor", failing)
        assert reproduction.reproduce(job) == job.out / "report.json"
    return job, trained


def recording(stage: Any, trained: list[str], stop_at: str) -> Any:
    def run(*args: Any, **kwargs: Any) -> Path:
        row = kwargs.get("row") or ("teacher-crf" if kwargs["crf"] else "teacher")
        if row == stop_at:
            raise Interrupted
        trained.append(row)
        folder: Path = stage(*args, **kwargs)
        return folder

    return run


def counting(trained: list[str]) -> Any:
    from trainer.tagging import train_tagger

    def run(*args: Any, **kwargs: Any) -> Any:
        trained.append(args[4])
        return train_tagger(*args, **kwargs)

    return run


def failing(*_: object, **__: object) -> None:
    raise Interrupted


def test_every_row_is_trained_once_however_often_it_is_stopped(
    finished: tuple[Reproduction, list[str]],
) -> None:
    job, trained = finished
    assert trained == list(TRAINED_ROWS)
    assert RunFolder(job.out).state().status == "done"
    assert reproduction.reproduce(job) == job.out / "report.json"
    with pytest.raises(RunError, match="got other values of seed"):
        reproduction.reproduce(replace(job, seed=1))


def test_the_split_is_written_down_with_hashes(finished: tuple[Reproduction, list[str]]) -> None:
    job, _ = finished
    manifest = json.loads((job.out / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == job.seed
    for part in ("train", "validation", "test"):
        file = job.out / "data" / f"{part}.jsonl"
        assert manifest[part]["documents"] == len(read_dataset(file).documents)
        assert manifest[part]["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_data_file_that_was_edited_is_noticed(
    finished: tuple[Reproduction, list[str]], data: Path
) -> None:
    job, _ = finished
    before = data.read_bytes()
    try:
        data.write_bytes(before + "none\tআজ বৃষ্টি।\n".encode())
        with pytest.raises(RunError, match="got other values of sha256"):
            reproduction.reproduce(job)
    finally:
        data.write_bytes(before)


@pytest.mark.parametrize("fault", ["data", "encoder", "family"])
def test_bad_input_leaves_no_folder(tmp_path: Path, data: Path, encoder: Path, fault: str) -> None:
    source = SplitSource(data=tmp_path / "none.csv" if fault == "data" else data)
    chosen = encoder
    if fault != "data":
        chosen = tmp_path / "encoder"
        chosen.mkdir()
    if fault == "family":
        shutil.copytree(encoder, chosen, dirs_exist_ok=True)
        config = json.loads((chosen / "config.json").read_text())
        (chosen / "config.json").write_text(json.dumps({**config, "model_type": "gpt2"}))
    job = Reproduction(source, TINY, tmp_path / "out", str(chosen))
    with pytest.raises((OSError, ValueError)):
        reproduction.reproduce(job)
    assert not job.out.exists()


def test_the_report_has_every_table_and_figure(finished: tuple[Reproduction, list[str]]) -> None:
    job, _ = finished
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    assert set(KEYS) <= report.keys()
    for key in ("rows", "table_1", "table_3", "figure_5"):
        assert list(report[key]) == list(ALL_ROWS)
    for row in report["rows"].values():
        assert row["word"]["micro"].keys() >= {"precision", "recall", "f1", "ci95"}
        assert row["raw"].keys() >= {"invalid_share"}
        assert row["piece"].keys() >= {"token_accuracy"}
    assert {name: len(curve) for name, curve in report["figure_2"].items()} == dict.fromkeys(
        TRAINED_ROWS, 2
    )
    assert {len(epochs) for epochs in report["figure_3"].values()} == {1}
    assert all({"f1", "loss", "epoch"} <= e[0].keys() for e in report["figure_3"].values())
    assert [row["pieces"] for row in report["table_2"]] == [40] * 5
    assert {bubble["model"] for bubble in report["bubbles"]} == set(reproduction.BENCHMARKED)
    assert all(len(c["micro"]["ci95"]) == 2 for c in report["comparisons"])
    assert report["int8_agreement"].keys() == {"int8-eq9", "int8"}
    assert report["paper_numbers"]
    assert report["encoder"].endswith("/modernbert")
    assert str(job.out) not in json.dumps(report)
    assert sum(report["data"][part] for part in ("train", "validation", "test")) == 40


def test_what_the_pages_read_is_there(finished: tuple[Reproduction, list[str]]) -> None:
    job, _ = finished
    test = read_dataset(job.out / "data" / "test.jsonl").documents
    assert len(test) == 4
    for row in ALL_ROWS:
        details = (job.out / "predictions" / f"{row}.jsonl").read_text(encoding="utf-8")
        rows = [json.loads(line) for line in details.split("\n") if line]
        assert [line["text"] for line in rows] == [document.text for document in test]
        evaluation = stages.read_evaluation(
            job.out / "evaluations" / f"{row}.json", job.out / "predictions" / f"{row}.jsonl"
        )
        assert evaluation.run == row
        saved = json.loads((job.out / "evaluations" / f"{row}.json").read_text(encoding="utf-8"))
        assert evaluation.to_json() == saved
    markdown = (job.out / "report.md").read_text(encoding="utf-8")
    for row in ALL_ROWS:
        assert row in markdown
    assert "nan" not in markdown.lower().split()
    assert "None" not in markdown


def test_full_depth_of_the_truncation_curve_is_the_models_own_score(
    finished: tuple[Reproduction, list[str]],
) -> None:
    job, _ = finished
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    for row in TRAINED_ROWS:
        full = report["figure_2"][row][-1]
        assert full["word_f1"] == pytest.approx(report["rows"][row]["word"]["micro"]["f1"])
        assert full["token_accuracy"] == pytest.approx(report["table_1"][row]["accuracy"])


def test_the_networks_alone_are_measured_beside_their_hinted_rows(
    finished: tuple[Reproduction, list[str]],
) -> None:
    job, _ = finished
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    assert report["hints"] is True
    assert list(report["without_hints"]) == [row for row in ALL_ROWS if row != "lexicon"]
    for row, alone in report["without_hints"].items():
        assert alone["comparison"]["first"] == row
        assert alone["comparison"]["second"] == "lexicon"
        assert alone["word"]["micro"].keys() == report["rows"][row]["word"]["micro"].keys()
    changed = [
        row
        for row, alone in report["without_hints"].items()
        if alone["word"]["micro"] != report["rows"][row]["word"]["micro"]
    ]
    assert changed
    assert "Without the lexicon's hints" in (job.out / "report.md").read_text(encoding="utf-8")
    plain = replace(job, hints=False)
    assert stages.score_without_hints(plain, read_splits(job.source, job.seed), {}) == []


def test_several_seeds_share_one_adapted_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finished: tuple[Reproduction, list[str]]
) -> None:
    job, _ = finished
    asked: list[tuple[Path, int]] = []

    def adapting(encoder: str, texts: Sequence[str], settings: Any, out: Path) -> Path:
        asked.append((out, settings.seed))
        return out / "model"

    monkeypatch.setattr(stages, "adapt", adapting)
    preset, splits = replace(job.preset, adapt_steps=3), read_splits(job.source, job.seed)
    alone = replace(job, preset=preset, out=tmp_path / "one")
    assert stages._encoder(alone, splits) == tmp_path / "one" / "adapted" / "model"
    for seed in (42, 43):
        one = replace(alone, seed=seed, out=tmp_path / f"seed-{seed}", first_seed=42)
        assert stages._encoder(one, splits) == tmp_path / "adapted" / "model"
    assert asked == [(tmp_path / "one" / "adapted", 42), (tmp_path / "adapted", 42)]


def test_several_seeds_give_means_and_the_median_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finished: tuple[Reproduction, list[str]]
) -> None:
    job, _ = finished
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))

    def once(one: Reproduction) -> Path:
        report["seed"] = one.seed
        for row in report["table_3"].values():
            row["micro_f1"] = {42: 0.5, 43: 0.7, 44: 0.6}[one.seed]
        one.out.mkdir(parents=True)
        file = one.out / "report.json"
        file.write_text(json.dumps(report))
        return file

    monkeypatch.setattr(reproduction, "reproduce_once", once)
    merged = json.loads(reproduction.reproduce(replace(job, out=tmp_path / "s"), 3).read_text())
    assert merged["seed"] == 44
    assert merged["seeds"]["seeds"] == [42, 43, 44]
    micro = merged["seeds"]["rows"]["int8"]["micro_f1"]
    assert (micro["values"], micro["mean"]) == ([0.5, 0.7, 0.6], pytest.approx(0.6))
    assert micro["stdev"] == pytest.approx(0.1)
    with pytest.raises(ValueError, match="expected at least 1 seed, got 0"):
        reproduction.reproduce(job, 0)


def test_published_rows_load_score_alike_and_tell_where_they_come_from(
    tmp_path: Path, finished: tuple[Reproduction, list[str]]
) -> None:
    job, _ = finished
    publish(job.out, tmp_path, "## Data\n\nWritten for this test, CC0.")
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    assert sorted(folder.name for folder in tmp_path.iterdir()) == sorted(PUBLISHED_ROWS)
    texts = [d.text for d in read_dataset(job.out / "data" / "test.jsonl").documents]
    for row in PUBLISHED_ROWS:
        original, shipped = job.out / row / "model", tmp_path / row
        assert json.loads((shipped / "report.json").read_text()) == report["rows"][row]
        card = (shipped / "README.md").read_text(encoding="utf-8")
        assert "Written for this test, CC0." in card
        assert f"{100 * report['rows'][row]['word']['micro']['f1']:.1f}" in card
        assert "Not a medical device" in card
        assert "--hints" in card
        alone = report["without_hints"][row]["word"]["micro"]["f1"]
        assert f"(`shonakto evaluate --no-hints`): micro {100 * alone:.1f}" in card
        if row != "int8":
            sizes = [(f / "model.safetensors").stat().st_size for f in (shipped, original)]
            assert sizes[0] < 0.6 * sizes[1]  # half precision
        ours, theirs = (load_folder(f, row) for f in (shipped, original))
        assert ours.config == theirs.config
        assert [ours.annotate(t).text for t in texts] == texts


def test_a_published_report_is_read_with_its_details(
    tmp_path: Path, finished: tuple[Reproduction, list[str]]
) -> None:
    job, _ = finished
    publish_report(job.out, tmp_path / "ours.json")
    report = read_report(ReportFile("ours", tmp_path / "ours.json"))
    assert report.has_details
    assert report.payload == json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    texts = [d.text for d in read_dataset(job.out / "data" / "test.jsonl").documents]
    for evaluation in report.evaluations.values():
        assert [result.text for result in evaluation.results] == texts
    assert (tmp_path / "ours.md").read_text(encoding="utf-8").startswith("# Reproduction")
    with pytest.raises(ValueError, match=r"ends in \.json"):
        publish_report(job.out, tmp_path / "ours.txt")


def test_the_baseline_is_that_of_the_training_spans_or_of_a_lexicon(
    tmp_path: Path, finished: tuple[Reproduction, list[str]]
) -> None:
    job, _ = finished
    assert "lexicon" not in job.describe()
    table = tmp_path / "MED.tsv"
    heading = (lexicon_folder() / "MED.tsv").read_text(encoding="utf-8").split("\n")[0]
    table.write_text(f"{heading}\nনাপা" + "\t" * heading.count("\t") + "\n", "utf-8")
    asked = replace(job, lexicon=tmp_path)
    assert asked.describe()["lexicon"] == str(tmp_path)
    splits = read_splits(job.source, job.seed)
    found = next(baseline(asked, splits).predict(["নাপা ও জ্বর"])).document
    assert [found.surface(span) for span in found.spans] == ["নাপা"]


def test_an_unfinished_run_and_an_unknown_row_are_refused(
    tmp_path: Path, finished: tuple[Reproduction, list[str]]
) -> None:
    with pytest.raises(ValueError, match="expected a finished reproduction"):
        publish(tmp_path, tmp_path / "out", "")
    with pytest.raises(ValueError, match=r"expected one of .* got 'int4'"):
        publish(finished[0].out, tmp_path / "out", "", ["int4"])
    assert list(tmp_path.rglob("*.onnx")) == []


def test_every_row_of_the_report_is_calibrated(finished: tuple[Reproduction, list[str]]) -> None:
    job, _ = finished
    report = json.loads((job.out / "report.json").read_text(encoding="utf-8"))
    for row, folder in ((r, job.out / r / "model") for r in ALL_ROWS if r != "lexicon"):
        note = json.loads((job.out / "calibration" / f"{row}.json").read_text())
        assert TaggerConfig.read(folder).temperature == note["temperature"]
        assert 0 <= report["rows"][row]["calibration"]["ece"] <= 1
