"""Hints in training: given for gold alone, learned, handed down, and left out on demand."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.annotator import load_folder
from engine.corpus.provenance import GENERATED, SOURCE
from engine.models.checkpoint import load_tagger
from engine.models.config import TaggerConfig
from engine.models.emissions import Framing
from engine.models.hint_table import HintTable
from engine.models.hints import UNKNOWN, LexiconHints
from engine.models.neural import NeuralPredictor
from engine.models.pieces import PieceTokenizer
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon
from engine.tagging.span import Document
from tests.tiny_models import DOCUMENTS, TEXTS, quick, save_encoder, tiny_task, tiny_tokenizer
from trainer.features import ExampleDataset, PadCollator, make_examples
from trainer.quantize import quantize
from trainer.relabel import without_hints
from trainer.settings import DistillSettings
from trainer.stages import TaggingTask, train_student, train_teacher, with_teacher_emissions
from trainer.tagging import TrainingData

LABELS = LabelSet()
TOKENIZER = PieceTokenizer(tiny_tokenizer())
TASK = replace(tiny_task(8), labels=LABELS, hints=True)


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hints")
    encoder = save_encoder(folder / "encoder")
    return train_teacher(encoder, TASK, quick(3), folder / "t", crf=True)


def test_made_sentences_get_no_hints() -> None:
    hints = LexiconHints.shipped()
    gold = DOCUMENTS[1]
    made = Document(gold.text, gold.spans, "g", {SOURCE: GENERATED})
    given, none = (
        make_examples([document], TOKENIZER, LABELS, "all", 48, hints)[0]
        for document in (gold, made)
    )
    assert given.hints is not None
    assert len(given.hints) == len(given.ids)
    assert LABELS.tag_ids["B-MED"] + 1 in given.hints
    assert none.hints is None
    assert not none.asked().any()


def test_hints_follow_their_pieces_into_chunks() -> None:
    lexicon = LexiconHints(Lexicon({"মেটফরমিন": "MED"}), LABELS)
    long = Document(" ".join(["আজ হাসপাতালে অনেক রোগী এসেছে।"] * 4 + ["ডাক্তার মেটফরমিন লিখেছেন।"]))
    chunks = make_examples([long], TOKENIZER, LABELS, "all", 32, lexicon)
    assert len(chunks) > 1
    joined = np.concatenate([chunk.asked() for chunk in chunks])
    assert np.array_equal(joined, lexicon.ids(TOKENIZER.split(long.text)))


def test_a_share_of_readings_goes_without_and_validation_never() -> None:
    hints = LexiconHints(Lexicon({"মেটফরমিন": "MED"}), LABELS)
    chunks = make_examples(DOCUMENTS, TOKENIZER, LABELS, "all", 48, hints)
    framing = Framing(TOKENIZER.cls, TOKENIZER.sep, TOKENIZER.pad)
    torch.manual_seed(0)
    learning = ExampleDataset(chunks[:1], framing, no_hints=0.25)
    asked = [any(learning[0]["hints"]) for _ in range(400)]  # type: ignore[arg-type]
    assert 0.65 < np.mean(asked) < 0.85
    validating = ExampleDataset(chunks, framing)
    assert all(any(validating[i]["hints"]) for i in range(len(chunks)))  # type: ignore[arg-type]
    batch = PadCollator(framing.pad)([validating[i] for i in range(len(chunks))])
    assert batch["hints"].shape == batch["input_ids"].shape
    assert (batch["hints"][batch["attention_mask"] == 0] == UNKNOWN).all()


def test_the_table_learns_and_is_handed_down(teacher: Path, tmp_path: Path) -> None:
    config = TaggerConfig.read(teacher)
    assert np.shape(config.hints) == (13, 13)
    start = HintTable.fresh(LABELS, LABELS).rows()
    assert not np.allclose(config.hints, start)  # it moved
    student = train_student(
        teacher,
        TASK,
        quick(1),
        DistillSettings(layers=(1, 2)),
        tmp_path / "s",
        row="student-crf-kd",
    )
    int8 = quantize(student, tmp_path / "int8")
    table = TaggerConfig.read(student).hints
    assert TaggerConfig.read(int8).hints == table
    assert not np.allclose(table, start)
    full, small = (load_folder(folder, "m").predictor for folder in (student, int8))
    assert isinstance(full, NeuralPredictor)
    assert isinstance(small, NeuralPredictor)
    for text in TEXTS:
        pieces = full.tokenizer.split(text)
        bias = [
            p.emissions([pieces])[0] - replace(p, hints=None).emissions([pieces])[0]
            for p in (full, small)
        ]
        np.testing.assert_allclose(bias[0], bias[1], atol=1e-6)
        assert np.abs(bias[0]).max() > 0.5


def test_a_student_learns_from_hinted_emissions(teacher: Path) -> None:
    tagger = load_tagger(teacher)
    hints = LexiconHints.shipped()
    chunks = make_examples(DOCUMENTS, TOKENIZER, LABELS, "all", 48, hints)
    scored = with_teacher_emissions(TrainingData(chunks, chunks, TOKENIZER), tagger)
    predictor = load_folder(teacher, "t").predictor
    assert isinstance(predictor, NeuralPredictor)
    for document, example in zip(DOCUMENTS, scored.train, strict=True):
        (expected,) = predictor.emissions([TOKENIZER.split(document.text)])
        np.testing.assert_allclose(example.teacher, expected, atol=1e-4)


def test_the_network_alone_can_be_scored(teacher: Path) -> None:
    predictor = load_folder(teacher, "t").predictor
    alone = without_hints(predictor)
    assert isinstance(alone, NeuralPredictor)
    assert alone.hints is None
    with pytest.raises(ValueError, match="expected a model with the lexicon's hints"):
        without_hints(alone)


def test_a_run_folder_says_that_hints_were_given() -> None:
    plain: TaggingTask = replace(TASK, hints=False)
    assert TASK.describe()["hints"] is True
    assert "hints" not in plain.describe()  # runs begun before there were hints go on
