"""What a person does with runs: start, cancel, resume, put away."""

import json
import shutil
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import psutil

from engine.formats.write import write_text
from engine.paths import user_home, user_models
from trainer.jobs.data import DataFiles, DataSummary
from trainer.jobs.folders import KIND, changing, find_run, is_held, runs_folder
from trainer.jobs.problem import RequestProblem
from trainer.jobs.process import start_detached, stop_process
from trainer.jobs.request import DistillRequest, check_name
from trainer.runs import RunFolder


def enqueue(request: DistillRequest, data: DataFiles) -> RunFolder:
    """Check everything, write the run's folder in one step, and start its process.

    RequestProblem, and nothing written, where something is wrong.
    """
    check_name(request.name, runs_folder())
    teacher = request.check(DataSummary.of(data.splits()))
    with changing():
        check_name(request.name, runs_folder())  # it may have been taken meanwhile
        temporary = Path(tempfile.mkdtemp(dir=runs_folder(), prefix=f".{request.name}."))
        try:
            _fill(temporary, request, data, teacher.path)
            temporary.chmod(0o755)
            run = RunFolder(temporary.replace(runs_folder() / request.name))
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _start(run)
    return run


def cancel(name: str) -> None:
    """End a waiting or working run; what it has learned so far stays for a resume."""
    with changing():
        run = find_run(name)
        stop_process(run.state())
        if run.state().status in ("waiting", "running"):  # it may have ended in time
            run.update(status="cancelled")


def resume(name: str) -> None:
    """Put a run that was cancelled, failed, or lost its process at the end of the queue."""
    with changing():
        run = find_run(name)
        state = run.state()
        if state.status != "done" and not is_held(state):
            run.update(status="waiting", queued=time.time(), error="", reason="")
            _start(run)


def discard(name: str, *, with_model: bool) -> Path:
    """Move a run that does not work, and its model if asked, to the trash; returns its place."""
    with changing():
        run = find_run(name)
        if is_held(run.state()):
            raise RequestProblem("run_busy", name=name)
        trash = user_home() / "trash"
        trash.mkdir(parents=True, exist_ok=True)
        day = time.strftime("%Y-%m-%d")
        place = Path(tempfile.mkdtemp(dir=trash, prefix=f"{name}-{day}-"))
        run.path.replace(place / "run")
        if with_model and (user_models() / name).is_dir():
            (user_models() / name).replace(place / "model")
    return place


def _fill(folder: Path, request: DistillRequest, data: DataFiles, teacher: Path) -> None:
    """Settings, a copy of the data, and the state of a run that joins the queue."""
    (folder / "data").mkdir()
    files = [f"data/{name}" for name in data.short_names]
    for source, file in zip(data.paths, files, strict=True):
        shutil.copyfile(source, folder / file)
    config = {
        "kind": KIND,
        "request": asdict(request),
        "teacher_path": str(teacher),
        "data": {"name": data.name, "files": files},
    }
    write_text(folder / "config.json", json.dumps(config, ensure_ascii=False, indent=1))
    RunFolder(folder).update(status="waiting", queued=time.time())


def _start(run: RunFolder) -> None:
    """Start the run's process; before it does anything it waits for the lock that we hold."""
    try:
        process = start_detached(run.path)
        run.update(pid=process.pid, pid_started=process.create_time())
    except (OSError, psutil.Error) as error:
        run.update(status="failed", error=str(error), reason="other")
