"""Two models of one report compared: from their details, or as the report says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.evaluation.intervals import Comparison, Difference, compare
from engine.evaluation.reports import Report


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A comparison that stands in a report: ``first`` minus ``second``."""

    first: str
    second: str
    comparison: Comparison


def compared(report: Report, first: str, second: str) -> Comparison | None:
    """``first`` minus ``second``, by a paired bootstrap over documents.

    Without details only the pairs that the report lists are known, in either order;
    None for any other.
    """
    mine, theirs = report.evaluations[first], report.evaluations[second]
    if mine.results and theirs.results:
        return compare([r.word for r in mine.results], [r.word for r in theirs.results])
    for pair in listed_pairs(report):
        if (pair.first, pair.second) == (first, second):
            return pair.comparison
        if (pair.first, pair.second) == (second, first):
            return _turned(pair.comparison)
    return None


def listed_pairs(report: Report) -> tuple[ListedPair, ...]:
    """The pairs that the report itself compares."""
    rows = report.payload.get("comparisons", ())
    return tuple(ListedPair(row["first"], row["second"], _read(row)) for row in rows)


def is_clear(difference: Difference) -> bool:
    """Whether the 95% interval leaves zero out."""
    low, high = difference.ci95
    return low > 0 or high < 0


def _read(row: Mapping[str, Any]) -> Comparison:
    return Comparison(_difference(row["micro"]), _difference(row["macro"]))


def _difference(row: Mapping[str, Any]) -> Difference:
    low, high = row["ci95"]
    return Difference(row["delta"], (low, high), row["p_value"])


def _turned(comparison: Comparison) -> Comparison:
    return Comparison(_negative(comparison.micro), _negative(comparison.macro))


def _negative(difference: Difference) -> Difference:
    low, high = difference.ci95
    return Difference(-difference.delta, (-high, -low), difference.p_value)
