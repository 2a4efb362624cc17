"""The stages of ``shonakto reproduce`` as commands of their own."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from engine.formats.read import read_dataset
from engine.formats.write import write_text
from engine.models.config import TaggerConfig
from engine.tagging.labels import LabelSet
from trainer.bad_input import bad_input_exits

_Out = Annotated[Path, typer.Option("--out", help="Run folder to write, or to resume.")]
_Train = Annotated[Path, typer.Option("--train", help="Training file.")]
_Validation = Annotated[
    Path | None, typer.Option("--validation", help="Default: a tenth of training.")
]
_Preset = Annotated[Literal["paper", "small"], typer.Option("--preset")]
_Epochs = Annotated[int | None, typer.Option("--epochs")]
_Rate = Annotated[float | None, typer.Option("--learning-rate")]
_Hints = Annotated[
    bool, typer.Option("--hints/--no-hints", help="Tell the model what the lexicon finds.")
]
_Seed = Annotated[int, typer.Option("--seed")]


def pretrain_command(
    text: Annotated[list[Path], typer.Option("--text", help="Text file, .gz too; repeatable.")],
    out: _Out,
    config: Annotated[
        Path | None, typer.Option("--config", help="JSON settings; default: the small encoder.")
    ] = None,
) -> None:
    """Pre-train a small encoder by stages of growing depth."""
    from trainer.pretrain import PretrainConfig, pretrain
    from trainer.reproduce import SMALL_ENCODER

    with bad_input_exits():
        print(pretrain(text, PretrainConfig.read(config or SMALL_ENCODER), out))


def train_command(
    encoder: Annotated[str, typer.Option("--encoder", help="Hub name or folder.")],
    train: _Train,
    out: _Out,
    validation: _Validation = None,
    crf: Annotated[bool, typer.Option("--crf/--linear")] = True,
    hints: _Hints = False,
    preset: _Preset = "paper",
    epochs: _Epochs = None,
    learning_rate: _Rate = None,
    seed: _Seed = 42,
) -> None:
    """Fine-tune a teacher, with a CRF or a linear head."""
    from trainer.settings import PRESETS
    from trainer.stages import train_teacher
    from trainer.tasks import read_task

    with bad_input_exits():
        chosen = PRESETS[preset]
        settings = chosen.teacher.changed(epochs, learning_rate, seed)
        task = read_task(train, validation, chosen, seed, hints=hints)
        print(train_teacher(encoder, task, settings, out, crf=crf))


def distill_command(
    teacher: Annotated[Path, typer.Option("--teacher", help="Teacher's model folder.")],
    train: _Train,
    out: _Out,
    validation: _Validation = None,
    layers: Annotated[str, typer.Option("--layers", help="Teacher layers to keep.")] = "1,5,9,12",
    alpha: Annotated[float, typer.Option("--alpha", help="Weight of the hard loss.")] = 0.5,
    tau: Annotated[float, typer.Option("--tau", help="Temperature.")] = 4.0,
    kd: Annotated[bool, typer.Option("--kd/--no-kd", help="Learn from the teacher.")] = True,
    preset: _Preset = "paper",
    epochs: _Epochs = None,
    learning_rate: _Rate = None,
    seed: _Seed = 42,
) -> None:
    """Distill a student from a teacher's pre-CRF emissions."""
    from trainer.settings import PRESETS, DistillSettings
    from trainer.stages import train_student
    from trainer.tasks import read_layers, read_task

    with bad_input_exits():
        chosen = PRESETS[preset]
        settings = chosen.student.changed(epochs, learning_rate, seed)
        distill = DistillSettings(alpha, tau, read_layers(layers))
        config = TaggerConfig.read(teacher)
        labels = LabelSet.from_tags(config.tags)
        task = read_task(train, validation, chosen, seed, labels, hints=bool(config.hints))
        learned = "student-crf-kd" if config.crf else "student-kd"
        row = learned if kd else "student"
        print(train_student(teacher, task, settings, distill, out, row=row, use_teacher=kd))


def quantize_command(
    student: Annotated[Path, typer.Option("--student", help="FP32 model folder.")],
    out: _Out,
    provisional: Annotated[
        bool, typer.Option("--provisional", help="Mark it as not final, for the pages to say.")
    ] = False,
) -> None:
    """Make the INT8 ONNX folder of a student."""
    from trainer.quantize import quantize

    with bad_input_exits():
        print(quantize(student, out, provisional=provisional))


def truncate_command(
    model: Annotated[Path, typer.Option("--model", help="Model folder.")],
    data: Annotated[Path, typer.Option("--data", help="Annotated file.")],
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Score a model cut after 1, 2, … n layers, without retraining."""
    from trainer.provenance import refuse_made
    from trainer.truncation import truncation_curve

    with bad_input_exits():
        documents = read_dataset(data).documents
        refuse_made(documents, data.name, "an evaluation")
        curve = truncation_curve(model, documents)
    text = json.dumps([score.to_json() for score in curve], indent=1)
    if output is not None:
        write_text(output, text)
    print(text)
