"""Latency, fairly: a process a row, rounds alternating between rows, medians over rounds.

Two runtimes in one process fight for the cores with spinning threads, so every row
lives in a worker of its own and only one worker computes at a time.
"""

import json
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from engine.evaluation.measured import SpeedRow
from trainer.progress import Progress

PIECE_COUNTS = (24, 40, 128)
REFERENCE_ROW = "teacher"
ROUNDS = 5
RUNS = 8  # timed runs a round, after one that is not


@dataclass(frozen=True)
class BenchmarkTarget:
    """A row and how its worker finds it: a folder, or a full-size random model."""

    row: str
    folder: Path | None = None

    @property
    def argument(self) -> str:
        """What the worker is told."""
        return str(self.folder) if self.folder else f"full-size:{self.row}"


@dataclass(frozen=True)
class Benchmark:
    """All rows and the machine that they were measured on."""

    machine: dict[str, Any]
    rows: tuple[SpeedRow, ...]

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``shonakto benchmark --json``."""
        return {"machine": self.machine, "rows": [asdict(row) for row in self.rows]}


def benchmark(
    targets: Sequence[BenchmarkTarget],
    piece_counts: Sequence[int] = PIECE_COUNTS,
    rounds: int = ROUNDS,
) -> Benchmark:
    """Measure ``targets``; speedups are against the row ``teacher``, else the first."""
    workers: list[_Worker] = []
    try:
        workers.extend(_Worker(target) for target in targets)
        times: dict[tuple[str, int], list[list[float]]] = {}
        progress = Progress("benchmark")
        progress.start(0, rounds * len(piece_counts) * len(workers))
        done = 0
        for _ in range(rounds):
            for pieces in piece_counts:
                for worker in workers:
                    times.setdefault((worker.row, pieces), []).append(worker.measure(pieces))
                    done += 1
                    progress.advance(done)
        progress.finish()
        return Benchmark(machine(), _rows(workers, piece_counts, times))
    finally:
        for worker in workers:
            worker.close()


def machine() -> dict[str, Any]:
    """What was measured on."""
    return {
        "processor": _processor(),
        "cores": psutil.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def _rows(
    workers: Sequence["_Worker"],
    piece_counts: Sequence[int],
    times: dict[tuple[str, int], list[list[float]]],
) -> tuple[SpeedRow, ...]:
    names = [worker.row for worker in workers]
    reference = REFERENCE_ROW if REFERENCE_ROW in names else names[0]
    rows: list[SpeedRow] = []
    for pieces in piece_counts:
        base = _median_of_rounds(times[(reference, pieces)])
        for worker in workers:
            rounds = times[(worker.row, pieces)]
            p50 = _median_of_rounds(rounds)
            rows.append(
                SpeedRow(
                    model=worker.row,
                    backend=worker.about["backend"],
                    params=worker.about["params"],
                    size_bytes=worker.about["size_bytes"],
                    pieces=pieces,
                    p50_ms=round(p50, 4),
                    p95_ms=round(statistics.median(_p95(times) for times in rounds), 4),
                    speedup=round(base / p50, 3),
                )
            )
    return tuple(rows)


def _median_of_rounds(rounds: Sequence[Sequence[float]]) -> float:
    return statistics.median(statistics.median(times) for times in rounds)


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


class _Worker:
    """A child process that holds one model and times it when asked."""

    def __init__(self, target: BenchmarkTarget) -> None:
        self.row = target.row
        self._process = subprocess.Popen(
            [sys.executable, "-m", "trainer.benchmark_worker", target.argument],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.about: dict[str, Any] = self._read()

    def measure(self, pieces: int) -> list[float]:
        """Milliseconds of each run at this many pieces."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{pieces} {RUNS}\n")
        self._process.stdin.flush()
        times: list[float] = self._read()["ms"]
        return times

    def close(self) -> None:
        """End the child."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=30)

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"expected the benchmark of {self.row} to answer, it ended")
        answer: dict[str, Any] = json.loads(line)
        return answer
