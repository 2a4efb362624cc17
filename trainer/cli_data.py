"""``shonakto data check`` and ``shonakto data prepare``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.formats.check import check_dataset, render_report
from engine.formats.read import read_dataset
from engine.formats.write import write_text
from engine.formats.write_dataset import write_dataset
from engine.tagging.matching import MatchRule
from trainer.bad_input import bad_input_exits
from trainer.prepare import prepare
from trainer.provenance import refuse_made

data_app = typer.Typer(help="Check and split data files.", no_args_is_help=True)

_File = Annotated[
    Path, typer.Argument(metavar="FILE", help="MedER, HealthNER, JSONL, CoNLL or inline file.")
]
_Match = Annotated[
    MatchRule, typer.Option("--match", help="How strings of a MedER table are found in its texts.")
]


@data_app.command("check")
def check(
    file: _File,
    match: _Match = "safe",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count what FILE holds, what was repaired, and what needs a person."""
    with bad_input_exits():
        report = check_dataset(read_dataset(file, match))
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        print(render_report(report), end="")


@data_app.command("prepare")
def prepare_command(
    file: _File,
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    seed: Annotated[int, typer.Option("--seed", help="Seed of the shuffle.")] = 42,
    match: _Match = "safe",
) -> None:
    """Split FILE 80/10/10 by document into OUT, with a manifest of hashes."""
    with bad_input_exits():
        manifest = prepare(file, out, seed=seed, rule=match)
    for name, part in manifest["parts"].items():
        print(f"{out / name}.jsonl: {part['documents']} documents, {part['spans']} spans")


@data_app.command("convert")
def convert(
    file: _File,
    out: Annotated[
        Path,
        typer.Option("--out", help="Ending .jsonl, .csv (MedER), .conll, .json or .txt."),
    ],
    match: _Match = "safe",
) -> None:
    """Write FILE in the format that the ending of OUT names."""
    with bad_input_exits():
        documents = read_dataset(file, match, need_entities=False).documents
        if not out.name.endswith((".jsonl", ".jsonl.gz")):  # other formats lose the mark
            refuse_made(documents, file.name, f"a {out.suffix} file")
        write_dataset(documents, out)
    print(f"{out}: {len(documents)} documents")


@data_app.command("corpus")
def corpus() -> None:
    """Write the shipped corpus's JSONL and MedER tables from its authored files."""
    from trainer.corpus import build_corpus

    with bad_input_exits():
        for part, count in build_corpus().items():
            print(f"{part}: {count} documents")


@data_app.command("agreement")
def agreement(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="One reading of some texts.")],
    second: Annotated[Path, typer.Argument(metavar="SECOND", help="Another reading of them.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the JSON here, not to stdout.")
    ] = None,
) -> None:
    """Span F1 between two readings of the same texts, by label, as JSON."""
    from engine.evaluation.agreement import reading_agreement

    with bad_input_exits():
        readings = (read_dataset(first).documents, read_dataset(second).documents)
        scores = reading_agreement(*readings)
        report = {"documents": len(readings[0]), **scores.to_json()}
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        if output is not None:
            write_text(output, text)
    if output is None:
        print(text, end="")
