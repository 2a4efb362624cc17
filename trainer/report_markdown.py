"""``report.md``: our numbers beside the paper's, and what is inconsistent in the latter."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_PAPER_ROWS = {
    "teacher-crf": "Teacher (12L + CRF)",
    "student": "Student No-KD (4L)",
    "student-kd": "Standard KD Student (4L)",
    "student-crf-kd": "CRF-KD Student (4L)",
    "int8-eq9": "Quantized CRF-KD (INT8)",
}
_PAPER_SPEED = {
    "teacher": "Teacher (12L, no CRF)",
    "teacher-crf": "CRF Teacher (12L + CRF)",
    "student-crf-kd": "CRF-KD Student (4L)",
    "int8-eq9": "Quantized (INT8)",
}


def render_markdown(report: Mapping[str, Any]) -> str:
    """The report for reading; every figure in percent, intervals in brackets."""
    sections = [
        f"# Reproduction of {report['paper']}\n\n{_about(report)}",
        "## All rows, word protocol (micro and macro F1, 95% interval over documents)\n\n"
        + _scores(report["rows"]),
        "## Table I, piece protocol, beside the paper's\n\n" + _table_1(report),
        "## Table II, batch 1\n\n" + _table_2(report),
        "## Table III, F1 by label (word protocol)\n\n" + _table_3(report["rows"]),
        "## Figure 2, layer truncation (micro F1, word protocol)\n\n"
        + _figure_2(report["figure_2"]),
        *_figure_2_alone(report.get("figure_2_without_hints", {})),
        "## Figure 3, validation by epoch\n\n" + _figure_3(report),
        "## Figure 4, token confusion of student-crf-kd, by row\n\n" + _figure_4(report),
        "## Paired bootstrap\n\n" + _comparisons(report["comparisons"]),
        *_without_hints(report.get("without_hints", {})),
        "## INT8 against its FP32 student (span F1, the student's spans as gold)\n\n"
        + "\n".join(f"- {row}: {_pct(f1)}" for row, f1 in report["int8_agreement"].items()),
        "## What is inconsistent in the paper's numbers\n\n"
        + "\n".join(
            f"- {text}" for text in report["paper_numbers"]["findings_to_show_beside_the_numbers"]
        ),
    ]
    return "\n\n".join(sections) + "\n"


def render_comparison(found: Mapping[str, Any]) -> str:
    """``shonakto compare -o`` for reading: both models and the difference."""
    body = [
        (model["run"], *(_interval(model["word"][key]) for key in ("micro", "macro")))
        for model in (found["first"], found["second"])
    ]
    body.append(
        ("first - second", *(_change(found["difference"][key]) for key in ("micro", "macro")))
    )
    first, second = (f"`{found[key]['run']}`" for key in ("first", "second"))
    return (
        f"# {first} against {second} on {found['first']['data']}\n\n"
        "Word protocol, percent, 95% bootstrap intervals over documents, paired difference.\n\n"
        + _table(("model", "micro F1", "macro F1"), body)
        + "\n"
    )


def _about(report: Mapping[str, Any]) -> str:
    data = report["data"]
    hints = " The models were told what the lexicon finds." if report.get("hints") else ""
    return (
        f"Preset {report['preset']}, seed {report['seed']}. {data['name']}: "
        f"{data['train']} training, {data['validation']} validation and {data['test']} test "
        f"documents.{hints} Measured on {report['benchmark']['machine']['processor']}, "
        f"{report['benchmark']['machine']['cores']} cores."
    )


def _scores(rows: Mapping[str, Any]) -> str:
    header = (
        "model", "micro", "macro", "raw micro", "invalid BIO",
        "seen", "unseen", "token accuracy", "ECE",
    )  # fmt: skip
    body = [
        (
            name,
            _interval(row["word"]["micro"]),
            _interval(row["word"]["macro"]),
            _pct(row["raw"]["micro"]["f1"]),
            _pct(row["raw"]["invalid_share"]),
            _pct(row["seen"]["micro"]["f1"]) if row["seen"] else "",
            _pct(row["unseen"]["micro"]["f1"]) if row["unseen"] else "",
            _pct(row["piece"]["token_accuracy"]),
            _pct(row["calibration"]["ece"]) if row.get("calibration") else "",
        )
        for name, row in rows.items()
    ]
    return _table(header, body)


def _table_1(report: Mapping[str, Any]) -> str:
    paper = report["paper_numbers"]["table_1"]
    body = []
    for name, row in report["table_1"].items():
        theirs = paper.get(_PAPER_ROWS.get(name, ""), {})
        cells = [_pct(row[key]) for key in ("accuracy", "precision", "recall", "f1")]
        cells += [str(theirs.get(key, "")) for key in ("accuracy", "precision", "recall", "f1")]
        body.append((name, *cells))
    columns = ("Acc", "Prec", "Rec", "micro F1")
    return _table(
        ("model", *(f"ours {c}" for c in columns), *(f"paper {c}" for c in columns)), body
    )


def _table_2(report: Mapping[str, Any]) -> str:
    paper = report["paper_numbers"]["table_2"]
    body = []
    for row in report["benchmark"]["rows"]:
        theirs = paper.get(_PAPER_SPEED.get(row["model"], ""), {})
        body.append(
            (
                row["model"], row["backend"], str(row["pieces"]), f"{row['params'] / 1e6:.1f} M",
                f"{row['size_bytes'] / 1e6:.1f} MB", f"{row['p50_ms']:.2f}",
                f"{row['p95_ms']:.2f}", f"{row['speedup']:.1f}x",
                f"{theirs['speedup']}x" if theirs else "",
            )
        )  # fmt: skip
    header = (
        "model", "backend", "pieces", "params", "size", "p50 ms", "p95 ms", "speedup",
        "paper's speedup",
    )  # fmt: skip
    return _table(header, body)


def _table_3(rows: Mapping[str, Any]) -> str:
    labels = list(next(iter(rows.values()))["word"]["labels"])
    body = [
        (
            f"{label} ({next(iter(rows.values()))['word']['labels'][label]['support']})",
            *(_interval(row["word"]["labels"][label]) for row in rows.values()),
        )
        for label in labels
    ]
    return _table(("label (support)", *rows), body)


def _figure_2_alone(curves: Mapping[str, Any]) -> list[str]:
    heading = "## Figure 2 without the lexicon's hints (micro F1, word protocol)\n\n"
    return [heading + _figure_2(curves)] if curves else []


def _figure_2(curves: Mapping[str, Any]) -> str:
    depth = max(len(curve) for curve in curves.values())
    body = [
        (
            str(k + 1),
            *(_pct(curve[k]["word_f1"]) if k < len(curve) else "" for curve in curves.values()),
        )
        for k in range(depth)
    ]
    return _table(("layers", *curves), body)


def _figure_3(report: Mapping[str, Any]) -> str:
    body = [
        (row, f"{epoch['epoch']:.0f}", _pct(epoch["f1"]), f"{epoch['loss']:.4f}")
        for row, epochs in report["figure_3"].items()
        for epoch in epochs
    ]
    return _table(("model", "epoch", "validation F1", "validation loss"), body)


def _figure_4(report: Mapping[str, Any]) -> str:
    confusion = report["figure_4"]
    labels = confusion["labels"]
    names = labels if "O" in labels else [*labels, "O"]
    body = []
    for name, row in zip(names, confusion["tokens"], strict=True):
        total = sum(row)
        body.append((name, *(_pct(count / total) if total else "" for count in row)))
    return _table(("gold \\ predicted", *names), body)


def _comparisons(comparisons: Iterable[Mapping[str, Any]]) -> str:
    body = []
    for pair in comparisons:
        cells = [_change(pair[key]) for key in ("micro", "macro")]
        body.append((f"{pair['first']} - {pair['second']}", *cells))
    return _table(("pair", "micro F1", "macro F1"), body)


def _without_hints(alone: Mapping[str, Any]) -> list[str]:
    """The section on the networks alone, where the rows were trained with hints."""
    if not alone:
        return []
    body = [
        (
            name,
            *(_interval(row["word"][key]) for key in ("micro", "macro")),
            *(_change(row["comparison"][key]) for key in ("micro", "macro")),
        )
        for name, row in alone.items()
    ]
    header = ("network alone", "micro", "macro", "micro - lexicon", "macro - lexicon")
    return ["## Without the lexicon's hints (word protocol)\n\n" + _table(header, body)]


def _table(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])


def _change(found: Mapping[str, Any]) -> str:
    low, high = (100 * bound for bound in found["ci95"])
    return f"{100 * found['delta']:+.2f} [{low:+.2f}, {high:+.2f}], p = {found['p_value']:.3f}"


def _interval(score: Mapping[str, Any]) -> str:
    low, high = score["ci95"]
    return f"{_pct(score['f1'])} [{_pct(low)}, {_pct(high)}]"


def _pct(share: float) -> str:
    return f"{100 * share:.2f}"
