"""Correcting marks in a real Chromium: mouse, keyboard, undo, downloads."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.browser.visit import browsing, settle, visit

TEXT = "👩‍⚕️ মায়ের জ্বর আছে, কাশি নেই। ক্ষুধামান্দ্য কম, সন্ধ্যায় হাঁটেন।"
URL = "/?model=lexicon&correct=true&language=English"
MARKS = ".shonakto-document mark"


@pytest.fixture
def page(context: BrowserContext, server: str) -> Page:
    """The page with TEXT in it, ready for correcting."""
    page, problems = visit(context, server + URL)
    page.locator("textarea").fill(TEXT)
    page.get_by_test_id("stBaseButton-primary").click()
    expect(page.locator(".shonakto-document")).to_contain_text("হাঁটেন")
    settle(page)
    page.problems = problems  # type: ignore[attr-defined]
    return page


def select(page: Page, surface: str) -> None:
    """Drag the mouse over ``surface`` in the text."""
    box = page.evaluate(
        """(surface) => {
            const area = document.querySelector(".shonakto-document");
            area.scrollIntoView({ block: "center" });
            const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(surface);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + surface.length);
                const { left, right, top, bottom } = range.getBoundingClientRect();
                return { left, right, middle: (top + bottom) / 2 };
            }
        }""",
        surface,
    )
    page.mouse.move(box["left"] + 1, box["middle"])
    page.mouse.down()
    page.mouse.move((box["left"] + box["right"]) / 2, box["middle"])
    page.mouse.move(box["right"] - 1, box["middle"])
    page.mouse.up()


def label(page: Page, name: str) -> Locator:
    """The button of a label."""
    return page.locator(f".shonakto-labels button[data-label={name}]")


def expect_marks(page: Page, *expected: tuple[str, str]) -> None:
    """Wait until exactly these surfaces are marked with these labels, at right offsets."""
    expect(page.locator(MARKS)).to_have_count(len(expected))
    for i, (surface, name) in enumerate(expected):
        mark = page.locator(MARKS).nth(i)
        expect(mark).to_have_attribute("data-label", name)
        start = TEXT.index(surface)
        expect(mark).to_have_attribute("data-start", str(start))
        expect(mark).to_have_attribute("data-end", str(start + len(surface)))


FEVER, COUGH = ("জ্বর", "CMT"), ("কাশি", "CMT")
APPETITE = ("ক্ষুধামান্দ্য", "CMT")


def test_a_word_is_labelled_relabelled_deleted_undone_and_redone_by_mouse(page: Page) -> None:
    expect_marks(page, FEVER, COUGH, APPETITE)
    select(page, "সন্ধ্যায়")
    expect(page.locator(".shonakto-status")).to_contain_text("সন্ধ্যায়")
    label(page, "ORG").click()
    expect_marks(page, FEVER, COUGH, APPETITE, ("সন্ধ্যায়", "ORG"))
    expect(page.locator(MARKS).last).to_have_class("shonakto-span is-confirmed is-chosen")
    label(page, "DIS").click()
    expect_marks(page, FEVER, COUGH, APPETITE, ("সন্ধ্যায়", "DIS"))
    page.locator(MARKS).first.click()
    page.get_by_role("button", name="Delete").click()
    expect_marks(page, COUGH, APPETITE, ("সন্ধ্যায়", "DIS"))
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    undo.click()
    undo.click()  # faster than the answers come
    expect_marks(page, FEVER, COUGH, APPETITE)
    expect(undo).to_be_disabled()
    page.get_by_role("button", name="Redo").click()
    expect_marks(page, FEVER, COUGH, APPETITE, ("সন্ধ্যায়", "ORG"))
    assert page.problems == []  # type: ignore[attr-defined]


def test_a_selection_takes_whole_clusters_and_replaces_what_it_overlaps(page: Page) -> None:
    page.evaluate(
        """() => {
            const node = document.querySelectorAll(".shonakto-document mark")[2].firstChild;
            document.getSelection().setBaseAndExtent(node, 1, node, 2);  // inside ক্ষু
        }"""
    )
    expect(page.locator(".shonakto-status")).to_have_text("Selected; now choose a label: ক্ষু")
    label(page, "ORG").click()
    expect_marks(page, FEVER, COUGH, ("ক্ষু", "ORG"))


def test_keyboard_alone_labels_moves_confirms_and_deletes(page: Page) -> None:
    page.locator(".shonakto-document").focus()
    keys = page.keyboard
    for _ in range(2):
        keys.press("ArrowRight")
    expect(page.locator(".shonakto-status")).to_contain_text("মায়ের")
    keys.press("Shift+ArrowRight")
    expect(page.locator(".shonakto-status")).to_contain_text("মায়ের জ্ব")
    keys.press("Shift+ArrowLeft")
    keys.press("1")
    expect_marks(page, ("মায়ের", "MED"), FEVER, COUGH, APPETITE)
    keys.press("Shift+ArrowLeft")
    expect_marks(page, ("মায়ে", "MED"), FEVER, COUGH, APPETITE)
    keys.press("Control+z")
    keys.press("Control+z")
    expect_marks(page, FEVER, COUGH, APPETITE)
    keys.press("Tab")
    expect(page.locator(MARKS).first).to_be_focused()
    keys.press("ArrowRight")
    expect(page.locator(MARKS).nth(1)).to_be_focused()
    keys.press("Enter")
    expect(page.locator(MARKS).nth(1)).to_have_class("shonakto-span is-confirmed is-chosen")
    keys.press("Control+Shift+ArrowRight")
    expect_marks(page, FEVER, ("কাশি নেই", "CMT"), APPETITE)
    keys.press("Delete")
    expect_marks(page, FEVER, APPETITE)


def test_corrections_outlive_a_switch_of_language_and_threshold_and_reach_downloads(
    page: Page, tmp_path: Path
) -> None:
    select(page, "সন্ধ্যায়")
    label(page, "ORG").click()
    marked = [FEVER, COUGH, APPETITE, ("সন্ধ্যায়", "ORG")]
    expect_marks(page, *marked)
    page.get_by_text("বাংলা", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("চিহ্নিত করুন")
    expect_marks(page, *marked)
    page.get_by_test_id("stPopover").last.get_by_role("button").click()
    files = {kind: download(page, kind, tmp_path) for kind in ("JSONL", "CSV", "ওয়েব পাতা")}
    (line,) = files["JSONL"].splitlines()
    record = json.loads(line)
    assert record["text"] == TEXT
    assert [(span["text"], span["label"]) for span in record["spans"]] == marked
    rows = list(csv.DictReader(io.StringIO(files["CSV"].removeprefix("\ufeff"))))
    assert [(row["text"], row["label"]) for row in rows] == marked
    assert [row["source"] for row in rows] == ["model", "model", "model", "person"]
    assert files["ওয়েব পাতা"].count("<mark") == len(marked)


def test_a_row_of_the_table_finds_its_mark(page: Page) -> None:
    page.locator("textarea").fill("আজ আকাশ মেঘলা।\n" * 60 + "শেষে কাশি।")
    page.get_by_test_id("stBaseButton-primary").click()
    expect(page.locator(MARKS)).to_have_count(1)
    settle(page)
    expect(page.locator(MARKS)).not_to_be_in_viewport()
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 18, "y": 53})
    expect(page.locator(".is-found")).to_contain_text("কাশি")
    expect(page.locator(".is-found")).to_be_in_viewport()


def test_a_hostile_text_is_corrected_as_text(page: Page) -> None:
    hostile = "<img src=x onerror=\"document.title='taken'\"> জ্বর <b> কাশি </b>"
    page.locator("textarea").fill(hostile)
    page.get_by_test_id("stBaseButton-primary").click()
    expect(page.locator(MARKS)).to_have_count(2)
    select(page, "src=x")
    label(page, "MED").click()
    expect(page.locator(MARKS)).to_have_count(3)
    expect(page.locator(MARKS).first).to_have_text("src=xMED")
    expect(page.locator(".shonakto-document img, .shonakto-document b")).to_have_count(0)
    assert page.title() != "taken"


def download(page: Page, name: str, folder: Path) -> str:
    """The file behind the download button whose name begins so."""
    with page.expect_download() as waiting:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_on_a_phone_a_tap_relabels_and_a_selection_is_labelled(
    playwright: Playwright, chromium: str, server: str, tmp_path: Path
) -> None:
    """The long press is the phone's own; what it leaves is a selection, as here."""
    with browsing(playwright, chromium, tmp_path / "phone", width=400, touch=True) as phone:
        page, problems = visit(phone, server + URL)
        page.locator("textarea").fill(TEXT)
        page.get_by_test_id("stBaseButton-primary").tap()
        expect(page.locator(".shonakto-document")).to_contain_text("হাঁটেন")
        expect_marks(page, FEVER, COUGH, APPETITE)
        page.locator(MARKS).first.tap()
        expect(page.locator(".shonakto-status")).to_contain_text("জ্বর")
        label(page, "DIS").tap()
        expect_marks(page, ("জ্বর", "DIS"), COUGH, APPETITE)
        page.evaluate(
            """() => {
                const area = document.querySelector(".shonakto-document");
                const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
                for (let node; (node = walker.nextNode()); ) {
                    const at = node.data.indexOf("সন্ধ্যায়");
                    if (at < 0) continue;
                    document.getSelection().setBaseAndExtent(node, at, node, at + 9);
                }
            }"""
        )
        expect(page.locator(".shonakto-status")).to_contain_text("সন্ধ্যায়")
        label(page, "ORG").tap()
        expect_marks(page, ("জ্বর", "DIS"), COUGH, APPETITE, ("সন্ধ্যায়", "ORG"))
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= 400
        assert problems == []
