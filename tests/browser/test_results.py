"""The results page in a real Chromium: the switch, and from a number to its sentences."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.test_first_url import PROBES
from tests.browser.visit import DOCUMENT, browsing, settle, visit
from tests.small_reports import write_report

PLACE = """([x, y]) => {
    const plot = document.querySelector(".js-plotly-plot"), layout = plot._fullLayout;
    const area = plot.getBoundingClientRect();
    return [area.left + layout._size.l + layout.xaxis.d2p(x),
            area.top + layout._size.t + layout.yaxis.d2p(y)];
}"""


@pytest.fixture(scope="module")
def page_url(server: str, server_log: Path) -> Iterator[str]:
    """The page on a small report with details, in the server's home while these tests run."""
    folder = write_report(server_log.parent / "home", "small-results")
    yield f"{server}/results?report=small-results"
    shutil.rmtree(folder)


def click_chart(page: Page, x: str | float, y: str) -> None:
    """Click the first chart at these values of its axes."""
    plot = page.locator(".js-plotly-plot").first
    expect(plot.locator(".ytick text").first).to_be_visible()
    plot.scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(PLACE, [x, y]))


def real(problems: list[str]) -> list[str]:
    """Problems but for Streamlit's own probes below a page's path."""
    return [problem for problem in problems if not problem.endswith(PROBES)]


def test_the_switch_scores_the_same_predictions_twice(
    context: BrowserContext, page_url: str
) -> None:
    page, _ = visit(context, f"{page_url}&language=English")
    bar = page.locator(".js-plotly-plot .bartext").last
    expect(bar).to_have_text(re.compile(r"8\d\.\d%"))  # token accuracy of int8
    page.get_by_text("Strict F1", exact=True).first.click()
    expect(bar).to_have_text(re.compile(r"6\d\.\d%"))
    expect(page.get_by_text("with the very same predictions")).to_be_visible()
    settle(page)
    assert "results_measure=f1" in page.url


def test_a_click_on_a_cell_opens_its_sentences_and_a_link_does_too(
    context: BrowserContext, page_url: str
) -> None:
    page, problems = visit(context, f"{page_url}&language=English&view=confusion")
    expect(page.get_by_text("Choose a cell to read its sentences")).to_be_visible()
    click_chart(page, "O (no label)", "Organ")
    expect(page.get_by_text(re.compile("places to read"))).to_be_visible()
    expect(page.locator(DOCUMENT).first).to_contain_text("হৃৎপিণ্ড")
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("missed")
    settle(page)
    click_chart(page, "Medical term", "Disease")
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("wrong label")
    settle(page)
    link = page.url
    assert "results_gold=DIS&results_predicted=CMT" in link
    assert "%" not in link.partition("?")[2]
    other, _ = visit(context, link)
    expect(other.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("wrong label")
    assert page.get_by_test_id("stException").count() == 0
    assert real(problems) == []


def test_the_language_switch_keeps_the_chosen_cell(context: BrowserContext, page_url: str) -> None:
    query = "&view=confusion&language=English&results_gold=ORG&results_predicted=O"
    page, _ = visit(context, page_url + query)
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("missed")
    page.get_by_text("বাংলা", exact=True).click()
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("বাদ পড়েছে")
    settle(page)
    page.reload()
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("বাদ পড়েছে")


def test_a_part_of_an_error_bar_opens_its_sentences(context: BrowserContext, page_url: str) -> None:
    page, _ = visit(context, f"{page_url}&language=English&view=errors")
    click_chart(page, 1, "Organ")  # within the part of the missed
    expect(page.locator(f"{DOCUMENT} .shonakto-note").first).to_contain_text("missed")


@pytest.mark.parametrize("view", ["overview", "confusion"])
def test_a_phone_needs_no_sideways_scrolling(
    playwright: Playwright, chromium: str, page_url: str, tmp_path: Path, view: str
) -> None:
    with browsing(playwright, chromium, tmp_path / "profile", width=400) as context:
        page, _ = visit(context, f"{page_url}&view={view}")
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        wide = page.evaluate(
            """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
                .map((area) => area.scrollWidth - area.clientWidth)"""
        )
    assert wide == [0, 0]
