"""Names of models: the user's folder first, then what is shipped."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from engine.models.config import FILE_NAME, Kind, ModelError, TaggerConfig
from engine.paths import bundled_models, lexicon_folder, user_models

LEXICON = "lexicon"
ROWS = (
    LEXICON,
    "teacher",
    "teacher-crf",
    "student",
    "student-kd",
    "student-crf-kd",
    "int8",
)


@dataclass(frozen=True)
class RegisteredModel:
    """A model that ``load`` finds by name; ``scores`` are those of its model card.

    ``problem`` says in one sentence why it cannot be read, and is empty if it can.
    ``kind`` is the runtime of its weights, None for the word list.
    """

    name: str
    path: Path
    size_bytes: int
    users: bool = False
    provisional: bool = False
    scores: dict[str, float] = field(default_factory=dict)
    problem: str = ""
    kind: Kind | None = None


def registered_models() -> list[RegisteredModel]:
    """All models, the known rows first; a user's model hides a shipped one of its name."""
    found: dict[str, RegisteredModel] = {}
    if lexicon_folder().is_dir():
        found[LEXICON] = _describe_lexicon(lexicon_folder(), _changes(lexicon_folder()))
    for root, users in ((bundled_models(), False), (user_models(), True)):
        for folder in sorted(root.glob("*")) if root.is_dir() else []:
            if is_model_folder(folder):
                found[folder.name] = _describe(folder, users, _changes(folder))
    return sorted(found.values(), key=lambda model: (_rank(model.name), model.name))


def find_model(name: str | Path) -> Path:
    """The folder of a registry name, or the folder itself if ``name`` is one."""
    for root in (user_models(), bundled_models()):
        if isinstance(name, str) and "/" not in name and is_model_folder(root / name):
            return root / name
    if is_model_folder(Path(name)):
        return Path(name)
    names = ", ".join(model.name for model in registered_models())
    raise ModelError(f"expected a model folder or one of {names or 'no models'}, got {str(name)!r}")


def is_model_folder(folder: Path) -> bool:
    """Whether ``folder`` holds a tagger of ours or of transformers."""
    return (folder / FILE_NAME).is_file() or (
        (folder / "config.json").is_file() and (folder / "tokenizer.json").is_file()
    )


@lru_cache(maxsize=4)
def _describe_lexicon(folder: Path, changes: tuple[int, ...]) -> RegisteredModel:
    size = sum(file.stat().st_size for file in folder.glob("*.tsv"))
    return RegisteredModel(LEXICON, folder, size, scores=_scores(folder))


def _changes(folder: Path) -> tuple[int, ...]:
    """When the folder and its small files were last written; 0 for one that is not there."""
    files = (folder, *(folder / name for name in (FILE_NAME, "config.json", "report.json")))
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)


@lru_cache(maxsize=64)
def _describe(folder: Path, users: bool, changes: tuple[int, ...]) -> RegisteredModel:
    """Menus ask at every click; ``changes`` makes a rewritten folder a new one."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    try:
        config, scores = TaggerConfig.read(folder), _scores(folder)
    except ModelError as error:
        return RegisteredModel(folder.name, folder, size, users, problem=str(error))
    return RegisteredModel(
        folder.name, folder, size, users, config.provisional, scores, kind=config.kind
    )


def _scores(folder: Path) -> dict[str, float]:
    file = folder / "report.json"
    if not file.is_file():
        return {}
    try:
        word = json.loads(file.read_text(encoding="utf-8"))["word"]
        return {f"{name}_f1": float(word[name]["f1"]) for name in ("micro", "macro")}
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ModelError(f"expected an evaluation in {file}, got: {error}") from error


def _rank(name: str) -> int:
    return ROWS.index(name) if name in ROWS else len(ROWS)
