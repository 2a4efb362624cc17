"""Serves the app with a stopwatch: ``python -m tests.browser.timed_server OUT --port=N``.

OUT gets a line of JSON for each model that is loaded
and for each run of the script, with what a plain forward pass of the same text takes: seconds
on the clock, and seconds of the processor in the script's thread, which other work on the
machine does not stretch.
"""

import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.cli import main as streamlit

from engine import annotator
from engine.annotator import Annotator
from engine.models.neural import NeuralPredictor
from trainer.cli_app import serve_command

_SHORT = 5  # passes that are timed again, of a short text; a long one is run again once


class Stopwatch:
    """Times script runs and, in the same thread right after each, its forward passes again."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._run = threading.local()

    def install(self) -> None:
        """Put the watch around Streamlit's script runner and the engine's model loading."""
        ScriptRunner._run_script = self._timed(ScriptRunner._run_script)
        NeuralPredictor.emissions = self._noted(NeuralPredictor.emissions)
        Annotator.annotate = self._read(Annotator.annotate)
        annotator.load_folder = self._counted(annotator.load_folder)
        annotator._load_lexicon = self._counted(annotator._load_lexicon)

    def _timed(self, run_script: Callable[..., None]) -> Callable[..., None]:
        def run(*args: Any) -> None:
            self._run.passes, self._run.reading = [], 0.0
            began = _now()
            run_script(*args)
            taken = _since(began)
            passes = self._run.passes
            forward = [self._again(*one) for one in passes]
            self._write(
                "run",
                passes=len(passes),
                seconds=taken[0],
                cpu=taken[1],
                reading_cpu=self._run.reading,
                forward_seconds=sum(seconds for seconds, _ in forward),
                forward_cpu=sum(cpu for _, cpu in forward),
            )

        return run

    def _noted(self, emissions: Callable[..., Any]) -> Callable[..., Any]:
        self._emissions = emissions

        def noted(model: NeuralPredictor, pieces: Sequence[Any]) -> Any:
            if hasattr(self._run, "passes"):
                self._run.passes.append((replace(model, progress=None), pieces))
            return emissions(model, pieces)

        return noted

    def _read(self, annotate: Callable[..., Any]) -> Callable[..., Any]:
        def read(*args: Any) -> Any:
            began = _now()
            document = annotate(*args)
            if hasattr(self._run, "passes"):
                self._run.reading += _since(began)[1]
            return document

        return read

    def _again(self, model: NeuralPredictor, pieces: Sequence[Any]) -> tuple[float, float]:
        """The quickest of a few plain forward passes of the same pieces, by either clock."""
        taken: list[tuple[float, float]] = []
        short = sum(map(len, pieces)) <= model.config.max_pieces
        for _ in range(_SHORT if short else 1):
            began = _now()
            self._emissions(model, pieces)
            taken.append(_since(began))
        return min(seconds for seconds, _ in taken), min(cpu for _, cpu in taken)

    def _counted(self, load: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any) -> Any:
            loaded = load(*args)
            self._write("load", name=loaded.name)
            return loaded

        return counted

    def _write(self, kind: str, **values: float | str) -> None:
        with self._lock, self._out.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"kind": kind, **values}) + "\n")


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _since(began: tuple[float, float]) -> tuple[float, float]:
    return time.perf_counter() - began[0], time.thread_time() - began[1]


if __name__ == "__main__":
    Stopwatch(Path(sys.argv[1])).install()
    sys.argv = serve_command(int(sys.argv[2].removeprefix("--port=")))[3:]
    streamlit()
