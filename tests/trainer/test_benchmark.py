"""Latency: a process a row, the reference row's speed, medians over rounds."""

import json
from pathlib import Path

import pytest

from tests.tiny_models import save_tiny
from trainer.benchmark import BenchmarkTarget, _median_of_rounds, _p95, benchmark
from trainer.quantize import quantize


def test_rows_of_two_models_at_two_sizes(tmp_path: Path) -> None:
    student = save_tiny(tmp_path / "student", "modernbert", crf=False)
    int8 = quantize(student, tmp_path / "int8")
    targets = [BenchmarkTarget("int8", int8), BenchmarkTarget("teacher", student)]
    measured = benchmark(targets, piece_counts=(6, 12), rounds=1)
    payload = json.loads(json.dumps(measured.to_json()))
    assert payload.keys() == {"machine", "rows"}
    assert payload["machine"]["cores"] >= 1
    rows = payload["rows"]
    assert [(row["model"], row["pieces"]) for row in rows] == [
        ("int8", 6), ("teacher", 6), ("int8", 12), ("teacher", 12),
    ]  # fmt: skip
    assert [row["backend"] for row in rows[:2]] == ["onnxruntime int8", "torch fp32"]
    for row in rows:
        reference = next(
            r for r in rows if r["model"] == "teacher" and r["pieces"] == row["pieces"]
        )
        assert row["speedup"] == pytest.approx(reference["p50_ms"] / row["p50_ms"], rel=0.02)
        assert 0 < row["p50_ms"] <= row["p95_ms"]
        assert row["size_bytes"] > 0


def test_medians_of_medians_and_a_percentile() -> None:
    assert _median_of_rounds([[1.0, 2.0, 9.0], [5.0, 5.0, 5.0], [3.0, 4.0, 8.0]]) == 4.0
    assert _p95([float(i) for i in range(100)]) == 94.0
    assert _p95([7.0]) == 7.0


def test_a_worker_that_ends_is_an_error_not_a_wait(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="expected the benchmark of gone to answer, it ended"):
        benchmark([BenchmarkTarget("gone", tmp_path / "gone")], piece_counts=(6,), rounds=1)
