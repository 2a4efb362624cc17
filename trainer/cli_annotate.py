"""``shonakto annotate``: texts in, annotated documents out, a few at a time."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee
from typing import Annotated, Literal

import typer

from engine.annotator import DEFAULT_MODEL, Annotator, load
from engine.formats.conll import render_conll
from engine.formats.jsonl import render_jsonl
from engine.formats.meder import render_meder
from engine.tagging.span import Document
from trainer.bad_input import bad_input_exits
from trainer.progress import Progress
from trainer.text_stream import STANDARD, TextStream, opened, read_documents, written

OutputFormat = Literal["jsonl", "conll", "csv"]


def annotate_command(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help=".txt (blank lines between documents), .jsonl, or -"),
    ],
    model: Annotated[
        str, typer.Option("--model", "-m", help="A name of `shonakto models`, or a folder.")
    ] = DEFAULT_MODEL,
    to: Annotated[
        OutputFormat, typer.Option("--format", "-f", help="csv is the MedER table.")
    ] = "jsonl",
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="OUT|-", help="Where to write; - is stdout.")
    ] = "-",
) -> None:
    """Find the entities of every document in FILE; a .txt has one a paragraph, - is such text."""
    with bad_input_exits():
        annotator = load(model)
        with opened(file) as source, written(out) as target:
            documents = annotated(annotator, read_documents(source))
            if source.size and (out != STANDARD or not sys.stdout.isatty()):
                documents = with_progress(documents, source)
            for part in rendered(documents, to):
                target.write(part.encode("utf-8"))


def annotated(annotator: Annotator, documents: Iterable[Document]) -> Iterator[Document]:
    """The documents with the model's spans for their own; a model's buffer is held at a time."""
    originals, read = tee(documents)
    results = annotator.annotate_batch(document.text for document in read)
    for result, original in zip(results, originals, strict=True):
        yield replace(original, spans=result.spans)


def with_progress(documents: Iterable[Document], source: TextStream) -> Iterator[Document]:
    """The documents, while stderr shows how much of the file has been read."""
    progress = Progress(f"{source.name} (KB)")
    progress.start(0, source.size // 1024)
    try:
        for document in documents:
            progress.advance(source.position() // 1024)
            yield document
    finally:
        progress.finish()


def rendered(documents: Iterable[Document], to: OutputFormat) -> Iterator[str]:
    """The output file in parts, one a document."""
    for place, document in enumerate(documents):
        if to == "jsonl":
            yield render_jsonl([document])
        elif to == "conll":
            yield ("\n" if place else "") + render_conll([document])
        else:
            table = render_meder([document])
            yield table if place == 0 else table.split("\n", 1)[1]
