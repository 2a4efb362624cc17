"""``shonakto data stats`` and ``shonakto data show``: the corpus in numbers, and to read."""

import json
import random
from pathlib import Path
from typing import Annotated

import typer

from engine.formats.inline import render_inline
from engine.formats.read import read_dataset
from engine.formats.write import write_text
from engine.paths import assets
from trainer.bad_input import bad_input_exits


def stats_command() -> None:
    """Count the shipped corpus and lexicon, write stats.json, refresh the pages' tables."""
    from trainer.corpus_stats import corpus_stats
    from trainer.datasheet import STATS, refresh_pages

    with bad_input_exits():
        file = assets() / "corpus" / STATS
        write_text(file, json.dumps(corpus_stats(), ensure_ascii=False, indent=1) + "\n")
        pages = refresh_pages(assets())
    for path in (file, *pages):
        print(path.relative_to(assets()))


def show_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Any annotated file.")],
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="So many documents, drawn at random.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the draw.")] = 42,
) -> None:
    """Print documents of FILE for reading, one a line: id, genre, [surface](LABEL) text."""
    with bad_input_exits():
        documents = read_dataset(file, need_entities=False).documents
        if sample is not None and sample > len(documents):
            raise ValueError(f"expected a sample of at most {len(documents)}, got {sample}.")
    chosen = list(documents)
    if sample is not None:
        numbers = sorted(random.Random(seed).sample(range(len(documents)), sample))
        chosen = [documents[number] for number in numbers]
    for document in chosen:
        print(f"{document.id}\t{render_inline([document])}", end="")
