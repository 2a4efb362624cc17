"""Each page as the first URL that a new server sees, before Streamlit has met ``app.py``."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from pages.parts.frame import MENU
from pages.parts.words import Words
from tests.browser.server import serving
from tests.browser.visit import browsing, visit

URLS = ["/", *(f"/{name}" for name, _ in MENU)]
# Below a page's own path Streamlit first asks for the server's state in the wrong place.
PROBES = ("/_stcore/health", "/_stcore/host-config")


@pytest.mark.parametrize("url", URLS)
def test_a_page_opens_first_in_the_right_frame(
    playwright: Playwright, chromium: str, tmp_path: Path, url: str
) -> None:
    name = url.strip("/") or MENU[0][0]
    with serving(tmp_path) as server, browsing(playwright, chromium, tmp_path / "p") as context:
        page, problems = visit(context, f"{server}{url}?language=English")
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text(Words("en")(f"{name}.title"))
        assert page.url == f"{server}{url}?language=English"
        links = page.get_by_test_id("stSidebarNavLink").all_inner_texts()
        titles = [Words("en")(f"{name}.title") for name, _ in MENU]
        assert [link.split("\n")[-1] for link in links] == (titles if len(titles) > 1 else [])
        expect(page.get_by_test_id("stSidebar").get_by_text("Model", exact=True)).to_be_visible()
        assert page.get_by_role("dialog").count() == 0
        assert page.get_by_test_id("stException").count() == 0
        assert [problem for problem in problems if not problem.endswith(PROBES)] == []
    log = (tmp_path / "server.log").read_text()
    assert "Traceback" not in log
