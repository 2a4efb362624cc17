"""The annotate page in a real Chromium."""

from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.visit import DOCUMENT, browsing, settle, visit

TEXT = "মায়ের ডায়াবেটিস আছে, রোজ ইনসুলিন নেন। 👩‍⚕️ এখন জ্বর।"
LEXICON = "/?model=lexicon"


def paste(page: Page, text: str) -> None:
    """Replace the box's text and press the button."""
    page.locator("textarea").fill(text)
    page.get_by_test_id("stBaseButton-primary").click()
    expect(page.locator(DOCUMENT)).to_contain_text(text.split()[0])
    settle(page)


def marked(page: Page) -> list[str]:
    """What the marks say, label included."""
    return [" ".join(text.split()) for text in page.locator("mark").all_inner_texts()]


def test_pasted_text_is_marked_with_labels_as_text(context: BrowserContext, server: str) -> None:
    page, problems = visit(context, server + LEXICON)
    paste(page, TEXT)
    assert [text.replace(" ", "") for text in marked(page)] == [
        "ডায়াবেটিসDIS",
        "ইনসুলিনHOR",
        "জ্বরCMT",
    ]
    expect(page.get_by_role("listitem").filter(has_text="হরমোন")).to_contain_text("১")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert problems == []


def test_offsets_of_a_mark_are_code_points_of_the_text(
    context: BrowserContext, server: str
) -> None:
    page, _ = visit(context, server + LEXICON)
    paste(page, TEXT)
    last = page.locator("mark").last
    start, end = (int(last.get_attribute(f"data-{side}") or 0) for side in ("start", "end"))
    assert TEXT[start:end] == "জ্বর"


def test_hostile_text_does_nothing(context: BrowserContext, server: str) -> None:
    page, problems = visit(context, server + LEXICON)
    hostile = (
        "জ্বর <img src=x onerror=\"document.title='taken'\"><b>কাশি</b> **x** <script>1</script>"
    )
    paste(page, hostile)
    assert page.locator(f"{DOCUMENT} img, {DOCUMENT} b, {DOCUMENT} script").count() == 0
    expect(page.locator(DOCUMENT)).to_contain_text("<img src=x onerror=")
    assert page.title() != "taken"
    assert problems == []


def test_pasted_text_is_neither_logged_nor_stored_nor_in_the_url(
    context: BrowserContext, server: str, server_log: Path
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(unquote(request.url)))
    page, _ = visit(context, server + LEXICON)
    paste(page, "গোপনীয় জ্বর")
    assert "গোপনীয়" not in unquote(page.url)
    assert not any("গোপনীয়" in url for url in asked)
    files = [path for path in server_log.parent.rglob("*") if path.is_file()]
    assert server_log in files
    assert [path for path in files if "গোপনীয়".encode() in path.read_bytes()] == []


def test_empty_text_says_what_to_do(context: BrowserContext, server: str) -> None:
    page, _ = visit(context, f"{server}/?language=English")
    page.get_by_text("Your own text").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("Paste Bangla text")
    expect(page.locator("mark")).to_have_count(0)


def test_the_language_switch_keeps_the_text_and_stays_in_the_url(
    context: BrowserContext, server: str
) -> None:
    page, problems = visit(context, server + LEXICON)
    paste(page, TEXT)
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annotate")
    settle(page)
    assert "language=English" in page.url
    assert "%" not in page.url.partition("?")[2]
    expect(page.locator("textarea")).to_have_value(TEXT)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annotate")
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_readable_in_both_themes(
    playwright: Playwright,
    chromium: str,
    server: str,
    tmp_path: Path,
    scheme: Literal["light", "dark"],
) -> None:
    with browsing(playwright, chromium, tmp_path / "profile", scheme) as context:
        page, _ = visit(context, server + LEXICON)
        expect(page.locator("mark").first).to_be_visible()
        colors = page.evaluate(
            """() => [
                getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor,
                ...[...document.querySelectorAll("mark, mark .shonakto-label")].flatMap((mark) =>
                    [getComputedStyle(mark).backgroundColor, getComputedStyle(mark).color])
            ]"""
        )
    background, *pairs = map(luminance, colors)
    assert (background > 0.5) == (scheme == "light")
    assert pairs
    for one, other in zip(pairs[::2], pairs[1::2], strict=True):
        low, high = sorted((one, other))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_phone_needs_no_sideways_scrolling(
    playwright: Playwright, chromium: str, server: str, tmp_path: Path
) -> None:
    with browsing(playwright, chromium, tmp_path / "profile", width=400) as context:
        page, _ = visit(context, server + LEXICON)
        paste(page, "ইনসুলিন " + "ক" * 300)
        wide = page.evaluate(
            """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
                .map((area) => area.scrollWidth - area.clientWidth)"""
        )
    assert wide == [0, 0]


def test_bangla_is_drawn_with_the_bundled_font(context: BrowserContext, server: str) -> None:
    page, _ = visit(context, server + LEXICON)
    expect(page.locator("mark").first).to_be_visible()
    loaded = page.evaluate(
        """async () => { await document.fonts.ready;
            return [...document.fonts].filter((font) => font.status === "loaded")
                .map((font) => font.family.replaceAll('"', "")) }"""
    )
    assert "Noto Sans Bengali" in loaded


def test_nothing_is_fetched_from_another_host(context: BrowserContext, server: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visit(context, server + "/")
    assert asked
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []


def test_a_bad_file_is_refused_in_the_page_s_language_and_a_good_one_is_marked(
    context: BrowserContext, server: str, tmp_path: Path
) -> None:
    (tmp_path / "large.txt").write_bytes("জ্বর ".encode() * 500_000)
    (tmp_path / "<b>note.docx").write_bytes(b"%PDF-1.7")
    (tmp_path / "good.csv").write_text("text\nরোজ ইনসুলিন নেন\nকাশি নেই\n")
    page, problems = visit(context, server + LEXICON)
    paste(page, TEXT)
    page.get_by_text("ফাইল আপলোড করুন").click()
    box = page.get_by_test_id("stFileUploaderDropzoneInput")
    box.set_input_files([tmp_path / "large.txt", tmp_path / "<b>note.docx"])
    expect(page.get_by_text("large.txt পড়া হয়নি: ফাইলটি ৫ MB-এর চেয়ে বড়।")).to_be_visible()
    expect(page.get_by_text("<b>note.docx পড়া হয়নি: এটি PDF ফাইল।")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(TEXT)
    expect(page.locator("mark")).to_have_count(3)
    box.set_input_files(tmp_path / "good.csv")
    expect(page.locator("textarea")).to_have_value("রোজ ইনসুলিন নেন")
    expect(page.locator("mark")).to_have_count(1)
    assert problems == []


def luminance(color: str) -> float:
    """WCAG luminance of a computed ``rgb(…)`` color."""
    parts = [float(part) for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in parts)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
