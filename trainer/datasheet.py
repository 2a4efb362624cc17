"""The tables of the datasheet and the READMEs, made from committed JSON and from nothing else.

A page holds ``<!-- NAME -->`` … ``<!-- /NAME -->``; what stands between is replaced.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.formats.write import write_text
from engine.tagging.labels import MEDICAL_LABELS
from engine.tagging.lexicon_rules import rule_for
from engine.tagging.lexicon_table import TABLES

STATS, AGREEMENT, BASELINE = "stats.json", "agreement.json", "report.json"
PAGES = ("corpus/DATASHEET.md", "corpus/README.md", "lexicon/README.md")
SPLITS = ("train", "test", "all")
_BLOCK = re.compile(r"(<!-- ([a-z-]+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)


def refresh_pages(assets: Path) -> list[Path]:
    """Write the blocks of every page of ``PAGES`` in ``assets``; returns the pages."""
    blocks = read_blocks(assets)
    pages = [assets / page for page in PAGES]
    for page in pages:
        write_text(page, with_blocks(page.read_text(encoding="utf-8"), blocks, page.name))
    return pages


def read_blocks(assets: Path) -> dict[str, str]:
    """Every block by name, from the JSON files of corpus and lexicon in ``assets``."""
    stats = _read(assets / "corpus" / STATS)
    agreement = _read(assets / "corpus" / AGREEMENT)
    baseline = _read(assets / "lexicon" / BASELINE)
    return {
        "labels": _labels(stats["splits"]),
        "genres": _genres(stats["splits"]),
        "traits": _traits(stats["splits"]),
        "unseen": _unseen(stats["unseen"]),
        "near": _near(stats["near_duplicates"]),
        "reading": _reading(stats["second_reading"]),
        "agreement": _scores({"agreement": agreement}),
        "baseline": _scores(
            {"all": baseline["word"], "seen": baseline["seen"], "unseen": baseline["unseen"]}
        ),
        "lexicon": _lexicon(stats["lexicon"]),
        "rules": _rules(),
    }


def with_blocks(text: str, blocks: Mapping[str, str], name: str) -> str:
    """``text`` with its blocks filled; ValueError for a block of an unknown name."""

    def fill(match: re.Match[str]) -> str:
        if match[2] not in blocks:
            raise ValueError(f"{name}: expected one of {', '.join(blocks)}, got {match[2]!r}")
        return f"{match[1]}{blocks[match[2]]}{match[3]}"

    return _BLOCK.sub(fill, text)


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _labels(splits: Mapping[str, Any]) -> str:
    head = ("Split", "Texts", "Spans", *MEDICAL_LABELS)
    return _table(
        head,
        (
            [name, splits[name]["documents"], splits[name]["spans"], *_row(splits[name])]
            for name in SPLITS
        ),
    )


def _genres(splits: Mapping[str, Any]) -> str:
    rows = [
        [f"{name}, {genre}", counts["documents"], counts["spans"], *_row(counts)]
        for name in SPLITS[:2]
        for genre, counts in splits[name]["genres"].items()
    ]
    return _table(("Split, genre", "Texts", "Spans", *MEDICAL_LABELS), rows)


def _row(counts: Mapping[str, Any]) -> list[int]:
    return [counts["labels"][label] for label in MEDICAL_LABELS]


def _traits(splits: Mapping[str, Any]) -> str:
    shares = {
        "no entity": "no_entity",
        "a tempting non-entity": "tempting",
        "one or the other": "no_entity_or_tempting",
    }
    rows: list[list[object]] = [
        [f"Texts with {told}", *(_with_share(splits[name][key]) for name in SPLITS)]
        for told, key in shares.items()
    ]
    for title, key in (("Texts with", "texts_with"), ("Spans that are", "spans_that_are")):
        for trait in splits["all"][key]:
            rows.append([f"{title} {trait}", *(splits[name][key][trait] for name in SPLITS)])
    return _table(("", *SPLITS), rows)


def _with_share(found: Mapping[str, Any]) -> str:
    return f"{found['documents']} ({_percent(found['share'])})"


def _unseen(unseen: Mapping[str, Any]) -> str:
    rows = [
        ("Different surfaces", unseen["surfaces"]),
        ("The same, inflected forms of a training surface counted as seen", unseen["in_no_form"]),
        ("Spans", unseen["spans"]),
        *((f"Different surfaces, {label}", unseen["labels"][label]) for label in MEDICAL_LABELS),
    ]
    head = ("Of the test split", "All", "Not in training", "Share")
    return _table(
        head, ([told, row["all"], row["unseen"], _percent(row["share"])] for told, row in rows)
    )


def _near(near: Mapping[str, Any]) -> str:
    rows = [
        [f"Least share in common, {kind}", limit, near["least_shared"][kind]]
        for kind, limit in near["limits"].items()
    ]
    counts = f"Pairs across the splits: **{near['across_splits']}**. "
    counts += f"Pairs inside the test split: {near['within_test']}.\n"
    return _table(("Near-duplicate", "Share", "Least features"), rows) + "\n" + counts


def _reading(reading: Mapping[str, int]) -> str:
    return (
        f"{reading['documents']} texts were read twice: {reading['test']} of the test split, "
        f"{reading['train']} that are in training still, and {reading['rewritten']} that have "
        f"been rewritten since. The readings differ in {reading['differing']} of them.\n"
    )


def _scores(columns: Mapping[str, Any]) -> str:
    def cell(scores: Mapping[str, Any]) -> str:
        low, high = (100 * bound for bound in scores["ci95"])
        support = f" ({scores['support']})" if "support" in scores else ""
        return f"{100 * scores['f1']:.1f} [{low:.1f}, {high:.1f}]{support}"

    rows = [
        *(
            [label, *(cell(c["labels"][label]) for c in columns.values())]
            for label in MEDICAL_LABELS
        ),
        *([name, *(cell(c[name]) for c in columns.values())] for name in ("micro", "macro")),
    ]
    return _table(("Label", *columns), rows)


def _lexicon(lexicon: Mapping[str, Any]) -> str:
    rows = [[label, row["rows"], row["forms"]] for label, row in lexicon["tables"].items()]
    brands = f"\n{lexicon['brand_rows']} rows with {lexicon['brand_forms']} forms are brands, "
    return _table(("Table", "Rows", "Forms"), rows) + brands + "each with its generic name.\n"


def _rules() -> str:
    ordered = [(a, b) for i, a in enumerate(TABLES) for b in TABLES[i + 1 :]]
    return _table(("Tables", "Rule"), ([f"{a}, {b}", rule_for(a, b)] for a, b in ordered))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
