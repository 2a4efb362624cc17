"""The fitted temperature: least log loss, decisions untouched, written into the folder."""

import math
from pathlib import Path

import numpy as np
import pytest

from engine.annotator import load_folder
from engine.evaluation.calibration import ScoredSpan
from engine.models.config import TaggerConfig
from engine.tagging.span import Document, Span
from tests.engine.models.fake_models import PieceTable, fake_predictor
from tests.tiny_models import DOCUMENTS, tiny_tokenizer
from trainer.calibrate import TEMPERATURES, ScoredDocument, best_temperature, calibrate, log_loss
from trainer.splits import hold_out


def test_log_loss_by_hand():
    spans = [ScoredSpan(0.8, True), ScoredSpan(0.8, False)]
    assert log_loss(spans) == pytest.approx(-(math.log(0.8) + math.log(0.2)) / 2)
    assert log_loss([ScoredSpan(1.0, False)]) < math.inf
    assert log_loss([]) == math.inf


def half_right() -> tuple[Document, ...]:
    """One-word documents; every second word is a medicine."""
    words = ("জ্বর", "হাঁপানি", "ডায়াবেটিস", "নিউমোনিয়া")
    return tuple(
        Document(word, (Span(0, len(word), "MED"),) if i % 2 else ())
        for i, word in enumerate(words)
    )


def test_scores_of_a_model_that_is_half_right_are_pulled_towards_a_half():
    """All documents get one span, of nearly full score, that is right in half of them."""
    tokenizer = tiny_tokenizer()
    table = np.zeros((tokenizer.get_vocab_size(), 5))
    table[:, 1], table[:, 2] = 6.0, 5.9  # B-MED, then I-MED
    predictor = fake_predictor(tokenizer, PieceTable(table))
    documents = half_right()
    pieces = [predictor.tokenizer.split(d.text) for d in documents]
    emissions = predictor.emissions(pieces)
    rows = [ScoredDocument(*row) for row in zip(documents, pieces, emissions, strict=True)]
    assert best_temperature(predictor, rows) == max(TEMPERATURES)


def test_the_folder_keeps_its_decisions_and_gains_a_temperature(teachers: dict[str, Path]):
    folder = teachers["teacher-crf"]
    before = load_folder(folder, "teacher-crf")
    spans = [before.annotate(d.text).spans for d in DOCUMENTS]
    temperature = calibrate(folder, hold_out(DOCUMENTS, 1)[1])
    assert TaggerConfig.read(folder).temperature == temperature
    after = load_folder(folder, "teacher-crf")
    again = [after.annotate(d.text).spans for d in DOCUMENTS]
    assert again == spans  # a span's score does not count in equality
    first, second = ([span.score for row in rows for span in row] for rows in (spans, again))
    assert (first != second) == (temperature != 1)
