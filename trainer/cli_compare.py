"""``shonakto compare``: two evaluations of the same texts, by the paired bootstrap."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from engine.evaluation.intervals import Comparison, compare
from engine.evaluation.report import Evaluation
from engine.formats.write import check_writable, write_text
from trainer.bad_input import bad_input_exits
from trainer.report_markdown import render_comparison


def compare_command(
    first: Annotated[Path, typer.Argument(help="A report of `shonakto evaluate -o`.")],
    second: Annotated[Path, typer.Argument(help="Another one, of the same texts.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="JSON to write; .md beside it.")
    ] = None,
) -> None:
    """Say by how much the first model is better than the second, and how sure that is."""
    with bad_input_exits():
        if output is not None:
            _check_output(output)
        models = [_read(file) for file in (first, second)]
        payload = compared(*models)
        if output is not None:
            write_text(output.with_suffix(".md"), render_comparison(payload))
            write_text(output, json.dumps(payload, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(payload["difference"], indent=1))


def _check_output(output: Path) -> None:
    if output.suffix != ".json":
        raise ValueError(f"{output}: expected a name that ends in .json.")
    for file in (output, output.with_suffix(".md")):
        check_writable(file)


def compared(first: Evaluation, second: Evaluation) -> dict[str, Any]:
    """Both models' word scores and the difference; ValueError where the texts differ."""
    texts = [[result.text for result in evaluation.results] for evaluation in (first, second)]
    if texts[0] != texts[1]:
        raise ValueError(
            f"expected evaluations of the same texts, got {len(texts[0])} and {len(texts[1])} "
            "that differ"
        )
    found: Comparison = compare(
        [result.word for result in first.results], [result.word for result in second.results]
    )
    return {
        "first": {"run": first.run, "data": first.data, "word": first.word.to_json()},
        "second": {"run": second.run, "data": second.data, "word": second.word.to_json()},
        "difference": asdict(found),
    }


def _read(file: Path) -> Evaluation:
    from trainer.reproduce import read_evaluation  # with it comes PyTorch

    details = file.with_suffix(".jsonl")
    try:
        return read_evaluation(file, details)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected an evaluation in {file}, got: {error!r}") from error
