"""Scoring a model on documents, and writing what pages drill into."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.annotator import Predictor
from engine.evaluation.evaluate import evaluate
from engine.evaluation.mistakes import united
from engine.evaluation.report import Evaluation
from engine.formats.write import write_text
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document
from trainer.progress import Progress

_CHUNK = 128


def score_predictor(
    run: str,
    data: str,
    gold: Sequence[Document],
    predictor: Predictor,
    train_surfaces: frozenset[str] | None = None,
) -> Evaluation:
    """Predict all of ``gold`` and evaluate; labels of model and data are united."""
    predictions = list(_predict(run, gold, predictor))
    labels = united(predictor.labels, gold)
    return evaluate(run, data, gold, predictions, labels, train_surfaces)


def write_evaluation(evaluation: Evaluation, report: Path, details: Path) -> None:
    """The report as one JSON file and a line a document beside it."""
    lines = (json.dumps(row, ensure_ascii=False) for row in evaluation.details())
    write_text(details, "".join(f"{line}\n" for line in lines))
    write_text(report, json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1))


def _predict(run: str, gold: Sequence[Document], predictor: Predictor) -> Iterator[Prediction]:
    progress = Progress(f"evaluate {run}")
    progress.start(0, len(gold))
    for start in range(0, len(gold), _CHUNK):
        chunk = [document.text for document in gold[start : start + _CHUNK]]
        yield from predictor.predict(chunk)
        progress.advance(start + len(chunk))
    progress.finish()
