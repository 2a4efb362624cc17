"""What a report measured beside scores: speed and size, training, seeds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from engine.evaluation.reports import Report

MEGA = 1_000_000  # bytes of an MB, parameters of an M


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """A model timed on one sentence of ``pieces`` pieces, batch size 1; times in ms."""

    model: str
    backend: str
    params: int
    size_bytes: int
    pieces: int
    p50_ms: float
    p95_ms: float
    speedup: float


@dataclass(frozen=True, slots=True)
class Machine:
    """Where it was timed."""

    processor: str
    cores: int
    memory_gib: float
    system: str
    python: str


@dataclass(frozen=True, slots=True)
class Epoch:
    """Validation micro F1 and loss after an epoch, at optimizer step ``step``."""

    step: int
    f1: float
    loss: float


@dataclass(frozen=True, slots=True)
class SeedScores:
    """One F1 of a row over several seeds; ``stdev`` is that of the sample."""

    values: tuple[float, ...]
    mean: float
    stdev: float


@dataclass(frozen=True, slots=True)
class SeedRow:
    """A row's F1s over the report's seeds (word protocol)."""

    model: str
    micro: SeedScores
    macro: SeedScores


def speed_rows(report: Report) -> tuple[SpeedRow, ...]:
    """Every timed row, of all lengths; empty where the report has no benchmark."""
    names = {field.name for field in fields(SpeedRow)}
    rows = report.payload.get("benchmark", {}).get("rows", ())
    return tuple(SpeedRow(**{key: row[key] for key in names}) for row in rows)


def machine(report: Report) -> Machine | None:
    """The machine of the benchmark; None where the report has none."""
    found = report.payload.get("benchmark", {}).get("machine")
    return (
        Machine(**{field.name: found[field.name] for field in fields(Machine)}) if found else None
    )


def training(report: Report) -> dict[str, tuple[Epoch, ...]]:
    """The epochs of each trained row; empty where the report has none."""
    figure: Mapping[str, Any] = report.payload.get("figure_3", {})
    return {
        row: tuple(Epoch(epoch["step"], epoch["f1"], epoch["loss"]) for epoch in epochs)
        for row, epochs in figure.items()
        if epochs
    }


def seed_rows(report: Report) -> tuple[SeedRow, ...]:
    """Every row's scores over seeds; empty for a report of one seed."""
    rows = report.payload.get("seeds", {}).get("rows", {})
    return tuple(
        SeedRow(model, _seeds(found["micro_f1"]), _seeds(found["macro_f1"]))
        for model, found in rows.items()
    )


def _seeds(found: Mapping[str, Any]) -> SeedScores:
    return SeedScores(tuple(found["values"]), found["mean"], found["stdev"])
