"""The wheel holds all that the app needs, and serves it from any folder."""

import re
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.browser.server import serving

ROOT = Path(__file__).parent.parent
NEEDED = (
    "app.py",
    "pages/annotate.py",
    "pages/parts/frame.py",
    ".streamlit/config.toml",
    "assets/i18n/bn/common.json",
    "assets/fonts/OFL.txt",
    "assets/fonts/NotoSansBengali-Regular.woff2",
    "assets/lexicon/MED.tsv",
    "assets/icon.svg",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), "."]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_app_pages_assets_and_settings(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in NEEDED if f"shonakto_app/{name}" not in names] == []
    assert "engine/annotator.py" in names
    assert [name for name in names if "__pycache__" in name or name.startswith("tests/")] == []


@pytest.mark.slow
def test_the_installed_wheel_serves_the_app_from_the_root_folder(
    wheel: Path, tmp_path: Path
) -> None:
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(target), str(wheel)], check=True)
    home = "import engine.paths as p; print(p.app_home())"
    found = subprocess.run(
        [sys.executable, "-c", home],
        cwd="/",
        env={"PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == target / "shonakto_app"
    command = [sys.executable, "-m", "trainer.cli", "app"]
    with (
        serving(tmp_path, command, Path("/"), PYTHONPATH=str(target)) as url,
        urllib.request.urlopen(f"{url}/_stcore/health") as answer,
    ):
        assert answer.read() == b"ok"
    log = (tmp_path / "server.log").read_text()
    assert "Traceback" not in log
    assert not re.search(r"Network URL|External URL", log)  # our config.toml: this machine only


@pytest.mark.slow
def test_the_app_of_the_installed_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    code = (
        "from streamlit.testing.v1 import AppTest; from engine.paths import app_home; "
        "import sys; sys.path.insert(0, str(app_home())); "
        "app = AppTest.from_file(str(app_home() / 'app.py'), default_timeout=60).run(); "
        "assert not app.exception, app.exception; print(app.title[0].value)"
    )
    env = {"PYTHONPATH": str(target), "SHONAKTO_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd="/", env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().strip() == "চিহ্নিত করুন"
