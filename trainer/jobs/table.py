"""Settings and scores of all runs side by side, finished reproductions too."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.evaluation.reports import report_files
from engine.evaluation.scores import Scores
from trainer.jobs.request import DistillRequest
from trainer.jobs.view import RunView

# Which teacher each student of a reproduction starts from, and whether it learns from it.
_STUDENTS = {
    "student": ("teacher", False),
    "student-kd": ("teacher", True),
    "student-crf-kd": ("teacher-crf", True),
}


@dataclass(frozen=True)
class ComparedRun:
    """One student: what it was asked for and how it scored; None where not known.

    ``standing`` is that of a ``RunView``; a reproduction's students are "reproduced".
    """

    name: str
    standing: str
    data: str
    request: DistillRequest
    validation: Scores | None
    test: Scores | None


def compared_run(view: RunView) -> ComparedRun:
    """A run of the queue as a row."""
    return ComparedRun(
        view.name, view.standing, view.data, view.request, view.validation, view.test
    )


def reproduced_students() -> list[ComparedRun]:
    """The students of every finished reproduction that the Results page lists."""
    return [row for file in report_files() for row in _students(file.name, file.path)]


def _students(name: str, file: Path) -> Iterator[ComparedRun]:
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        for row, (teacher, kd) in _STUDENTS.items():
            if row in report["rows"]:
                full = f"{name}/{row}"
                request = _request(full, f"{name}/{teacher}", report, kd)
                test = Scores.from_json(report["rows"][row]["word"])
                data = report["data"]["name"]
                yield ComparedRun(full, "reproduced", data, request, None, test)
    except (OSError, ValueError, KeyError, TypeError):
        return  # the Results page says what is wrong with it


def _request(name: str, teacher: str, report: Mapping[str, Any], kd: bool) -> DistillRequest:
    training, distill = report["settings"]["student"], report["settings"]["distill"]
    return DistillRequest(
        name=name,
        teacher=teacher,
        layers=tuple(distill["layers"]),
        kd=kd,
        alpha=distill["alpha"],
        tau=distill["tau"],
        epochs=training["epochs"],
        learning_rate=training["learning_rate"],
        seed=report["seed"],
    )
