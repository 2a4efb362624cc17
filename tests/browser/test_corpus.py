"""The corpus page and the guided demo in a real Chromium."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.visit import browsing, settle, visit

ENGLISH = "language=English&model=lexicon"
GOOD = '{"text": "ইনসুলিন নিন", "spans": [{"start": 0, "end": 7, "label": "HOR"}]}\n'
PROBES = ("/_stcore/health", "/_stcore/host-config")  # see test_first_url


def real(problems: list[str]) -> list[str]:
    """The problems that are ours."""
    return [problem for problem in problems if not problem.endswith(PROBES)]


def give(page: Page, file: Path, content: bytes) -> None:
    """Upload a file as a person would."""
    file.write_bytes(content)
    page.locator("input[type=file]").set_input_files(file)


def test_a_bad_file_is_a_sentence_and_what_was_there_stays(
    context: BrowserContext, server: str, tmp_path: Path
) -> None:
    page, problems = visit(context, f"{server}/corpus?view=check&{ENGLISH}")
    give(page, tmp_path / "good.jsonl", GOOD.encode())
    expect(page.get_by_text("Nothing in this file needs a person.")).to_be_visible()
    give(page, tmp_path / "large.jsonl", GOOD.encode() * (6 << 20 >> 6))
    alert = page.get_by_test_id("stAlert").filter(has_text="large.jsonl")
    expect(alert).to_contain_text("it is larger than 5 MB")
    expect(page.get_by_text("Nothing in this file needs a person.")).to_be_visible()
    page.get_by_text("বাংলা", exact=True).click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("পড়া হয়নি")
    assert page.get_by_test_id("stException").count() == 0
    assert real(problems) == []


def test_search_marks_what_was_found(context: BrowserContext, server: str) -> None:
    page, problems = visit(context, f"{server}/corpus?view=texts&{ENGLISH}")
    box = page.get_by_role("textbox", name="Search in the texts")
    box.fill("হাঁপানি")
    box.press("Enter")
    found = page.locator(".shonakto-found")
    expect(found.first).to_have_text("হাঁপানি")
    settle(page)
    documents = page.locator(".shonakto-document")
    expect(documents.filter(has_not_text="হাঁপানি")).to_have_count(0)
    assert documents.count() > 0
    assert "view=texts" in page.url
    assert "%" not in page.url
    assert real(problems) == []


def test_a_phone_reads_corpus_and_paper_without_scrolling_sideways(
    playwright: Playwright, chromium: str, server: str, tmp_path: Path
) -> None:
    with browsing(playwright, chromium, tmp_path / "profile", "dark", 400) as context:
        for address in ("corpus?view=errors&model=lexicon", "paper", "paper?view=findings"):
            page, problems = visit(context, f"{server}/{address}")
            wide = page.evaluate(
                """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
                    .map((area) => area.scrollWidth - area.clientWidth)"""
            )
            assert wide == [0, 0], address
            assert page.get_by_test_id("stException").count() == 0
            assert real(problems) == []
            page.close()


def test_the_demo_walks_its_five_steps_in_either_language(
    context: BrowserContext, server: str
) -> None:
    page, problems = visit(context, f"{server}/?{ENGLISH}")
    page.get_by_role("button", name="Guided demo").click()
    for step, title in enumerate(("Annotate", "Compare", "Results", "Layers", "Distill"), 1):
        expect(page.get_by_text(f"Demo · step {step} of 5 · {title}")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        settle(page)
        assert f"demo={step}" in page.url
        assert page.get_by_test_id("stException").count() == 0
        if step < 5:
            page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_text("বাংলা", exact=True).click()
    expect(page.get_by_text("ডেমো · ধাপ ৫/৫")).to_be_visible()
    page.get_by_role("button", name="শেষ করুন").click()
    expect(page.get_by_text("ডেমো · ধাপ ৫/৫")).to_have_count(0)
    settle(page)
    assert "demo" not in page.url
    assert real(problems) == []


def test_an_equation_opens_its_code(context: BrowserContext, server: str) -> None:
    page, problems = visit(context, f"{server}/paper?view=equations&{ENGLISH}")
    page.get_by_text("kd_loss").first.click()
    expect(page.get_by_text("alpha * hard + (1 - alpha) * tau").first).to_be_visible()
    page.get_by_text("Pipeline", exact=True).click()
    picture = page.locator("svg.shonakto-pipeline")
    expect(picture).to_contain_text("Teacher")
    settle(page)
    assert real(problems) == []
