"""What may be asked of the queue: names, teachers, layers, numbers, labels."""

import math
from dataclasses import asdict

import pytest

from tests.trainer.jobs.small_home import LABELS, TEACHER, asked, save_teacher
from trainer.jobs.data import DataFiles, DataSummary
from trainer.jobs.folders import runs_folder
from trainer.jobs.problem import RequestProblem
from trainer.jobs.request import DistillRequest, check_name, free_name
from trainer.jobs.teachers import installed_teachers

SUMMARY = DataSummary(16, 2, 2, ("DIS",), 300)


def code_of(request: DistillRequest, summary: DataSummary = SUMMARY) -> str:
    """The code of what is wrong with a request, or empty."""
    try:
        request.check(summary)
    except RequestProblem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize("name", ["a", "student-1", "A.b_c-9", "x" * 40])
def test_a_safe_name_is_taken(name: str) -> None:
    check_name(name, runs_folder())


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "-a", "a.", "a b", "ছাত্র", "a\n", "x" * 41, "<b>", "a\\b"]
)
def test_an_unsafe_name_is_not(name: str) -> None:
    with pytest.raises(RequestProblem) as caught:
        check_name(name, runs_folder())
    assert caught.value.code == "name_form"


def test_a_name_is_unique_among_runs_models_and_rows(data: DataFiles) -> None:
    (runs_folder() / "Mine-1").mkdir(parents=True)
    for name in ("mine-1", TEACHER, TEACHER.upper(), "lexicon", "student-kd"):
        with pytest.raises(RequestProblem) as caught:
            check_name(name, runs_folder())
        assert caught.value.code == "name_taken"
    assert free_name(runs_folder(), "mine") == "mine-2"


def test_a_fitting_request_names_its_teacher_and_survives_json(data: DataFiles) -> None:
    request = asked("a")
    teacher = request.check(SUMMARY)
    assert (teacher.name, teacher.layers, teacher.labels.labels) == (TEACHER, 12, LABELS)
    assert DistillRequest.from_json(asdict(request)) == request
    assert request.row(teacher) == "student-crf-kd"
    assert asked("a", kd=False).row(teacher) == "student"
    settings = asked("a", epochs=7, learning_rate=1e-4, seed=3).training(teacher)
    assert (settings.epochs, settings.learning_rate, settings.seed) == (7, 1e-4, 3)
    assert settings.batch == teacher.preset.student.batch


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("teacher_gone", {"teacher": "nobody"}),
        ("layers_none", {"layers": ()}),
        ("layers_range", {"layers": (1, 13)}),
        ("layers_range", {"layers": (0, 2)}),
        ("layers_range", {"layers": (2, 1)}),
        ("alpha", {"alpha": 1.1}),
        ("alpha", {"alpha": math.nan}),
        ("tau", {"tau": 0.0}),
        ("tau", {"tau": math.inf}),
        ("epochs", {"epochs": 0}),
        ("rate", {"learning_rate": 0.0}),
        ("rate", {"learning_rate": math.nan}),
        ("seed", {"seed": -1}),
        ("", {"layers": (2, 12), "alpha": 0.0, "kd": False}),
    ],
)
def test_what_cannot_be_is_refused(data: DataFiles, code: str, changes: dict[str, object]) -> None:
    assert code_of(asked("a", **changes)) == code


def test_a_teacher_that_lacks_a_label_of_the_data_is_refused(data: DataFiles) -> None:
    request = asked("a")
    with pytest.raises(RequestProblem) as caught:
        request.check(DataSummary(16, 2, 2, ("DIS", "ORG", "HOR"), 300))
    assert caught.value.values == {"teacher": TEACHER, "missing": "ORG, HOR", "known": "MED, DIS"}


def test_a_modernbert_student_needs_the_first_layer(data: DataFiles) -> None:
    save_teacher("modern", family="modernbert")
    assert code_of(asked("a", teacher="modern", layers=(2, 12))) == "layers_first"
    assert code_of(asked("a", teacher="modern", layers=(1, 12))) == ""


def test_teachers_are_pytorch_models_of_two_or_more_layers(data: DataFiles) -> None:
    for name, layers in (("one-layer", 1), ("two-layers", 2), ("six", 6)):
        save_teacher(name, layers=layers)
    (save_teacher("damaged") / "tagger.json").write_text("{")
    (save_teacher("no-weights") / "model.safetensors").unlink()
    teachers = installed_teachers()
    own = [teacher for teacher in teachers if teacher.width == 64]
    assert [(t.name, t.default_layers) for t in own] == [
        (TEACHER, (1, 5, 9, 12)),
        ("six", (1, 6)),
        ("two-layers", (1,)),
    ]
    assert "int8" not in [teacher.name for teacher in teachers]
