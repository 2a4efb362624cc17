"""``shonakto publish``: the rows of a reproduction as model folders fit to be shipped."""

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.formats.write import write_bytes, write_text
from engine.models.checkpoint import load_tagger, replace_folder, save_tagger
from engine.models.config import TaggerConfig
from engine.models.pieces import PieceTokenizer
from trainer.model_card import render_card
from trainer.report_markdown import render_markdown
from trainer.reproduce import TRAINED_ROWS

PUBLISHED_ROWS = (*TRAINED_ROWS, "int8")  # eq. (9) is rebuilt from FP32 when asked for
CARD, REPORT = "README.md", "report.json"


def publish(run: Path, target: Path, sources: str, rows: Iterable[str] = PUBLISHED_ROWS) -> None:
    """Write ``target/ROW`` for each of ``rows`` of the finished reproduction ``run``.

    PyTorch rows are stored in half precision and read back as float32. Beside the
    weights stand the evaluation and a model card, which holds ``sources`` (Markdown:
    data, licenses) as it is. ValueError where the run is not finished.
    """
    report = _report(run)
    for row in rows:
        if row not in report["rows"]:
            raise ValueError(f"expected one of {', '.join(report['rows'])}, got {row!r}")
        target.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=target, prefix=f".{row}."))
        try:
            _copy(_folder(run, report, row), temporary / row)
            evaluation = json.dumps(report["rows"][row], ensure_ascii=False, indent=1)
            write_text(temporary / row / REPORT, evaluation + "\n")
            write_text(temporary / row / CARD, render_card(row, report, sources))
            replace_folder(temporary / row, target / row)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def publish_report(run: Path, file: Path) -> None:
    """Write the report of ``run`` to ``file`` (.json), with its Markdown beside it.

    The details of every row go to ``file`` without extension, ``ROW.jsonl.gz``, for
    the pages' drill-down: publish them only where the test texts may be.
    """
    if file.suffix != ".json":
        raise ValueError(f"expected a report name that ends in .json, got {file.name!r}")
    report = _report(run)
    for row in report["rows"]:
        details = _chosen(run, report) / "predictions" / f"{row}.jsonl"
        packed = gzip.compress(details.read_bytes(), mtime=0)
        write_bytes(file.with_suffix("") / f"{row}.jsonl.gz", packed)
    write_text(file.with_suffix(".md"), render_markdown(report))
    write_text(file, json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def _report(run: Path) -> dict[str, Any]:
    file = run / "report.json"
    if not file.is_file():
        raise ValueError(f"expected a finished reproduction with report.json in {run}, got none")
    report: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return report


def _folder(run: Path, report: dict[str, Any], row: str) -> Path:
    return _chosen(run, report) / row / "model"


def _chosen(run: Path, report: dict[str, Any]) -> Path:
    """Of several seeds, the folder of the seed in the report."""
    return run / f"seed-{report['seed']}" if "seeds" in report else run


def _copy(source: Path, out: Path) -> None:
    config = TaggerConfig.read(source)
    if config.kind == "onnx":
        shutil.copytree(source, out)
        return
    tagger = load_tagger(source)
    tagger.network.half()
    save_tagger(out, tagger, config, PieceTokenizer.read(source).backend)
