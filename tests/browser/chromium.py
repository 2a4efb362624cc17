"""Which Chromium the browser tests drive; run as a module, it sees that there is one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MISSING = (
    "No Chromium for the browser tests: none is installed, apt-get could not install one and "
    "`playwright install chromium` failed. Install Chromium, or set SHONAKTO_CHROMIUM to its path."
)


def find_chromium() -> str | None:
    """The path of a Chromium that starts, or None: SHONAKTO_CHROMIUM, PATH, Playwright's own."""
    return next((path for path in _candidates() if path and _starts(path)), None)


def ensure_chromium() -> str:
    """The path of a Chromium, installed first if need be; exits, saying so, without one."""
    for install in (lambda: None, _apt_install, _playwright_install):
        install()
        if found := find_chromium():
            return found
    sys.exit(_MISSING)


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("SHONAKTO_CHROMIUM")
    yield from map(shutil.which, _NAMES)
    yield _playwrights()


def _starts(path: str) -> bool:
    """Ubuntu's apt package is a stub that asks for snap, so a file alone proves nothing."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _apt_install() -> None:
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], env=quiet, check=False)
        subprocess.run(["apt-get", "install", "-y", "chromium"], env=quiet, check=False)


def _playwright_install() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    print(f"Chromium for the browser tests: {ensure_chromium()}")
