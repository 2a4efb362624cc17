"""What `make setup` installs is pinned, and CI shows pytest's closing line last."""

import re
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PINS = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(), re.MULTILINE
    )
}


def closure(requirements: list[str]) -> set[str]:
    """The names of ``requirements`` and all that they need here."""
    found: set[str] = set()
    waiting = [(Requirement(line), "") for line in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        extras = ["", *requirement.extras]
        if name in found and not requirement.extras:
            continue
        found.add(name)
        needs = distribution(name).requires or []
        waiting += [(Requirement(line), extra) for line in needs for extra in extras]
    return found


def test_every_package_that_we_need_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = closure([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    assert len(needed) > 50
    assert sorted(needed - PINS.keys()) == []


def test_constraints_name_no_path_and_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    rest = [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!]+|#.*|", line)]
    assert rest == []
    assert PINS["torch"] == "2.13.0"


@pytest.mark.parametrize(
    ("status", "closing"), [(0, "3 passed in 0.10s"), (2, "1 failed in 9.00s")]
)
def test_ci_ends_with_the_closing_line_and_the_status(
    tmp_path: Path, status: int, closing: str
) -> None:
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    lines = f"test:\n\t@echo '{closing}'\n\t@echo more; exit {int(bool(status))}\n"
    (tmp_path / "Makefile").write_text(lines)
    done = subprocess.run(
        ["bash", ".ci/run"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == closing
    assert done.returncode == status
