"""The layers page in a real Chromium: the slider cuts a tiny model while one looks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visit import settle, visit
from tests.tiny_models import save_tiny

LAYERS = 3


@pytest.fixture(scope="module", autouse=True)
def tiny_model(server_log: Path) -> Iterator[None]:
    """A PyTorch model in the server's home, for the time of these tests."""
    folder = save_tiny(server_log.parent / "home" / "models" / "tiny", "bert", layers=LAYERS)
    yield
    shutil.rmtree(folder)


@pytest.fixture
def warm(context: BrowserContext, server: str) -> None:
    """The server has loaded PyTorch, which takes its time on a busy machine."""
    page = context.new_page()
    page.goto(f"{server}/layers")
    page.get_by_role("slider").wait_for(timeout=280_000)
    page.close()


def cut_marks(page: Page) -> list[str]:
    """The marks of the first rows, those of the cut model."""
    return page.locator(".shonakto-row:first-child mark").all_inner_texts()


@pytest.mark.usefixtures("warm")
def test_the_slider_changes_the_marks_and_stays_in_the_url(
    context: BrowserContext, server: str
) -> None:
    page, problems = visit(context, f"{server}/layers?language=English&cut=tiny&k=1")
    expect(page.get_by_text(f"With the first 1 of {LAYERS} layers")).to_be_visible()
    first = cut_marks(page)
    thumb = page.get_by_role("slider")
    thumb.press("ArrowRight")
    expect(page.get_by_text(f"With the first 2 of {LAYERS} layers")).to_be_visible()
    settle(page)
    assert cut_marks(page) != first
    thumb.press("ArrowRight")
    expect(page.get_by_text("All marks are the same")).to_be_visible()
    expect(page.locator("mark:has(.shonakto-note)")).to_have_count(0)
    assert "k=3" in page.url
    assert page.get_by_test_id("stException").count() == 0
    assert [problem for problem in problems if "_stcore" not in problem] == []


@pytest.mark.usefixtures("warm")
def test_the_curves_of_a_report_are_drawn_beside_the_papers(
    context: BrowserContext, server: str
) -> None:
    page, _ = visit(context, f"{server}/layers?language=English&cut=tiny&paper=true")
    charts = page.get_by_test_id("stPlotlyChart")
    expect(charts).to_have_count(2)
    expect(charts.first).to_contain_text("paper: teacher")
    expect(charts.first).to_contain_text("number of layers")
    expect(page.get_by_text("keep 90% of").first).to_be_visible()
