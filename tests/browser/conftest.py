"""One server for all browser tests; a new Chromium a test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.server import serving
from tests.browser.visit import browsing

expect.set_options(timeout=60_000)  # the machine may be busy with a training run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's path. Where there is none: a failure with CI=true, else a skip."""
    found = find_chromium()
    if found is None and os.environ.get("CI", "").lower() == "true":
        pytest.fail("no Chromium, and CI=true: run `python -m tests.browser.chromium`")
    if found is None:
        pytest.skip("no Chromium: run `python -m tests.browser.chromium`")
    return found


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    """Playwright, once a session, after Chromium was found."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the server's output goes to."""
    return tmp_path_factory.mktemp("server") / "server.log"


@pytest.fixture(scope="session")
def server(chromium: str, server_log: Path) -> Iterator[str]:
    """The URL of the app."""
    with serving(server_log.parent) as url:
        yield url


@pytest.fixture
def context(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[BrowserContext]:
    """A Chromium in the light theme."""
    with browsing(playwright, chromium, tmp_path / "profile") as running:
        yield running
