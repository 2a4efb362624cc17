"""``report.json``: the content of the paper's tables and figures from our runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.evaluation.counts import Counts
from engine.evaluation.depths import DepthScore
from engine.evaluation.intervals import Comparison, Difference, compare
from engine.evaluation.report import Evaluation
from engine.paper.numbers import paper_numbers
from trainer.benchmark import Benchmark
from trainer.runs import RunFolder

_NEURAL = ("teacher", "teacher-crf", "student", "student-kd", "student-crf-kd", "int8-eq9", "int8")
COMPARED = (
    ("teacher-crf", "teacher"),
    ("teacher", "student"),
    ("teacher", "student-kd"),
    ("teacher-crf", "student"),
    ("teacher-crf", "student-crf-kd"),
    ("student-crf-kd", "student-kd"),
    ("student-crf-kd", "student"),
    ("student-kd", "student"),
    ("int8", "student-crf-kd"),
    *((row, "lexicon") for row in _NEURAL),
)


@dataclass(frozen=True)
class ReportParts:
    """Everything that a report is made of; ``alone`` are rows without the lexicon's hints."""

    about: Mapping[str, Any]
    evaluations: Sequence[Evaluation]
    truncation: Mapping[str, Sequence[DepthScore]]
    benchmark: Benchmark
    runs: Path
    alone: Sequence[Evaluation] = ()
    truncation_alone: Mapping[str, Sequence[DepthScore]] = field(default_factory=dict)


def build_report(parts: ReportParts) -> dict[str, Any]:
    """The report as JSON: rows, tables I-III, figures 2-5, bubbles, comparisons."""
    by_name = {evaluation.run: evaluation for evaluation in parts.evaluations}
    rows = {name: evaluation.to_json() for name, evaluation in by_name.items()}
    latency = [
        row for row in parts.benchmark.to_json()["rows"] if row["pieces"] == middle(parts.benchmark)
    ]
    return {
        "paper": "arXiv:2605.25463",
        **parts.about,
        "rows": rows,
        "table_1": {name: _table_1(evaluation) for name, evaluation in by_name.items()},
        "table_2": latency,
        "table_3": {name: _label_f1(evaluation) for name, evaluation in by_name.items()},
        "figure_2": _figure_2(parts.truncation),
        "figure_2_without_hints": _figure_2(parts.truncation_alone),
        "figure_3": {row: _epochs(parts.runs / row) for row in parts.truncation},
        "figure_4": by_name["student-crf-kd"].confusion.to_json(),
        "figure_5": {name: _label_f1(evaluation) for name, evaluation in by_name.items()},
        "bubbles": [_bubble(row, by_name) for row in latency],
        "benchmark": parts.benchmark.to_json(),
        "comparisons": [
            _comparison(by_name[a], by_name[b])
            for a, b in COMPARED
            if a in by_name and b in by_name
        ],
        "without_hints": {found.run: _alone(found, by_name["lexicon"]) for found in parts.alone},
        "int8_agreement": {
            row: agreement(by_name["student-crf-kd"], by_name[row])
            for row in ("int8-eq9", "int8")
            if row in by_name
        },
        "paper_numbers": paper_numbers(),
    }


def _figure_2(curves: Mapping[str, Sequence[DepthScore]]) -> dict[str, Any]:
    return {row: [score.to_json() for score in curve] for row, curve in curves.items()}


def _alone(found: Evaluation, lexicon: Evaluation) -> dict[str, Any]:
    """A network without hints: its scores, and the paired comparison with the lexicon."""
    payload = found.to_json()
    scores = {key: payload[key] for key in ("word", "seen", "unseen")}
    return scores | {"comparison": _comparison(found, lexicon)}


def agreement(gold: Evaluation, other: Evaluation) -> float:
    """Micro span F1 of ``other`` with the spans of ``gold``'s model taken as gold."""
    counts = Counts()
    for first, second in zip(gold.results, other.results, strict=True):
        ours, theirs = (
            {(span.start, span.end, span.label) for span in result.predicted}
            for result in (first, second)
        )
        hits = len(ours & theirs)
        counts += Counts(hits, len(theirs) - hits, len(ours) - hits)
    return counts.f1


def middle(benchmark: Benchmark) -> int:
    """The number of pieces that tables show: the middle one measured."""
    counts = sorted({row.pieces for row in benchmark.rows})
    return counts[len(counts) // 2]


def _table_1(evaluation: Evaluation) -> dict[str, float]:
    """The paper's columns: piece protocol, micro, raw argmax apart."""
    piece = evaluation.piece
    return {
        "accuracy": piece.token_accuracy,
        "precision": piece.scores.micro.precision,
        "recall": piece.scores.micro.recall,
        "f1": piece.scores.micro.f1,
        "macro_f1": piece.scores.macro.f1,
    }


def _label_f1(evaluation: Evaluation) -> dict[str, Any]:
    word = evaluation.to_json()["word"]
    return {
        "labels": word["labels"],
        "micro_f1": word["micro"]["f1"],
        "macro_f1": word["macro"]["f1"],
    }


def _epochs(folder: Path) -> list[dict[str, float]]:
    """Validation F1 and loss after each epoch, from the run's metrics."""
    return [
        {"epoch": row["epoch"], "step": row["step"], "f1": row["eval_f1"], "loss": row["eval_loss"]}
        for row in RunFolder(folder).metrics()
        if "eval_f1" in row
    ]


def _bubble(row: Mapping[str, Any], by_name: Mapping[str, Evaluation]) -> dict[str, Any]:
    evaluation = by_name.get(row["model"])
    return {
        "model": row["model"],
        "p50_ms": row["p50_ms"],
        "size_bytes": row["size_bytes"],
        "micro_f1": evaluation.word.micro.f1 if evaluation else None,
    }


def _comparison(first: Evaluation, second: Evaluation) -> dict[str, Any]:
    found: Comparison = compare(
        [result.word for result in first.results], [result.word for result in second.results]
    )
    return {
        "first": first.run,
        "second": second.run,
        "micro": _difference(found.micro),
        "macro": _difference(found.macro),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "delta": difference.delta,
        "ci95": list(difference.ci95),
        "p_value": difference.p_value,
    }
