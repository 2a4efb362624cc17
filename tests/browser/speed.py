"""How fast the app is: ``python -m tests.browser.speed [OUT.json] [--model NAME]``.

A benchmark, no test: it prints a table and never fails on a number. Ratios are to one plain
forward pass of the same text by the same model, timed in the server right after, in processor
time of the script's thread; seconds on the clock are for the record and grow on a busy
machine. Of repeated runs the quickest counts.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from engine.annotator import DEFAULT_MODEL
from engine.text.words import word_ranges
from pages.parts.frame import MENU
from pages.parts.words import examples
from tests.browser.chromium import ensure_chromium
from tests.browser.server import serving
from tests.browser.visit import DOCUMENT, browsing, settle, visit
from trainer.benchmark import machine

WORDS, LONG, SESSIONS = 40, 20_000, 10
RERUNS, STARTS = 7, 3
ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Row:
    """One measured thing; ``target`` says in words what is wanted of it, "" if nothing is."""

    what: str
    value: float
    unit: str
    target: str = ""


@dataclass(frozen=True)
class Watched:
    """A running server with the stopwatch, and where it writes."""

    url: str
    records: Path

    def read(self, kind: str, since: int = 0) -> list[dict[str, Any]]:
        """The records of ``kind``, after the first ``since`` of all kinds."""
        lines = self.records.read_text("utf-8").splitlines() if self.records.exists() else []
        found = [json.loads(line) for line in lines[since:]]
        return [record for record in found if record["kind"] == kind]

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.records.read_text("utf-8").splitlines()) if self.records.exists() else 0

    def memory(self) -> float:
        """Resident memory of the server in MB."""
        own = next(
            process
            for process in psutil.process_iter(["cmdline"])
            if str(self.records) in (process.info["cmdline"] or ())
        )
        return float(own.memory_info().rss) / 1e6


def main(out: Path | None, model: str) -> None:
    """Measure, print, and write ``out`` where it is given."""
    executable = ensure_chromium()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        rows = first_pages(playwright, executable, folder)
        with watched(folder) as server, browsing(playwright, executable, folder / "p") as context:
            rows += annotate_rows(context, server, model)
            rows += session_rows(context, server, model)
    for row in rows:
        print(f"{row.what:58} {row.value:9.2f} {row.unit:8} {row.target}")
    if out is not None:
        found = {"machine": machine(), "model": model, "rows": [asdict(row) for row in rows]}
        out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@contextmanager
def watched(folder: Path) -> Iterator[Watched]:
    """The app on a server with the stopwatch."""
    records = folder / "records.jsonl"
    command = [sys.executable, "-m", "tests.browser.timed_server", str(records)]
    with serving(folder, command, cwd=ROOT) as url:
        yield Watched(url, records)


def first_pages(playwright: Playwright, executable: str, folder: Path) -> list[Row]:
    """From the moment that a new server is up to its first page and marked text."""
    shown: list[float] = []
    marked: list[float] = []
    for number in range(STARTS):
        home = folder / f"start{number}"
        home.mkdir()
        with browsing(playwright, executable, home / "profile") as context:
            page = context.new_page()
            with serving(home) as url:
                began = time.perf_counter()
                page.goto(url)
                page.locator("h1").first.wait_for()
                shown.append(time.perf_counter() - began)
                page.locator(DOCUMENT).first.wait_for()
                marked.append(time.perf_counter() - began)
    return [
        Row("First page of a new server, until it shows", min(shown), "s", "at most 3 s"),
        Row("  until its text is marked", min(marked), "s"),
    ]


def annotate_rows(context: BrowserContext, server: Watched, model: str) -> list[Row]:
    """Reruns of Annotate on a short text, and a long text."""
    page, _ = visit(context, f"{server.url}/?language=English&model={model}")
    short = text_of(WORDS)
    runs = [rerun(page, server, f"{short} {number}।") for number in range(RERUNS)]
    same = [rerun(page, server, None) for _ in range(RERUNS)]
    empty = [rerun(page, server, "", shown="") for _ in range(RERUNS)]
    began = time.perf_counter()
    long = rerun(page, server, long_text())
    drawn = time.perf_counter() - began
    forward, cpu = least(runs, "forward_seconds"), least(runs, "forward_cpu")
    bare, reading = least(empty, "cpu"), least(runs, "reading_cpu")
    return [
        Row(f"One forward pass of {WORDS} words", 1e3 * forward, "ms"),
        Row("  in processor time", 1e3 * cpu, "ms"),
        Row(f"Rerun of Annotate, {WORDS} new words", 1e3 * least(runs, "seconds"), "ms"),
        Row("  against the forward pass", least(runs, "cpu") / cpu, "x", "at most 2 x"),
        Row("  the reading alone: pieces, pass, decode, scores", reading / cpu, "x", "at most 2 x"),
        Row("  without what an empty page costs", (least(runs, "cpu") - bare) / cpu, "x"),
        Row("Rerun of Annotate, the same words", 1e3 * least(same, "seconds"), "ms"),
        Row("  against the forward pass", least(same, "cpu") / cpu, "x", "at most 2 x"),
        Row("Rerun of Annotate without a text", 1e3 * least(empty, "seconds"), "ms"),
        Row("  against the forward pass of the text", bare / cpu, "x"),
        Row(f"{LONG} characters: script", long["seconds"], "s"),
        Row("  against the forward passes", long["cpu"] / long["forward_cpu"], "x"),
        Row("  until marked in the browser", drawn, "s", "usable"),
    ]


def least(runs: Sequence[Mapping[str, Any]], key: str) -> float:
    """The least value of ``key``."""
    return float(min(run[key] for run in runs))


def rerun(page: Page, server: Watched, text: str | None, shown: str = DOCUMENT) -> dict[str, Any]:
    """The record of one press of the button, with a new ``text`` in the box if there is one."""
    since = server.count
    if text is not None:
        page.locator("textarea").first.fill(text)
    page.get_by_test_id("stBaseButton-primary").first.click()
    deadline = time.monotonic() + 300
    while not (found := server.read("run", since)) and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    settle(page)
    if shown:
        page.locator(shown).first.wait_for()
    # The box may send its text before the button is down: two runs, the model in the first.
    found = server.read("run", since)
    return max(found, key=lambda run: (run["passes"], run["cpu"]))


def session_rows(context: BrowserContext, server: Watched, model: str) -> list[Row]:
    """Loads when pages are switched, and ten sessions at once."""
    page = context.pages[-1]
    for name, _ in (*MENU, *MENU):
        href = "/" if name == MENU[0][0] else f"/{name}"
        page.locator(f'[data-testid="stSidebarNavLink"][href$="{href}"]').first.click()
        settle(page)
    names = [record["name"] for record in server.read("load")]
    again = len(names) - len(set(names))
    one = server.memory()
    others = [context.new_page() for _ in range(SESSIONS - 1)]
    for number, other in enumerate(others):
        other.goto(f"{server.url}/?language=English&model={model}")
        settle(other)
        rerun(other, server, f"{text_of(WORDS)} {number}।")
    names = [record["name"] for record in server.read("load")]
    return [
        Row("Models loaded again while all pages were opened, twice", again, "", "0"),
        Row(f"Loads of {model} with {SESSIONS} sessions", names.count(model), "", "1"),
        Row("Server's memory with one session", one, "MB"),
        Row(f"Server's memory with {SESSIONS} sessions", server.memory(), "MB"),
    ]


def text_of(words: int) -> str:
    """The first ``words`` words of the examples."""
    text = "\n".join(examples().values())
    return text[: word_ranges(text)[words - 1][1]]


def long_text() -> str:
    """The examples again and again."""
    text = "\n".join(examples().values()) + "\n"
    return (text * (LONG // len(text) + 1))[:LONG]


if __name__ == "__main__":
    given = sys.argv[1:]
    chosen = DEFAULT_MODEL
    if "--model" in given:
        place = given.index("--model")
        chosen = given[place + 1]
        del given[place : place + 2]
    main(Path(given[0]) if given else None, chosen)
