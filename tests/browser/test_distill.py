"""A tiny distillation in a real Chromium: start, leave, come back, cancel, resume, use."""

import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from engine.formats.jsonl import render_jsonl
from engine.tagging.span import Document
from tests.browser.server import serving
from tests.browser.visit import settle, visit
from tests.tiny_models import DOCUMENTS, save_tiny
from trainer.jobs.process import stop_process
from trainer.runs import RunFolder

NAME = "tiny-student"
# Streamlit first asks for the server's state below the page's own path.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a tiny teacher and a file of some two hundred short texts."""
    home = tmp_path / "home"
    save_tiny(home / "models" / "tiny-teacher", "modernbert", layers=2, crf=True)
    copies = [Document(f"{d.text} {i}", d.spans) for i in range(20) for d in DOCUMENTS]
    (home / "data").mkdir()
    (home / "data" / "short.jsonl").write_text(render_jsonl(copies), encoding="utf-8")
    return home


@pytest.fixture
def app(tmp_path: Path, home: Path) -> Iterator[str]:
    """The URL of an app with this home; its run is ended afterwards."""
    try:
        with serving(tmp_path) as url:
            yield f"{url}/distill?language=English"
    finally:
        stop_process(RunFolder(home / "runs" / NAME).state())


def until(true: Callable[[], bool], seconds: float = 400) -> None:
    """Wait for something on the disk; the machine may be busy."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def has_checkpoint(stage: RunFolder) -> bool:
    """Whether a checkpoint is whole: its ``trainer_state.json``, written last, can be read."""
    for file in stage.checkpoints.glob("*/trainer_state.json"):
        with suppress(json.JSONDecodeError, OSError):
            return bool(json.loads(file.read_text("utf-8")))
    return False


def start(page: Page) -> None:
    """Fill the form, a setting at a time as a person does, and start."""
    page.get_by_role("textbox", name="Name of the run").fill(NAME)
    page.keyboard.press("Tab")
    settle(page)
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name="short.jsonl").click()
    expect(page.get_by_text("192 texts to learn from")).to_be_visible()
    settle(page)
    page.get_by_role("spinbutton", name="Epochs").fill("40")
    page.keyboard.press("Tab")
    settle(page)
    button = page.get_by_role("button", name="Start", exact=True)
    if not button.is_enabled():  # what the page says is wrong tells more than a gray button
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(button).to_be_enabled()
    button.click()


@pytest.mark.timeout(1200)  # two processes import torch, which a busy machine does slowly
def test_a_run_outlives_its_tab_is_cancelled_resumed_and_used(
    context: BrowserContext, app: str, home: Path
) -> None:
    page, problems = visit(context, app)
    start(page)
    run = RunFolder(home / "runs" / NAME)
    stage = RunFolder(run.path / "student")
    until(lambda: has_checkpoint(stage))
    os.kill(stage.state().pid, signal.SIGSTOP)  # or it might be done before we have looked
    expect(page.get_by_text(re.compile(rf"{NAME} · Learning · step [1-9]"))).to_be_visible()
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    page.close()

    page, more = visit(context, app)
    other, others = visit(context, f"{app}&run={NAME}")
    for watching in (page, other):
        expect(watching.get_by_text(f"{NAME} · Learning")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    for watching in (page, other):
        expect(watching.get_by_text("The run was cancelled")).to_be_visible()
    assert run.state().status == "cancelled"
    assert not run.state().process_lives
    reached = max(int(row["step"]) for row in stage.metrics())
    other.close()

    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("The student is ready")).to_be_visible(timeout=400_000)
    assert stage.state().since_step > 0  # it went on from a checkpoint
    assert stage.state().step >= reached
    page.get_by_role("combobox", name="Model", exact=True).click()
    expect(page.get_by_role("option", name=NAME)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    found = [*problems, *more, *others]
    assert [problem for problem in found if not problem.endswith(PROBES)] == []
