"""``shonakto lexicon check``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine.paths import lexicon_folder
from engine.tagging.lexicon_check import check_lexicon, render_lexicon_report
from trainer.bad_input import bad_input_exits

lexicon_app = typer.Typer(help="Check the lexicon tables.", no_args_is_help=True)


@lexicon_app.callback()
def lexicon() -> None:
    """Keeps ``check`` a sub-command although it is the only one."""


@lexicon_app.command("check")
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Tables; the shipped ones if absent.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count the tables of FOLDER and list every error; exit 1 where there are errors."""
    with bad_input_exits():
        report = check_lexicon(folder or lexicon_folder())
    if as_json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        print(render_lexicon_report(report), end="")
    if report.issues:
        raise typer.Exit(1)
