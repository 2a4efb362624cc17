"""One run of the app's queue from its folder: distill, calibrate, test, put into the menus."""

import shutil
import tempfile
import traceback
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import Any

from engine.annotator import load_folder
from engine.evaluation.seen import entity_surfaces
from engine.formats.dataset import FormatError
from engine.models.checkpoint import replace_folder
from engine.models.config import ModelError, TaggerConfig
from engine.paths import user_models
from trainer.calibrate import calibrate
from trainer.jobs.data import DataFiles
from trainer.jobs.folders import read_config
from trainer.jobs.problem import RequestProblem
from trainer.jobs.request import DistillRequest
from trainer.jobs.teachers import Teacher, read_teacher
from trainer.jobs.view import EVALUATION, STUDENT
from trainer.runs import RunFolder
from trainer.scoring import score_predictor, write_evaluation
from trainer.splits import Splits
from trainer.stages import TaggingTask, train_student


def run_job(run: RunFolder) -> bool:
    """Work off a run that has begun; False where it failed, and its state says why."""
    try:
        distill(run)
    except Exception as error:
        run.log(traceback.format_exc())
        run.update(status="failed", error=_sentence(error), reason=_reason(error))
        return False
    run.update(status="done")
    return True


def distill(run: RunFolder) -> None:
    """Every stage in order; each is found again where it was done before."""
    config: dict[str, Any] = read_config(run) or {}
    request = DistillRequest.from_json(config["request"])
    files = tuple(run.path / file for file in config["data"]["files"])
    data = DataFiles(config["data"]["name"], files)
    teacher = read_teacher(request.teacher, Path(config["teacher_path"]))
    run.log(f"reading {data.name}")
    splits = data.splits()
    run.log(f"{len(splits.train)} texts train, {len(splits.validation)} validate")
    model = train_student(
        teacher.path,
        _task(teacher, splits),
        request.training(teacher),
        request.distill,
        run.path / STUDENT,
        row=request.row(teacher),
        use_teacher=request.kd,
    )
    run.log("calibrating span scores on validation")
    calibrate(model, splits.validation)
    _evaluate(run, model, data.name, splits)
    _install(run, model, {"teacher": request.teacher, "data": data.name})
    run.log(f"done: the model {run.path.name} is in the menus")


def _task(teacher: Teacher, splits: Splits) -> TaggingTask:
    """The teacher's labels, piece rule and windows hold for its student."""
    return TaggingTask(
        train=splits.train,
        validation=splits.validation,
        labels=teacher.labels,
        pieces=teacher.config.pieces,
        max_pieces=teacher.config.max_pieces,
        overlap=teacher.config.overlap,
        hints=bool(teacher.config.hints),
    )


def _evaluate(run: RunFolder, model: Path, data: str, splits: Splits) -> None:
    """Both evaluations, by the word protocol's rules, with intervals."""
    predictor = load_folder(model, run.path.name).predictor
    surfaces = entity_surfaces(splits.train)
    for name, gold in (("validation", splits.validation), ("report", splits.test)):
        run.log(f"testing on {len(gold)} texts")
        evaluation = score_predictor(run.path.name, data, gold, predictor, surfaces)
        file = run.path / EVALUATION / f"{name}.json"
        write_evaluation(evaluation, file, file.with_suffix(".jsonl"))


def _install(run: RunFolder, model: Path, about: dict[str, str]) -> None:
    """Copy model and test report into the user's models, in one step."""
    user_models().mkdir(parents=True, exist_ok=True)
    name = run.path.name
    temporary = Path(tempfile.mkdtemp(dir=user_models(), prefix=f".{name}."))
    try:
        shutil.copytree(model, temporary / name)
        shutil.copyfile(run.path / EVALUATION / "report.json", temporary / name / "report.json")
        replace(TaggerConfig.read(model), about=about).write(temporary / name)
        replace_folder(temporary / name, user_models() / name)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _sentence(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _reason(error: Exception) -> str:
    """The kind of what went wrong, for which pages have a sentence."""
    if isinstance(error, ModelError):
        return "teacher"
    if isinstance(error, (FormatError, RequestProblem)):
        return "data"
    if isinstance(error, OSError) and error.errno == ENOSPC:
        return "disk"
    if isinstance(error, MemoryError) or "allocate memory" in str(error):
        return "memory"
    return "other"
