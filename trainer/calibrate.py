"""One temperature a model, fitted on validation, so that span scores mean what they say.

Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 4.2. Dividing
all scores of the lattice by one number changes no decision, only the probabilities.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.annotator import load_folder
from engine.evaluation.alignment import align
from engine.evaluation.calibration import ScoredSpan, scored_spans
from engine.evaluation.word import word_spans
from engine.models.config import TaggerConfig
from engine.models.lattice import Floats
from engine.models.neural import NeuralPredictor
from engine.models.pieces import Pieces
from engine.tagging.span import Document

TEMPERATURES = tuple(round(0.5 * 1.2**i, 4) for i in range(12))  # 0.5 to 3.7
_FLOOR = 1e-6  # a score of 0 or 1 that is wrong costs a finite amount


@dataclass(frozen=True)
class ScoredDocument:
    """One validation document with its emissions (n, tags) and decoded path."""

    document: Document
    pieces: Pieces
    emissions: Floats


def calibrate(folder: Path, validation: Sequence[Document]) -> float:
    """Fit and write the temperature of the model in ``folder``; returns it.

    It is the one of ``TEMPERATURES`` with the least log loss of span scores against
    strict hits on ``validation``; 1 where the model finds nothing there.
    """
    config = TaggerConfig.read(folder)
    predictor = load_folder(folder, config.row).predictor
    if not isinstance(predictor, NeuralPredictor):
        raise ValueError(f"expected a trained model in {folder}, got {type(predictor).__name__}")
    pieces = [predictor.tokenizer.split(document.text) for document in validation]
    emissions = predictor.emissions(pieces)
    scored = [ScoredDocument(*row) for row in zip(validation, pieces, emissions, strict=True)]
    temperature = best_temperature(predictor, scored)
    replace(config, temperature=temperature).write(folder)
    return temperature


def best_temperature(predictor: NeuralPredictor, scored: Sequence[ScoredDocument]) -> float:
    """The temperature with the least log loss."""
    losses: dict[float, float] = {}
    for temperature in TEMPERATURES:
        config = replace(predictor.config, temperature=temperature)
        trial = replace(predictor, config=config)
        losses[temperature] = log_loss([span for row in scored for span in _spans(trial, row)])
    best = min(losses, key=lambda temperature: losses[temperature])
    return best if losses[best] < math.inf else 1.0


def log_loss(spans: Sequence[ScoredSpan]) -> float:
    """Mean of -log P(what came true); infinite without spans."""
    if not spans:
        return math.inf
    chances = (span.score if span.hit else 1 - span.score for span in spans)
    return sum(-math.log(max(chance, _FLOOR)) for chance in chances) / len(spans)


def _spans(predictor: NeuralPredictor, row: ScoredDocument) -> tuple[ScoredSpan, ...]:
    text = row.document.text
    found = predictor.decode(text, row.pieces, row.emissions).document.spans
    return scored_spans(align(word_spans(text, row.document.spans), word_spans(text, found)))
