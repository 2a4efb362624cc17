"""``shonakto reproduce``."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from engine.tagging.matching import MatchRule
from trainer.bad_input import bad_input_exits


def reproduce_command(
    out: Annotated[Path, typer.Option("--out", help="Folder to write, or to resume.")],
    data: Annotated[Path | None, typer.Option("--data", help="One file to split 80/10/10.")] = None,
    train: Annotated[Path | None, typer.Option("--train", help="Training file.")] = None,
    validation: Annotated[
        Path | None, typer.Option("--validation", help="Default: a tenth of training.")
    ] = None,
    test: Annotated[Path | None, typer.Option("--test", help="Test file.")] = None,
    extra_train: Annotated[
        list[Path] | None, typer.Option("--extra-train", help="More training text; repeatable.")
    ] = None,
    encoder: Annotated[
        str | None, typer.Option("--encoder", help="Hub name or folder of the encoder.")
    ] = None,
    text: Annotated[
        list[Path] | None,
        typer.Option("--text", help="Text to pre-train a small encoder on; repeatable."),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option("--lexicon", help="Tables of the baseline; default: the training spans."),
    ] = None,
    hints: Annotated[
        bool, typer.Option("--hints/--no-hints", help="Tell the models what the lexicon finds.")
    ] = False,
    preset: Annotated[Literal["paper", "small"], typer.Option("--preset")] = "paper",
    match: Annotated[MatchRule, typer.Option("--match")] = "safe",
    seed: Annotated[int, typer.Option("--seed")] = 42,
    seeds: Annotated[int, typer.Option("--seeds", help="How many seeds, from --seed on.")] = 1,
) -> None:
    """Train, distill, quantize, truncate, evaluate and time everything; write the report."""
    from trainer.reproduce import Reproduction
    from trainer.reproduction import reproduce
    from trainer.settings import PRESETS
    from trainer.splits import SplitSource

    with bad_input_exits():
        source = SplitSource(data, train, validation, test, tuple(extra_train or ()), match)
        texts = tuple(text or ())
        job = Reproduction(source, PRESETS[preset], out, encoder, texts, seed, lexicon, hints=hints)
        print(reproduce(job, seeds))


def publish_command(
    run: Annotated[Path, typer.Option("--run", help="Folder of a finished reproduction.")],
    out: Annotated[Path, typer.Option("--out", help="Models folder, e.g. assets/models.")],
    sources: Annotated[
        Path, typer.Option("--sources", help="Markdown for the cards: data and licenses.")
    ],
    rows: Annotated[
        list[str] | None, typer.Option("--row", help="Only this row; repeatable.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Report to write too, with the test texts' details."),
    ] = None,
) -> None:
    """Copy the rows of a reproduction as model folders with report and model card."""
    from trainer.publish import PUBLISHED_ROWS, publish, publish_report

    with bad_input_exits():
        publish(run, out, sources.read_text(encoding="utf-8"), rows or PUBLISHED_ROWS)
        if report is not None:
            publish_report(run, report)
    for row in rows or PUBLISHED_ROWS:
        print(out / row)
