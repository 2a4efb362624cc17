"""A page of the app in Chromium, with everything that went wrong in it written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.chromium import FLAGS

DOCUMENT = ".shonakto-document"
_RUNNING = '[data-testid="stApp"][data-test-script-state="running"]'


@contextmanager
def browsing(
    playwright: Playwright,
    executable: str,
    profile: Path,
    scheme: Literal["light", "dark"] = "light",
    width: int = 1280,
    *,
    touch: bool = False,
) -> Iterator[BrowserContext]:
    """A new Chromium with an empty profile; with ``touch`` as on a phone."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=executable,
        args=list(FLAGS),
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        has_touch=touch,
        is_mobile=touch,
    )
    context.set_default_timeout(60_000)  # the machine may be busy with a training run
    try:
        yield context
    finally:
        context.close()


def visit(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    """The page at ``url``, drawn, and the list that its errors go to."""
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: (
            problems.append(f"{message.text} {message.location.get('url')}")
            if message.type == "error"
            else None
        ),
    )
    page.goto(url)
    settle(page)
    return page, problems


def settle(page: Page) -> None:
    """Wait until the notice, which every page ends with, is there and the script rests."""
    page.get_by_text("not a medical device").first.wait_for(timeout=60_000)
    page.wait_for_selector(_RUNNING, state="detached")
    page.wait_for_load_state("networkidle")  # parts of Streamlit are loaded when first drawn
    page.wait_for_timeout(300)
    page.wait_for_selector(_RUNNING, state="detached")  # a click's run may have begun meanwhile
    page.evaluate("() => document.fonts.ready.then(() => true)")
