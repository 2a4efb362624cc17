"""``shonakto silver``."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from engine.annotator import load
from engine.formats.jsonl import render_jsonl
from engine.models.config import ModelError
from engine.tagging.span import Document
from trainer.bad_input import bad_input_exits
from trainer.text_stream import written

if TYPE_CHECKING:
    from trainer.silver import SilverRules


def silver_command(
    text: Annotated[list[Path], typer.Option("--text", help="A .txt or .txt.gz; repeat for more.")],
    model: Annotated[str, typer.Option("--model", help="The teacher: a name or a folder.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.jsonl", help="The file to write.")],
    threshold: Annotated[
        float, typer.Option("--threshold", help="Lowest probability of a span and of any tag.")
    ] = 0.9,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Stop after so many sentences.")
    ] = None,
    empty_share: Annotated[
        float, typer.Option("--empty-share", help="Most that sentences without entity may be.")
    ] = 0.15,
    test: Annotated[
        list[Path] | None,
        typer.Option("--test", help="More test files whose texts are kept out; repeat for more."),
    ] = None,
) -> None:
    """Label the sentences of real text with a teacher and keep the confident ones.

    No sentence is like a text of the test split or holds a surface that only the test
    split has. The result is for --extra-train alone, never for validation or a test.
    """
    from trainer.silver import SilverRules

    labels: Counter[str] = Counter()
    with bad_input_exits():
        if out.suffix != ".jsonl":
            raise ValueError(f"{out.name}: expected a file that ends in .jsonl.")
        rules = SilverRules(threshold, limit, empty_share)
        documents = _documents(text, model, test or [], rules)
        with written(str(out)) as target:
            for document in documents:
                labels.update(["sentences", *(span.label for span in document.spans)])
                target.write(render_jsonl([document]).encode("utf-8"))
            if not labels:
                raise ValueError(f"expected sentences labelled at {threshold} or more, got none.")
    count = labels.pop("sentences")
    spans = ", ".join(f"{label} {number}" for label, number in labels.most_common())
    print(f"{out}: {count} sentences; {spans}")


def _documents(
    text: list[Path], model: str, tests: list[Path], rules: "SilverRules"
) -> Iterator[Document]:
    from engine.models.neural import NeuralPredictor
    from trainer.corpus import corpus_folder
    from trainer.silver import silver_documents
    from trainer.silver_text import KeptOut, read_sentences

    annotator = load(model)
    if not isinstance(annotator.predictor, NeuralPredictor):
        raise ModelError(f"expected a trained model as teacher, got {annotator.name!r}")
    kept_out = KeptOut.read(corpus_folder(), tests)
    sentences = read_sentences(text)
    return silver_documents(sentences, annotator.predictor, annotator.name, kept_out, rules)
