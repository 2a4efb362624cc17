"""The paper's numbers beside our rows, as fractions: same kinds of model, other data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_TABLE_1 = {
    "teacher-crf": "Teacher (12L + CRF)",
    "student": "Student No-KD (4L)",
    "student-kd": "Standard KD Student (4L)",
    "student-crf-kd": "CRF-KD Student (4L)",
    "int8-eq9": "Quantized CRF-KD (INT8)",
}
_TABLE_2 = {
    "teacher": "Teacher (12L, no CRF)",
    "teacher-crf": "CRF Teacher (12L + CRF)",
    "student-crf-kd": "CRF-KD Student (4L)",
    "int8-eq9": "Quantized (INT8)",
}
_TABLE_3 = {
    "teacher": "Teacher",
    "student": "No-KD",
    "student-kd": "Standard KD (authors' result file)",
    "student-crf-kd": "CRF-KD",
    "int8-eq9": "Quantized",
}
_FIGURE_3 = {"teacher": "teacher", "student-kd": "kd_student", "student": "no_kd_student"}


@dataclass(frozen=True, slots=True)
class PaperScores:
    """A row of Table I: piece protocol; ``f1`` is micro F1, which the paper calls macro."""

    name: str
    accuracy: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class PaperSpeed:
    """A row of Table II; sizes in millions of parameters and megabytes."""

    name: str
    params_m: float
    size_mb: float
    p50_ms: float
    speedup: float


@dataclass(frozen=True, slots=True)
class PaperLabels:
    """A column of Table III; ``micro_f1`` is its last line."""

    name: str
    f1: Mapping[str, float]
    micro_f1: float

    @property
    def macro_f1(self) -> float:
        """The mean over labels, which the paper does not give."""
        return sum(self.f1.values()) / len(self.f1)


def paper_table_1(numbers: Mapping[str, Any]) -> dict[str, PaperScores]:
    """Table I by our rows; ``numbers`` is a report's ``paper_numbers``."""
    return {
        row: PaperScores(name, **{key: value / 100 for key, value in scores.items()})
        for row, name in _TABLE_1.items()
        if (scores := numbers["table_1"].get(name))
    }


def paper_table_2(numbers: Mapping[str, Any]) -> dict[str, PaperSpeed]:
    """Table II by our rows."""
    return {
        row: PaperSpeed(
            name, found["params_m"], found["size_mb"], found["latency_ms"], found["speedup"]
        )
        for row, name in _TABLE_2.items()
        if (found := numbers["table_2"].get(name))
    }


def paper_table_3(numbers: Mapping[str, Any]) -> dict[str, PaperLabels]:
    """Table III by our rows."""
    table = numbers["table_3_class_f1"]
    return {
        row: PaperLabels(
            name, {label: table[name][label] / 100 for label in table["support"]},
            table[name]["f1"] / 100,
        )
        for row, name in _TABLE_3.items()
        if name in table
    }  # fmt: skip


def paper_support(numbers: Mapping[str, Any]) -> dict[str, int]:
    """Number of gold spans by label in the paper's test set."""
    return dict(numbers["table_3_class_f1"]["support"])


@dataclass(frozen=True, slots=True)
class PaperTraining:
    """Validation micro F1 after each of ``steps`` (Fig. 3)."""

    steps: tuple[int, ...]
    f1: tuple[float, ...]


def paper_figure_3(numbers: Mapping[str, Any]) -> dict[str, PaperTraining]:
    """Fig. 3 by our rows."""
    figure = numbers["fig_3_validation_f1_by_epoch"]
    steps = tuple(figure["steps"])
    return {
        row: PaperTraining(steps, tuple(value / 100 for value in figure[name]))
        for row, name in _FIGURE_3.items()
        if name in figure
    }
