"""The compare page in a real Chromium: rows that stand exactly below each other, and a diff."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.browser.visit import browsing, settle, visit

PAGE = "/compare?language=English&models=lexicon&models=int8"
# The two models are known to differ here: one knows the word, the other reads the sentence.
TEXT = "রোজ ইনসুলিন নেন। বুকের এক্স-রেতে ডান ফুসফুসে নিউমোনিয়া ধরা পড়েছে।"
# Where each word of a row begins, seen from the row's own corner.
PLACES = """(row) => {
    const corner = row.getBoundingClientRect(), places = [];
    const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    let at = 0;
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (node.parentElement.closest(".shonakto-label, .shonakto-note")) continue;
        for (let i = 0; i < node.length; i++, at++) {
            if (/\\s/.test(node.data[i])) continue;
            const range = document.createRange();
            range.setStart(node, i); range.setEnd(node, i + 1);
            const box = range.getClientRects()[0];
            if (box && box.width > 3)
                places.push([at, Math.round(box.x - corner.x), Math.round(box.y - corner.y)]);
        }
    }
    return places;
}"""


def opened(context: BrowserContext, server: str) -> tuple[Page, list[str]]:
    """The page with the text in its box."""
    page, problems = visit(context, server + PAGE)
    page.locator("textarea").fill(TEXT)
    page.locator("textarea").press("Control+Enter")
    expect(page.locator(".shonakto-line")).to_have_count(2)
    settle(page)
    return page, problems


def rows(line: Locator) -> list[Locator]:
    """The texts of a sentence's rows."""
    return line.locator(".shonakto-document").all()


def test_the_same_sentence_stands_below_itself_with_the_differences_marked(
    context: BrowserContext, server: str
) -> None:
    page, problems = opened(context, server)
    for line in page.locator(".shonakto-line").all():
        assert len(rows(line)) == 2
    differing = page.locator("mark:has(.shonakto-note)")
    expect(differing.first).to_be_visible()
    assert differing.first.evaluate("mark => getComputedStyle(mark).outlineStyle") == "dashed"
    expect(page.get_by_role("heading", name="Differences")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(3)
    page.get_by_text("Only sentences with a difference").click()
    expect(page.locator(".shonakto-line:not(:has(.shonakto-note))")).to_have_count(0)
    assert "models=lexicon&models=int8" in page.url
    assert page.get_by_test_id("stException").count() == 0
    assert [problem for problem in problems if "_stcore" not in problem] == []


@pytest.mark.parametrize("width", [1280, 400])
def test_words_stand_exactly_below_each_other_and_nothing_scrolls_sideways(
    playwright: Playwright, chromium: str, server: str, tmp_path: Path, width: int
) -> None:
    with browsing(playwright, chromium, tmp_path / "profile", width=width) as context:
        page, _ = opened(context, server)
        for line in page.locator(".shonakto-line").all():
            first, second = (row.evaluate(PLACES) for row in rows(line))
            assert first
            near = {at: (x, y) for at, x, y in second}
            shared = [(x, y, *near[at]) for at, x, y in first if at in near]
            assert len(shared) > len(first) / 2
            assert all(abs(x - x2) <= 1 and abs(y - y2) <= 1 for x, y, x2, y2 in shared)
        wide = page.evaluate(
            """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
                .map((area) => area.scrollWidth - area.clientWidth)"""
        )
        assert wide == [0, 0]


def test_the_time_is_taken_only_when_asked_for(context: BrowserContext, server: str) -> None:
    page, _ = opened(context, server)
    expect(page.get_by_text("Press the button")).to_be_visible()
    page.get_by_role("button", name="Measure the time").click()
    expect(page.get_by_text("measured just now")).to_contain_text(f"{len(TEXT)} code points")


def test_a_file_gives_a_rate_and_the_disputed_texts(
    context: BrowserContext, server: str, tmp_path: Path
) -> None:
    file = tmp_path / "texts.jsonl"
    lines = [json.dumps({"text": text}) for text in (TEXT, "আজ আকাশ মেঘলা।")]
    file.write_text("\n".join(lines), encoding="utf-8")
    page, _ = visit(context, f"{server}{PAGE}&view=file")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Compare on 2 texts").click()
    expect(page.get_by_text("Texts with a difference: 1")).to_be_visible()
    page.locator("summary").click()
    expect(page.locator(".shonakto-line").first).to_be_visible()
    expect(page.locator("mark:has(.shonakto-note)").first).to_be_visible()
