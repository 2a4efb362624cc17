"""The console script ``shonakto``; heavy imports wait until a command needs them."""

import sys
from collections.abc import Callable

import typer

from trainer.cli_annotate import annotate_command
from trainer.cli_app import app_command
from trainer.cli_compare import compare_command
from trainer.cli_corpus import show_command, stats_command
from trainer.cli_data import data_app
from trainer.cli_generate import generate_command
from trainer.cli_lexicon import lexicon_app
from trainer.cli_models import benchmark_command, evaluate_command, models_command
from trainer.cli_reproduce import publish_command, reproduce_command
from trainer.cli_run import run_command
from trainer.cli_silver import silver_command
from trainer.cli_train import (
    distill_command,
    pretrain_command,
    quantize_command,
    train_command,
    truncate_command,
)

cli = typer.Typer(
    name="shonakto",
    help="Find medical entities in Bangla text. A research tool, not a medical device.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data_app.command("stats")(stats_command)
data_app.command("show")(show_command)
cli.add_typer(data_app, name="data")
cli.add_typer(lexicon_app, name="lexicon")
COMMANDS: dict[str, Callable[..., None]] = {
    "annotate": annotate_command,
    "app": app_command,
    "models": models_command,
    "evaluate": evaluate_command,
    "compare": compare_command,
    "benchmark": benchmark_command,
    "generate": generate_command,
    "silver": silver_command,
    "pretrain": pretrain_command,
    "train": train_command,
    "distill": distill_command,
    "quantize": quantize_command,
    "truncate": truncate_command,
    "reproduce": reproduce_command,
    "publish": publish_command,
}
for name, command in COMMANDS.items():
    cli.command(name)(command)
cli.command("run", hidden=True)(run_command)  # what the app starts, not a person


def main() -> None:
    """Entry point."""
    try:
        cli()
    except KeyboardInterrupt:
        print("shonakto: stopped; run the same command again to go on.", file=sys.stderr)
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
