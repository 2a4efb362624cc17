"""The stages that make a tagger, each a resumable run folder: teacher and student."""

import copy
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from transformers import AutoConfig, set_seed

from engine.models.architectures import keep_layers
from engine.models.checkpoint import load_tagger, save_tagger
from engine.models.config import ModelError, PieceRule, TaggerConfig
from engine.models.emissions import Framing, run_sequences
from engine.models.hint_table import HintTable
from engine.models.hints import LexiconHints
from engine.models.pieces import PieceTokenizer
from engine.models.tagger import Tagger
from engine.models.torch_runtime import TorchEmissions
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document
from trainer.encoders import check_encoder, encoder_tokenizer
from trainer.example import Example
from trainer.features import make_examples
from trainer.runs import RunFolder
from trainer.settings import DistillSettings, TrainSettings
from trainer.tagging import TrainingData, train_tagger


@dataclass(frozen=True)
class TaggingTask:
    """What is learned: the documents, their labels, and how pieces carry tags."""

    train: tuple[Document, ...]
    validation: tuple[Document, ...]
    labels: LabelSet
    pieces: PieceRule
    max_pieces: int
    overlap: int
    hints: bool = False

    def describe(self) -> dict[str, Any]:
        """What a run folder records of the task."""
        asked = {"hints": True} if self.hints else {}
        return asked | {
            "train_documents": len(self.train),
            "validation_documents": len(self.validation),
            "labels": list(self.labels.labels),
            "pieces": self.pieces,
            "max_pieces": self.max_pieces,
        }

    def config(self, row: str, *, crf: bool) -> TaggerConfig:
        """The tagger settings of a model of this task."""
        return TaggerConfig(
            tags=self.labels.tags,
            pieces=self.pieces,
            crf=crf,
            max_pieces=self.max_pieces,
            overlap=self.overlap,
            row=row,
        )

    def examples(self, tokenizer: PieceTokenizer) -> TrainingData:
        """Both splits as training examples."""
        hints = LexiconHints.shipped() if self.hints else None
        train, validation = (
            make_examples(documents, tokenizer, self.labels, self.pieces, self.max_pieces, hints)
            for documents in (self.train, self.validation)
        )
        if not train or not validation:
            raise ValueError(
                f"expected text in training and validation, got {len(train)} and "
                f"{len(validation)} chunks"
            )
        return TrainingData(train, validation, tokenizer)


def train_teacher(
    encoder: str | Path, task: TaggingTask, settings: TrainSettings, out: Path, *, crf: bool
) -> Path:
    """Fine-tune an encoder, with a CRF or without; returns the model folder."""
    row = "teacher-crf" if crf else "teacher"
    check_encoder(encoder)
    run = RunFolder.open(
        out, {"row": row, "encoder": str(encoder), **task.describe(), **asdict(settings)}
    )
    if run.state().status == "done":
        return run.model
    run.begin()
    set_seed(settings.seed)
    backend = encoder_tokenizer(encoder)
    data = task.examples(PieceTokenizer(copy.deepcopy(backend)))
    tagger = Tagger.from_encoder(encoder, task.labels, crf=crf)
    if task.hints:
        tagger.hints = HintTable.fresh(LexiconHints.shipped().labels, task.labels)
    train_tagger(tagger, data, settings, run, row)
    save_tagger(run.model, tagger, task.config(row, crf=crf), backend)
    run.update(status="done")
    return run.model


def train_student(
    teacher: Path,
    task: TaggingTask,
    settings: TrainSettings,
    distill: DistillSettings,
    out: Path,
    *,
    row: str,
    use_teacher: bool = True,
) -> Path:
    """Train a student that starts from layers of ``teacher``; returns the model folder.

    With ``use_teacher`` false the student only starts from the teacher's weights
    (No-KD: alpha is then 1 in effect).
    """
    _check_teacher(teacher, task, distill.layers)
    run = RunFolder.open(
        out,
        {
            "row": row,
            "teacher": str(teacher),
            "distill": use_teacher,
            **task.describe(),
            **asdict(settings),
            **asdict(distill),
        },
    )
    if run.state().status == "done":
        return run.model
    run.begin()
    set_seed(settings.seed)
    parent = load_tagger(teacher)
    tokenizer = PieceTokenizer.read(teacher)
    data = task.examples(tokenizer)
    if use_teacher:
        data = with_teacher_emissions(data, parent)
    student = student_of(parent, distill.layers)
    train_tagger(student, data, settings, run, row, distill if use_teacher else None)
    save_tagger(run.model, student, task.config(row, crf=False), tokenizer.backend)
    run.update(status="done")
    return run.model


def _check_teacher(teacher: Path, task: TaggingTask, layers: tuple[int, ...]) -> None:
    """Refuse, before anything is written, a teacher that cannot teach this task."""
    tags = TaggerConfig.read(teacher).tags
    if tags != task.labels.tags:
        raise ModelError(
            f"expected a teacher with the labels of the data, {', '.join(task.labels.labels)}, "
            f"got one with {', '.join(LabelSet.from_tags(tags).labels)}"
        )
    depth = AutoConfig.from_pretrained(teacher).num_hidden_layers
    if layers[-1] > depth:
        raise ModelError(f"expected layers from 1 to {depth}, got {layers}")


def student_of(teacher: Tagger, layers: tuple[int, ...]) -> Tagger:
    """A linear-head copy of some layers (from 1) of a teacher.

    Embeddings, head and the table of hints come along.
    """
    network: Any = copy.deepcopy(teacher.network)
    if network.config.model_type == "modernbert" and layers[0] != 1:
        raise ModelError(
            f"expected layer 1 first (a ModernBERT's first layer has no attention norm), "
            f"got layers {layers}"
        )
    keep_layers(network, layers)
    return Tagger(network, teacher.labels, crf=False, hints=copy.deepcopy(teacher.hints))


def with_teacher_emissions(data: TrainingData, teacher: Tagger) -> TrainingData:
    """The same examples with the teacher's pre-CRF emissions, computed once."""
    framing = Framing(data.tokenizer.cls, data.tokenizer.sep, data.tokenizer.pad)
    model = TorchEmissions(teacher)

    def scored(examples: Sequence[Example]) -> list[Example]:
        emissions = run_sequences(model, framing, [example.ids for example in examples])
        return [
            replace(example, teacher=(rows + _bias(teacher, example)).astype(np.float32))
            for example, rows in zip(examples, emissions, strict=True)
        ]

    return TrainingData(scored(data.train), scored(data.validation), data.tokenizer)


def _bias(tagger: Tagger, example: Example) -> npt.NDArray[np.float32]:
    """What the hints add to the emissions (n, tags) of ``example``."""
    if tagger.hints is None:
        return np.zeros((len(example.ids), len(tagger.labels.tags)), dtype=np.float32)
    with torch.inference_mode():
        bias: npt.NDArray[np.float32] = tagger.hints(torch.from_numpy(example.asked())).numpy()
    return bias
