"""A small report for tests: a few invented texts, marked by the lexicon and by worse models."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from engine.annotator import load
from engine.evaluation.evaluate import evaluate
from engine.evaluation.report import Evaluation
from engine.paths import assets
from engine.tagging.bio import spans_to_tags
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges

TEXTS = (
    "মায়ের ডায়াবেটিস আছে, রোজ ইনসুলিন নেন। এখন জ্বর হয়েছে।",
    "রোগীর জ্বর ও কাশি আছে, প্যারাসিটামল দেওয়া হলো।",
    "থাইরয়েড গ্রন্থি থেকে থাইরক্সিন নিঃসৃত হয়।",
    "<b>জ্বর</b> **কাশি** আর মাথাব্যথা নিয়ে তিনি গতকাল হাসপাতালে এসেছিলেন।",
    "হৃৎপিণ্ড ও ফুসফুস পরীক্ষা করা হলো, ডেঙ্গু জ্বর ধরা পড়েছে।",
    "উচ্চ রক্তচাপ আছে; অ্যান্টিবায়োটিক খেয়ে কাশি কমেছে।",
) * 2


@cache
def gold_documents() -> tuple[Document, ...]:
    """The lexicon's own marks taken as gold, with ids."""
    found = load("lexicon").annotate_batch(TEXTS)
    return tuple(
        replace(document, id=f"t{i}", spans=tuple(replace(s, score=None) for s in document.spans))
        for i, document in enumerate(found)
    )


def worse(gold: Document, index: int) -> Prediction:
    """Marks with every kind of error: the first span is missed, cut, or mislabeled in turn."""
    units = tuple(unit_ranges(gold.text))
    spans = [replace(span, score=0.9) for span in gold.spans]
    if spans:
        first, kind = spans[0], index % 4
        other = "CMT" if first.label != "CMT" else "DIS"
        before = next((u for u in reversed(units) if u[1] < first.start), None)
        start = before[0] if before and kind in (1, 3) else first.start
        label = other if kind in (2, 3) else first.label
        changed = Span(start, first.end, label, 0.4)
        spans = [*([] if kind == 0 else [changed]), *spans[1:]]
    tags = tuple(spans_to_tags(spans, units))
    return Prediction(Document(gold.text, tuple(spans)), units, tags, tags)


@cache
def evaluations(gold: tuple[Document, ...]) -> dict[str, Evaluation]:
    """The lexicon on its own marks, and two worse models."""
    labels = LabelSet()
    right = list(load("lexicon").predict_batch(TEXTS))
    first, second = ([worse(gold[i], i + turn) for i in range(len(gold))] for turn in (1, 0))
    rows = {"lexicon": right, "student": first, "int8": second}
    return {
        row: evaluate(row, "small.jsonl", gold, predictions, labels, frozenset(), resamples=50)
        for row, predictions in rows.items()
    }


def payload(rows: dict[str, Evaluation]) -> dict[str, Any]:
    """What ``report.json`` holds, as far as pages read it; the speeds are invented."""
    speeds = [
        {"model": row, "backend": "torch fp32", "params": 10_000_000, "size_bytes": 40_000_000,
         "pieces": pieces, "p50_ms": pieces / 4, "p95_ms": pieces / 2, "speedup": 1.0}
        for row in ("student", "int8") for pieces in (24, 40, 128)
    ]  # fmt: skip
    numbers = json.loads((assets() / "paper" / "numbers.json").read_text("utf-8"))
    return {
        "paper": "arXiv:2605.25463",
        "data": {"name": "small.jsonl", "train": 9, "validation": 1, "test": len(TEXTS),
                 "labels": list(LabelSet().labels)},
        "rows": {row: evaluation.to_json() for row, evaluation in rows.items()},
        "benchmark": {
            "machine": {"processor": "Test CPU", "cores": 2, "memory_gib": 4.0,
                        "system": "Linux", "python": "3.11"},
            "rows": speeds,
        },
        "figure_3": {"student": [{"epoch": 1.0, "step": 10, "f1": 0.2, "loss": 1.5},
                                 {"epoch": 2.0, "step": 20, "f1": 0.4, "loss": 0.9}]},
        "comparisons": [{
            "first": "int8", "second": "lexicon",
            "micro": {"delta": -0.2, "ci95": [-0.3, -0.1], "p_value": 0.01},
            "macro": {"delta": -0.1, "ci95": [-0.3, 0.1], "p_value": 0.4},
        }],
        "without_hints": {"student": {"word": rows["int8"].to_json()["word"]}},
        "seeds": {"seeds": [42, 43], "rows": {
            row: {key: {"values": [0.4, 0.5], "mean": 0.45, "stdev": 0.0707}
                  for key in ("micro_f1", "macro_f1")}
            for row in rows
        }},
        "paper_numbers": numbers,
    }  # fmt: skip


def write_report(home: Path, name: str = "small", details: bool = True) -> Path:
    """The report as a run of the user whose home is ``home``; returns its folder."""
    rows = evaluations(gold_documents())
    folder = home / "runs" / name
    (folder / "predictions").mkdir(parents=True)
    (folder / "report.json").write_text(json.dumps(payload(rows), ensure_ascii=False), "utf-8")
    if details:
        for row, evaluation in rows.items():
            lines = [json.dumps(line, ensure_ascii=False) for line in evaluation.details()]
            (folder / "predictions" / f"{row}.jsonl").write_text("\n".join(lines), "utf-8")
    return folder
