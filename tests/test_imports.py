"""The arrows of the house: who may import whom, read from the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("engine", "trainer", "pages", "app")
HEAVY = ("torch", "transformers", "sqlalchemy", "torchcrf", "onnxruntime")


def files(*places: str) -> list[Path]:
    """The Python files of folders or files below the root."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    assert found
    return found


def imports(file: Path) -> Iterator[str]:
    """Every dotted name that ``file`` imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: expected absolute imports"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def offenders(places: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    """Imports in ``places`` of any of ``forbidden``, as 'file: name'."""
    return [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files(*places)
        for name in imports(file)
        if name.split(".")[0] in forbidden
    ]


def test_the_engine_imports_neither_streamlit_nor_what_stands_on_it() -> None:
    assert offenders(("engine",), ("streamlit", "trainer", "pages", "app")) == []


def test_the_trainer_imports_no_page() -> None:
    assert offenders(("trainer",), ("streamlit", "pages", "app")) == []


def test_pages_import_no_heavy_library() -> None:
    assert offenders(("pages", "app.py"), HEAVY) == []


def test_pages_import_of_ours_only_engine_pages_runs_and_jobs() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files("pages", "app.py")
        for name in imports(file)
        if name.split(".")[0] in OURS
        and not name.startswith(("engine.", "pages.parts."))
        and not f"{name}.".startswith(("trainer.runs.", "trainer.jobs."))
    ]
    assert wrong == []


def test_pages_stay_small() -> None:
    long = [f.name for f in (ROOT / "pages").glob("*.py") if len(f.read_text().splitlines()) > 110]
    assert long == []


@pytest.mark.parametrize(
    "code",
    [
        "import engine; engine.load('lexicon').annotate('জ্বর')",
        "import pages.parts.frame, pages.parts.model",
        "import trainer.runs",
        f"import {', '.join(f'trainer.jobs.{file.stem}' for file in files('trainer/jobs'))}",
        "import trainer.cli_annotate, trainer.cli_app",
    ],
)
def test_no_torch_is_loaded_by(code: str) -> None:
    check = f"; import sys; print(*set({HEAVY!r}) & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", code + check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
