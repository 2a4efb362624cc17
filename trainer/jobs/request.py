"""What one distillation was asked for, and whether it can be done."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.models.registry import ROWS, registered_models
from trainer.jobs.data import DataSummary
from trainer.jobs.problem import RequestProblem
from trainer.jobs.teachers import Teacher, installed_teachers
from trainer.settings import DistillSettings, TrainSettings

MAX_EPOCHS, MAX_TAU, MAX_RATE, MAX_SEED = 100, 100, 1, 2**32 - 1
MAX_NAME = 40
_NAME = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9_.-]{{0,{MAX_NAME - 2}}}[A-Za-z0-9])?")


@dataclass(frozen=True)
class DistillRequest:
    """The form's values. ``kd`` false: the student starts from the teacher, and that is all."""

    name: str
    teacher: str
    layers: tuple[int, ...]
    kd: bool = True
    alpha: float = 0.5
    tau: float = 4.0
    epochs: int = 5
    learning_rate: float = 6e-4
    seed: int = 42

    @classmethod
    def from_json(cls, payload: dict[str, Any]) -> "DistillRequest":
        """The inverse of ``dataclasses.asdict`` after JSON."""
        return cls(**{**payload, "layers": tuple(payload["layers"])})

    @property
    def distill(self) -> DistillSettings:
        """Alpha, tau and layers."""
        return DistillSettings(self.alpha, self.tau, self.layers)

    def training(self, teacher: Teacher) -> TrainSettings:
        """The preset of the teacher's size with what was asked for."""
        student = teacher.preset.student
        return student.changed(self.epochs, self.learning_rate, self.seed)

    def row(self, teacher: Teacher) -> str:
        """Which of the paper's students this is."""
        if not self.kd:
            return "student"
        return "student-crf-kd" if teacher.config.crf else "student-kd"

    def check(self, data: DataSummary) -> Teacher:
        """The teacher; RequestProblem where something asked for cannot be."""
        teacher = find_teacher(self.teacher)
        self._check_layers(teacher)
        self._check_numbers()
        missing = [label for label in data.labels if label not in teacher.labels.labels]
        if missing:
            known = ", ".join(teacher.labels.labels)
            raise RequestProblem(
                "labels", teacher=self.teacher, missing=", ".join(missing), known=known
            )
        return teacher

    def _check_layers(self, teacher: Teacher) -> None:
        if not self.layers:
            raise RequestProblem("layers_none")
        rising = list(self.layers) == sorted(set(self.layers))
        if not rising or self.layers[0] < 1 or self.layers[-1] > teacher.layers:
            raise RequestProblem("layers_range", depth=teacher.layers)
        if teacher.starts_at_first and self.layers[0] != 1:
            raise RequestProblem("layers_first")

    def _check_numbers(self) -> None:
        wrong = {
            "alpha": not 0 <= self.alpha <= 1,  # not-a-number is neither
            "tau": not 0 < self.tau <= MAX_TAU,
            "epochs": not 1 <= self.epochs <= MAX_EPOCHS,
            "rate": not 0 < self.learning_rate <= MAX_RATE,
            "seed": not 0 <= self.seed <= MAX_SEED,
        }
        most = {"tau": MAX_TAU, "epochs": MAX_EPOCHS, "rate": MAX_RATE}
        for code in (code for code, is_wrong in wrong.items() if is_wrong):
            raise RequestProblem(code, most=most.get(code, 0))


def find_teacher(name: str) -> Teacher:
    """The installed teacher of this name."""
    for teacher in installed_teachers():
        if teacher.name == name:
            return teacher
    raise RequestProblem("teacher_gone", teacher=name)


def check_name(name: str, runs: Path) -> None:
    """RequestProblem unless ``name`` is of safe characters, and new among runs and models.

    It names a folder and a menu entry: ASCII letters, digits, and ``_ . -`` inside.
    Capitals do not tell two names apart, for they do not on every disk.
    """
    if not _NAME.fullmatch(name):
        raise RequestProblem("name_form", most=MAX_NAME)
    if name.casefold() in taken_names(runs):
        raise RequestProblem("name_taken", name=name)


def free_name(runs: Path, stem: str = "student") -> str:
    """The first of stem-1, stem-2, … that is free."""
    taken, number = taken_names(runs), 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def taken_names(runs: Path) -> set[str]:
    """Names of runs, models and the paper's rows, in small letters."""
    folders = [folder.name for folder in runs.glob("*")] if runs.is_dir() else []
    models = [model.name for model in registered_models()]
    return {name.casefold() for name in (*folders, *models, *ROWS)}
