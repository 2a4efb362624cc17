"""``shonakto reproduce``: every stage of the paper, from sentences to the report."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from engine.annotator import LexiconPredictor, Predictor, load_folder
from engine.evaluation.report import Evaluation
from engine.evaluation.seen import entity_surfaces
from engine.formats.write import write_text
from engine.formats.write_dataset import write_dataset
from engine.models.checkpoint import load_tagger, save_tagger
from engine.models.config import TaggerConfig
from engine.models.pieces import PieceTokenizer
from engine.models.registry import LEXICON
from engine.tagging.lexicon import Lexicon
from trainer.calibrate import calibrate
from trainer.encoders import AdaptSettings, adapt
from trainer.prepare import sha256
from trainer.pretrain import PretrainConfig, pretrain
from trainer.quantize import quantize
from trainer.relabel import without_hints
from trainer.runs import RunFolder
from trainer.scoring import score_predictor, write_evaluation
from trainer.settings import Preset
from trainer.splits import Splits, SplitSource
from trainer.stages import TaggingTask, train_student, train_teacher

SMALL_ENCODER = Path(__file__).with_name("small_encoder.json")
TRAINED_ROWS = ("teacher", "teacher-crf", "student", "student-kd", "student-crf-kd")
INT8_ROWS = ("int8-eq9", "int8")
ALL_ROWS = (LEXICON, *TRAINED_ROWS, *INT8_ROWS)


@dataclass(frozen=True)
class Reproduction:
    """What one call of ``reproduce`` was asked for.

    ``lexicon`` is the folder of the baseline's tables; None: the training spans.
    With ``hints`` the models are told what the shipped lexicon finds. Of several seeds
    ``first_seed`` is the one that adapts the encoder, for all of them.
    """

    source: SplitSource
    preset: Preset
    out: Path
    encoder: str | None = None
    texts: tuple[Path, ...] = ()
    seed: int = 42
    lexicon: Path | None = None
    hints: bool = False
    first_seed: int | None = None

    def describe(self) -> dict[str, Any]:
        """What the run folder records; files by content too, so that an edit is seen."""
        asked = {
            "source": {key: str(value) for key, value in asdict(self.source).items()},
            "sha256": {str(file): sha256(file) for file in self.source.files},
            "preset": asdict(self.preset),
            "encoder": self.encoder,
            "texts": [str(text) for text in self.texts],
            "seed": self.seed,
        }
        lexicon = {"lexicon": str(self.lexicon)} if self.lexicon else {}
        hints = {"hints": True} if self.hints else {}
        first = {} if self.first_seed is None else {"first_seed": self.first_seed}
        return asked | lexicon | hints | first


def train_rows(job: Reproduction, splits: Splits, run: RunFolder) -> dict[str, Path]:
    """Train or find again every row's model folder."""
    encoder = _encoder(job, splits)
    preset = job.preset.with_seed(job.seed)
    task = TaggingTask(
        train=splits.train,
        validation=splits.validation,
        labels=splits.labels,
        pieces=preset.pieces,
        max_pieces=preset.max_pieces,
        overlap=preset.overlap,
        hints=job.hints,
    )
    out = job.out

    def teach(row: str, *, crf: bool) -> Path:
        return train_teacher(encoder, task, preset.teacher, out / row, crf=crf)

    def study(row: str, teacher: str, *, use_teacher: bool = True) -> Path:
        return train_student(
            rows[teacher], task, preset.student, preset.distill, out / row, row=row,
            use_teacher=use_teacher,
        )  # fmt: skip

    rows: dict[str, Path] = {}
    stages: list[tuple[str, Callable[[], Path]]] = [
        ("teacher", lambda: teach("teacher", crf=False)),
        ("teacher-crf", lambda: teach("teacher-crf", crf=True)),
        ("student", lambda: study("student", "teacher", use_teacher=False)),
        ("student-kd", lambda: study("student-kd", "teacher")),
        ("student-crf-kd", lambda: study("student-crf-kd", "teacher-crf")),
        ("int8-eq9", lambda: _eq9(rows["student-crf-kd"], out / "int8-eq9" / "model")),
        ("int8", lambda: _int8(rows["student-crf-kd"], out / "int8" / "model")),
    ]
    for number, (row, stage) in enumerate(stages, 1):
        run.log(f"stage {number} of {len(stages)}: {row}")
        rows[row] = stage()
    return rows


def _encoder(job: Reproduction, splits: Splits) -> str | Path:
    """The encoder asked for, or a small one made here; adapted if the preset says so."""
    texts = [document.text for document in splits.train]
    encoder: str | Path | None = job.encoder or job.preset.encoder
    if encoder is None:
        sources = job.texts
        if not sources:
            own = job.out / "training-text.txt"
            write_text(own, "".join(" ".join(text.split()) + "\n" for text in texts))
            sources = (own,)
        config = replace(PretrainConfig.read(SMALL_ENCODER), seed=job.seed)
        encoder = pretrain(sources, config, job.out / "encoder")
    if job.preset.adapt_steps:
        out = (job.out if job.first_seed is None else job.out.parent) / "adapted"
        if job.first_seed not in (None, job.seed):
            return out / "model"
        settings = AdaptSettings(steps=job.preset.adapt_steps, seed=job.seed)
        return adapt(encoder, texts, settings, out)
    return encoder


def _eq9(student: Path, out: Path) -> Path:
    """The student's folder, marked to be quantized by eq. (9) when loaded."""
    if not (out / "config.json").exists():
        config = replace(TaggerConfig.read(student), kind="eq9", row="int8-eq9")
        save_tagger(out, load_tagger(student), config, PieceTokenizer.read(student).backend)
    return out


def _int8(student: Path, out: Path) -> Path:
    return out if (out / "model.onnx").exists() else quantize(student, out)


def calibrate_rows(job: Reproduction, splits: Splits, rows: dict[str, Path]) -> None:
    """Fit every row's temperature on validation, once."""
    for row, folder in rows.items():
        note = job.out / "calibration" / f"{row}.json"
        if not note.exists():
            temperature = calibrate(folder, splits.validation)
            write_text(note, json.dumps({"temperature": temperature}))


def write_splits(job: Reproduction, splits: Splits) -> None:
    """Write down the splits with their texts, and a manifest with hashes, seed and counts."""
    manifest: dict[str, Any] = {"seed": job.seed, "dropped_repeated_texts": splits.dropped}
    for name in ("train", "validation", "test"):
        file = job.out / "data" / f"{name}.jsonl"
        documents = getattr(splits, name)
        if not file.exists():
            write_dataset(documents, file)
        manifest[name] = {"documents": len(documents), "sha256": sha256(file)}
    write_text(job.out / "data" / "manifest.json", json.dumps(manifest, indent=1) + "\n")


def score_rows(job: Reproduction, splits: Splits, rows: dict[str, Path]) -> list[Evaluation]:
    """Evaluate the lexicon and every row on the test split; results are kept."""

    def predictor(row: str) -> Predictor:
        return baseline(job, splits) if row == LEXICON else load_folder(rows[row], row).predictor

    return [_scored(splits, row, predictor, job.out) for row in ALL_ROWS]


def score_without_hints(
    job: Reproduction, splits: Splits, rows: dict[str, Path]
) -> list[Evaluation]:
    """Evaluate the networks alone, for a reproduction with hints; else nothing."""

    def predictor(row: str) -> Predictor:
        return without_hints(load_folder(rows[row], row).predictor)

    neural = (*TRAINED_ROWS, *INT8_ROWS) if job.hints else ()
    return [_scored(splits, row, predictor, job.out / "without-hints") for row in neural]


def _scored(
    splits: Splits, row: str, predictor: Callable[[str], Predictor], out: Path
) -> Evaluation:
    report, details = out / "evaluations" / f"{row}.json", out / "predictions" / f"{row}.jsonl"
    if report.exists():
        return read_evaluation(report, details)
    surfaces = entity_surfaces(splits.train)
    found = score_predictor(row, splits.name, splits.test, predictor(row), surfaces)
    write_evaluation(found, report, details)
    return found


def read_evaluation(report: Path, details: Path) -> Evaluation:
    """Read back what ``write_evaluation`` wrote."""
    rows: Sequence[dict[str, Any]] = [
        json.loads(line) for line in details.read_text(encoding="utf-8").split("\n") if line
    ]
    return Evaluation.from_json(json.loads(report.read_text(encoding="utf-8")), rows)


def baseline(job: Reproduction, splits: Splits) -> Predictor:
    """The longest-match baseline, of the lexicon asked for or of the training spans."""
    made = Lexicon.read(job.lexicon) if job.lexicon else Lexicon.from_documents(splits.train)
    return LexiconPredictor(made, splits.labels)
