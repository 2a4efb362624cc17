"""Report files of whole reproductions: where they lie, and what they hold.

A report is the ``report.json`` of ``shonakto reproduce``. Shipped ones are
``assets/reports/NAME.json``, with each model's details, where their texts are ours, in
``assets/reports/NAME/MODEL.jsonl.gz``; the user's own are ``report.json`` in a folder of
``runs`` in the user's home, with the details in ``predictions/MODEL.jsonl`` beside it.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from engine.evaluation.report import Evaluation
from engine.paths import assets, user_home


class ReportError(ValueError):
    """A report that cannot be read, in one sentence."""


@dataclass(frozen=True)
class ReportFile:
    """A report by name; ``users`` if it lies in the user's own folder."""

    name: str
    path: Path
    users: bool = False


@dataclass(frozen=True)
class Report:
    """What a reproduction measured.

    ``evaluations`` are by model in the paper's order and carry a result a document only
    where details are at hand (``has_details``). ``payload`` is the whole JSON object:
    tables 1-3, figures 2-5, ``benchmark``, ``comparisons``, ``seeds``.
    """

    name: str
    payload: Mapping[str, Any]
    evaluations: Mapping[str, Evaluation] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The label set of the data."""
        return tuple(self.payload["data"]["labels"])

    @cached_property
    def has_details(self) -> bool:
        """Whether every model's documents, with gold and predicted spans, are at hand."""
        found = self.evaluations.values()
        return bool(found) and all(evaluation.results for evaluation in found)


def report_files() -> list[ReportFile]:
    """Shipped reports, then the user's newest first."""
    shipped = sorted((assets() / "reports").glob("*.json"))
    runs = user_home() / "runs"
    own = sorted(runs.glob("*/report.json"), key=lambda file: -file.stat().st_mtime)
    files = [ReportFile(file.stem, file) for file in shipped if _is_report(file)]
    return files + [ReportFile(file.parent.name, file, users=True) for file in own]


def read_report(file: ReportFile) -> Report:
    """The report with the details that lie beside it; ReportError where it is damaged."""
    try:
        payload = json.loads(file.path.read_text(encoding="utf-8"))
        rows = {
            name: Evaluation.from_json(row, _details(file, name))
            for name, row in payload["rows"].items()
        }
        return Report(file.name, payload, rows)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(f"expected a report in {file.path}, got: {error!r}") from error


def _is_report(file: Path) -> bool:
    """Other figures lie in the same folder; those of a reproduction name their rows."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {"rows", "data"} <= found.keys()


def _details(file: ReportFile, model: str) -> Sequence[Mapping[str, Any]]:
    packed = file.path.with_suffix("") / f"{model}.jsonl.gz"
    plain = file.path.parent / "predictions" / f"{model}.jsonl"
    return [json.loads(line) for line in _lines(packed, plain) if line]


def _lines(packed: Path, plain: Path) -> Iterator[str]:
    if packed.is_file():
        yield from gzip.decompress(packed.read_bytes()).decode("utf-8").split("\n")
    elif plain.is_file():
        yield from plain.read_text(encoding="utf-8").split("\n")
