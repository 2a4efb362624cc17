"""Takes README's pictures: ``python -m tests.browser.screenshots [FOLDER]``."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from engine.paths import assets
from tests.browser.chromium import ensure_chromium
from tests.browser.server import serving
from tests.browser.visit import browsing, visit

PICTURES = {
    "annotate-bn-light": ("light", "/", 1200),
    "annotate-bn-dark": ("dark", "/", 1200),
    "annotate-en-light": ("light", "/?language=English", 1200),
    "annotate-en-dark": ("dark", "/?language=English", 1200),
    "annotate-bn-phone": ("light", "/", 400),
    "results-en-light": ("light", "/results?language=English", 1200),
    "results-en-dark": ("dark", "/results?language=English", 1200),
}
HEIGHT = 1180


def main(folder: Path) -> None:
    """Write one PNG a picture into ``folder``."""
    executable = ensure_chromium()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        temporary = Path(name)
        with serving(temporary) as url:
            for picture, (scheme, path, width) in PICTURES.items():
                profile = temporary / picture
                with browsing(playwright, executable, profile, scheme, width) as context:
                    page, _ = visit(context, url + path)
                    page.set_viewport_size({"width": width, "height": HEIGHT})
                    page.locator("mark, .js-plotly-plot").first.wait_for()
                    page.wait_for_timeout(700)
                    page.screenshot(path=folder / f"{picture}.png")
                    print(folder / f"{picture}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else assets() / "screenshots")
