"""The driver of ``shonakto reproduce``: splits, rows, scores, truncation, speed, report."""

import json
import statistics
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.evaluation.depths import DepthScore
from engine.evaluation.measured import SpeedRow
from engine.formats.write import write_text
from trainer.benchmark import Benchmark, BenchmarkTarget, benchmark
from trainer.encoders import check_encoder
from trainer.report import ReportParts, build_report
from trainer.report_markdown import render_markdown
from trainer.reproduce import (
    TRAINED_ROWS,
    Reproduction,
    calibrate_rows,
    score_rows,
    score_without_hints,
    train_rows,
    write_splits,
)
from trainer.runs import RunFolder
from trainer.splits import Splits, read_splits
from trainer.truncation import truncation_curve

BENCHMARKED = ("teacher", "teacher-crf", "student-crf-kd", "int8-eq9", "int8")


def reproduce(job: Reproduction, seeds: int = 1) -> Path:
    """Run everything, resumable; returns the path of ``report.json``.

    With several seeds each is a whole reproduction in ``OUT/seed-N`` from one adapted
    encoder, ``OUT/adapted``; the report is that of the seed whose INT8 row has the
    median micro F1, with all seeds' scores.
    """
    if seeds < 1:
        raise ValueError(f"expected at least 1 seed, got {seeds}")
    if seeds == 1:
        return reproduce_once(job)
    reports: dict[int, dict[str, Any]] = {}
    for seed in range(job.seed, job.seed + seeds):
        one = replace(job, seed=seed, out=job.out / f"seed-{seed}", first_seed=job.seed)
        reports[seed] = json.loads(reproduce_once(one).read_text(encoding="utf-8"))
    order = sorted(reports, key=lambda seed: reports[seed]["table_3"]["int8"]["micro_f1"])
    chosen = reports[order[(len(order) - 1) // 2]]
    chosen["seeds"] = _over_seeds(reports)
    return _write(job.out, chosen)


def reproduce_once(job: Reproduction) -> Path:
    """One seed of ``reproduce``."""
    splits = read_splits(job.source, job.seed)
    if encoder := job.encoder or job.preset.encoder:
        check_encoder(encoder)
    run = RunFolder.open(job.out, job.describe())
    if run.state().status == "done":
        return job.out / "report.json"
    run.begin()
    write_splits(job, splits)
    run.log(f"{len(splits.train)} training documents, {splits.dropped} repeated texts left out")
    rows = train_rows(job, splits, run)
    calibrate_rows(job, splits, rows)
    evaluations = score_rows(job, splits, rows)
    alone = score_without_hints(job, splits, rows)
    curves = _curves(job.out, rows, splits)
    curves_alone = _curves(job.out, rows, splits, hints=False) if job.hints else {}
    speed = _benchmark(job.out, rows)
    about = _about(job, splits)
    parts = ReportParts(about, evaluations, curves, speed, job.out, alone, curves_alone)
    report = _write(job.out, build_report(parts))
    run.update(status="done")
    return report


def _write(out: Path, report: dict[str, Any]) -> Path:
    write_text(out / "report.md", render_markdown(report))
    file = out / "report.json"
    write_text(file, json.dumps(report, ensure_ascii=False, indent=1))
    return file


def _curves(
    out: Path, rows: dict[str, Path], splits: Splits, *, hints: bool = True
) -> dict[str, list[DepthScore]]:
    folder = out / "truncation" if hints else out / "without-hints" / "truncation"
    return {
        row: _curve(folder / f"{row}.json", rows[row], splits, hints=hints) for row in TRAINED_ROWS
    }


def _curve(file: Path, model: Path, splits: Splits, *, hints: bool) -> list[DepthScore]:
    if not file.exists():
        curve = truncation_curve(model, splits.test, hints=hints)
        write_text(file, json.dumps([score.to_json() for score in curve]))
    return [DepthScore.from_json(score) for score in json.loads(file.read_text(encoding="utf-8"))]


def _benchmark(out: Path, rows: dict[str, Path]) -> Benchmark:
    file = out / "benchmark.json"
    if not file.exists():
        measured = benchmark([BenchmarkTarget(row, rows[row]) for row in BENCHMARKED])
        write_text(file, json.dumps(measured.to_json(), indent=1))
    payload = json.loads(file.read_text(encoding="utf-8"))
    return Benchmark(payload["machine"], tuple(SpeedRow(**row) for row in payload["rows"]))


def _about(job: Reproduction, splits: Splits) -> dict[str, Any]:
    return {
        "preset": job.preset.name,
        "settings": job.describe()["preset"],
        "encoder": _encoder_name(job),
        "seed": job.seed,
        "baseline": "lexicon tables" if job.lexicon else "spans of the training texts",
        "hints": job.hints,
        "data": {
            "name": splits.name,
            "train": len(splits.train),
            "validation": len(splits.validation),
            "test": len(splits.test),
            "labels": list(splits.labels.labels),
        },
    }


def _encoder_name(job: Reproduction) -> str:
    """A hub's name as it is; of a folder the last two parts, for reports travel."""
    encoder = job.encoder or job.preset.encoder
    if encoder is None:
        return "pre-trained here"
    return "/".join(Path(encoder).parts[-2:]) if Path(encoder).exists() else encoder


def _over_seeds(reports: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """Mean and spread of every row's micro and macro F1 over the seeds."""
    rows = next(iter(reports.values()))["table_3"]
    summary: dict[str, Any] = {"seeds": sorted(reports), "rows": {}}
    for row in rows:
        for key in ("micro_f1", "macro_f1"):
            values = [reports[seed]["table_3"][row][key] for seed in sorted(reports)]
            summary["rows"].setdefault(row, {})[key] = {
                "values": values,
                "mean": statistics.mean(values),
                "stdev": statistics.stdev(values),
            }
    return summary
