"""``shonakto generate``."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from engine.formats.write_dataset import write_dataset
from trainer.bad_input import bad_input_exits
from trainer.generate import generate


def generate_command(
    count: Annotated[int, typer.Argument(min=1, metavar="COUNT", help="How many sentences.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.jsonl", help="The file to write.")],
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same sentences.")] = 42,
) -> None:
    """Write COUNT labelled training sentences made of frames and lexicon entries.

    They hold no entity of the test split and are for training alone, never for a test.
    """
    with bad_input_exits():
        if out.suffix != ".jsonl":
            raise ValueError(f"{out.name}: expected a file that ends in .jsonl.")
        documents = generate(count, seed)
        write_dataset(documents, out)
    labels = Counter(span.label for document in documents for span in document.spans)
    spans = ", ".join(f"{label} {number}" for label, number in labels.most_common())
    print(f"{out}: {len(documents)} sentences; {spans}")
