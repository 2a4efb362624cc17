"""``shonakto models``, ``evaluate`` and ``benchmark``: what models there are and do."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.formats.read import read_dataset
from engine.formats.write import check_writable, write_text
from engine.models.registry import registered_models
from trainer.bad_input import bad_input_exits
from trainer.provenance import refuse_made
from trainer.runs import MODEL_FOLDER

_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def models_command(as_json: _Json = False) -> None:
    """List the models that ``--model`` knows by name."""
    with bad_input_exits():
        models = registered_models()
    if as_json:
        rows = [asdict(model) | {"path": str(model.path)} for model in models]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for model in models:
        notes = [
            *(["yours"] if model.users else []),
            *(["provisional"] if model.provisional else []),
            *(f"{name} {100 * value:.1f}" for name, value in model.scores.items()),
            *([model.problem] if model.problem else []),
        ]
        print(f"{model.name:16} {model.size_bytes / 1e6:8.1f} MB  {', '.join(notes)}")


def evaluate_command(
    model: Annotated[str, typer.Option("--model", help="Name or folder.")],
    data: Annotated[Path, typer.Option("--data", help="Annotated file.")],
    train: Annotated[
        Path | None, typer.Option("--train", help="Training file, for seen and unseen surfaces.")
    ] = None,
    renamed: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="THEIRS=OURS",
            help="A label of the data and the model's label for it; all others are left out. "
            "Repeatable.",
        ),
    ] = None,
    hints: Annotated[
        bool,
        typer.Option(
            "--hints/--no-hints",
            help="Without: a model trained with the lexicon's hints lacks them.",
        ),
    ] = True,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Report to write; details go to the same name .jsonl."),
    ] = None,
    as_json: _Json = False,
) -> None:
    """Score a model on annotated text by the word and the piece protocol."""
    from engine.annotator import load
    from engine.evaluation.seen import entity_surfaces
    from trainer.relabel import read_renaming, relabeled, without_hints
    from trainer.scoring import score_predictor, write_evaluation

    with bad_input_exits():
        if output is not None:
            _check_output(output)
        annotator = load(model)
        gold = read_dataset(data).documents
        refuse_made(gold, data.name, "an evaluation")
        surfaces = entity_surfaces(read_dataset(train).documents) if train else None
        predictor = annotator.predictor if hints else without_hints(annotator.predictor)
        if renamed:
            gold, predictor = relabeled(gold, predictor, read_renaming(renamed))
        name = _run_name(annotator.name, model)
        evaluation = score_predictor(name, data.name, gold, predictor, surfaces)
        if output is not None:
            write_evaluation(evaluation, output, output.with_suffix(".jsonl"))
    if as_json:
        print(json.dumps(evaluation.to_json(), ensure_ascii=False, indent=1))
        return
    for name, score in (("micro", evaluation.word.micro), ("macro", evaluation.word.macro)):
        low, high = score.ci95
        print(f"{name} F1 {100 * score.f1:.2f} [{100 * low:.2f}, {100 * high:.2f}]")


def _run_name(name: str, model: str) -> str:
    """Of ``RUN/model``, as every run folder has it, the name of the run."""
    return Path(model).absolute().parent.name if name == MODEL_FOLDER else name


def _check_output(output: Path) -> None:
    """Report and details can be written, and are two files."""
    if output.suffix.lower() == ".jsonl":
        raise ValueError(f"{output}: expected a report name such as report.json, got .jsonl.")
    for file in (output, output.with_suffix(".jsonl")):
        check_writable(file)


def benchmark_command(
    models: Annotated[
        list[str] | None, typer.Argument(help="Names or folders; the first is the reference.")
    ] = None,
    full_size: Annotated[
        bool, typer.Option("--full-size", help="The paper's sizes with random weights.")
    ] = False,
    training: Annotated[
        bool, typer.Option("--training", help="With --full-size: three training steps instead.")
    ] = False,
    rounds: Annotated[int, typer.Option("--rounds")] = 5,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    as_json: _Json = False,
) -> None:
    """Time models at 24, 40 and 128 pieces, batch 1, each in a process of its own."""
    from engine.models.registry import LEXICON, find_model
    from trainer.benchmark import BenchmarkTarget, benchmark
    from trainer.reproduction import BENCHMARKED

    if full_size and training:
        from trainer.full_size import training_fits

        print(json.dumps([asdict(fit) for fit in training_fits()], indent=1))
        return
    with bad_input_exits():
        if full_size:
            targets = [BenchmarkTarget(row) for row in BENCHMARKED]
        else:
            names = models or [m.name for m in registered_models() if m.name != LEXICON]
            if not names:
                raise ValueError("expected a model to time, got none")
            targets = [BenchmarkTarget(Path(n).name, find_model(n).resolve()) for n in names]
        if rounds < 1:
            raise ValueError(f"expected at least one round, got {rounds}.")
        if output is not None:
            check_writable(output)
        measured = benchmark(targets, rounds=rounds)
    if output is not None:
        write_text(output, json.dumps(measured.to_json(), indent=1))
    if as_json:
        print(json.dumps(measured.to_json(), indent=1))
        return
    for row in measured.rows:
        print(
            f"{row.pieces:4} pieces  {row.model:16} {row.p50_ms:9.2f} ms  {row.speedup:6.2f}x  "
            f"{row.params / 1e6:7.1f} M  {row.size_bytes / 1e6:7.1f} MB  {row.backend}"
        )
