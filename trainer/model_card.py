"""Model cards, written from a reproduction's report: no figure is typed by hand."""

from collections.abc import Mapping
from typing import Any

_WHAT = {
    "teacher": "A 12-layer teacher with a linear head.",
    "teacher-crf": "A 12-layer teacher with a CRF.",
    "student": "A 4-layer student that learned from gold labels alone (No-KD).",
    "student-kd": "A 4-layer student distilled from the linear teacher.",
    "student-crf-kd": "A 4-layer student distilled from the CRF teacher's pre-CRF emissions.",
    "int8": "The CRF-distilled 4-layer student in INT8, for ONNX Runtime.",
}
_USE = """\
## Intended use and limits

Research and teaching: marking medicines, organs, diseases, hormones, drug classes and \
common medical terms in Bangla text. **Not a medical device**: it misses entities and marks \
wrong ones, and must not be relied on for diagnosis or treatment. It is weaker on names that \
its training never showed (see unseen surfaces), on romanized Bangla and on regional spelling. \
The corpus was written and read by language-model annotators; no patient's text is in it."""


def render_card(row: str, report: Mapping[str, Any], sources: str) -> str:
    """The card of ``row`` in Markdown; ``sources`` says data and licenses."""
    scores = report["rows"][row]
    return "\n\n".join(
        [
            f"# {row}",
            f"{_WHAT.get(row, 'A tagger.')} It marks medical entities in Bangla text.",
            _made(report),
            sources.strip(),
            _scores(scores, report) + _alone(row, report),
            _speed(row, report),
            _USE,
            "License: MIT, like the code.\n",
        ]
    )


def _made(report: Mapping[str, Any]) -> str:
    data, seeds = report["data"], report.get("seeds", {}).get("seeds", [report["seed"]])
    command = f"shonakto reproduce --preset {report['preset']} --seed {seeds[0]}"
    command += " --hints" if report.get("hints") else ""
    chosen = ""
    if len(seeds) > 1:
        command += f" --seeds {len(seeds)}"
        chosen = f" This is seed {report['seed']}, the median by the INT8 row's micro F1."
    return (
        f"## How it was made\n\n`{command}` on {data['train']} training and "
        f"{data['validation']} validation documents, then `shonakto publish`.{chosen}"
    )


def _scores(scores: Mapping[str, Any], report: Mapping[str, Any]) -> str:
    rows = [
        ("micro", scores["word"]["micro"], ""),
        ("macro", scores["word"]["macro"], ""),
        *((label, s, s["support"]) for label, s in scores["word"]["labels"].items()),
    ]
    for part in ("seen", "unseen"):
        if scores.get(part):
            rows.append((f"{part} surfaces, micro", scores[part]["micro"], ""))
    lines = [
        f"| {name} | {_pct(s['f1'])} [{_pct(s['ci95'][0])}, {_pct(s['ci95'][1])}] "
        f"| {_pct(s['precision'])} | {_pct(s['recall'])} | {support} |"
        for name, s, support in rows
    ]
    raw = scores["raw"]
    return (
        f"## Scores on {report['data']['name']} ({scores['documents']} documents)\n\n"
        "Word protocol: exact boundaries and label, percent, 95% bootstrap interval over "
        "documents.\n\n| | F1 | precision | recall | spans |\n|---|---|---|---|---|\n"
        + "\n".join(lines)
        + f"\n\nRaw argmax: micro {_pct(raw['micro']['f1'])}, {_pct(raw['invalid_share'])}% of "
        "texts with an invalid BIO sequence." + _calibration(scores)
    )


def _calibration(scores: Mapping[str, Any]) -> str:
    found = scores.get("calibration")
    if not found:
        return ""
    return f" Expected calibration error of span scores: {_pct(found['ece'])}%."


def _alone(row: str, report: Mapping[str, Any]) -> str:
    """Where a model was trained with hints: what they are, and the network without them."""
    found = report.get("without_hints", {}).get(row)
    if not found:
        return ""
    word = found["word"]
    shares = ", ".join(
        f"{name} {_pct(word[name]['f1'])} [{_pct(word[name]['ci95'][0])}, "
        f"{_pct(word[name]['ci95'][1])}]"
        for name in ("micro", "macro")
    )
    return (
        "\n\nThe model is told what the lexicon finds in a text (`shonakto train --hints`): a "
        "trained table adds to its emissions. The lexicon at hand is read when the model is "
        "loaded, and may know a surface that counts as unseen, for no training text showed it. "
        f"The network alone, without hints (`shonakto evaluate --no-hints`): {shares}."
    )


def _speed(row: str, report: Mapping[str, Any]) -> str:
    measured = [r for r in report["benchmark"]["rows"] if r["model"] == row]
    machine = report["benchmark"]["machine"]
    if not measured:
        return "## Latency\n\nNot measured for this row."
    lines = [
        f"| {r['pieces']} | {r['p50_ms']:.2f} | {r['p95_ms']:.2f} | {r['speedup']:.2f}x |"
        for r in measured
    ]
    return (
        f"## Latency (batch 1, {machine['processor']}, {machine['cores']} cores)\n\n"
        "| pieces | p50 ms | p95 ms | against the FP32 teacher |\n|---|---|---|---|\n"
        + "\n".join(lines)
        + "\n\nThe network's own time; reading the words and the lexicon's hints comes on top."
    )


def _pct(share: float) -> str:
    return f"{100 * share:.1f}"
