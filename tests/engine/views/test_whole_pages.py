import re

import pytest

from engine.tagging.span import Document, Span
from engine.views.pages import Leaf, Sheet, marked_page, report_page
from engine.views.parts import Note
from tests.engine.views.test_document_html import HOSTILE, Page

SPAN = Span(0, 4, "CMT", 0.5)
DOCUMENT = Document(f"জ্বর {HOSTILE}", (SPAN,))
SHEET = Sheet(
    HOSTILE, "bn", {"CMT": HOSTILE, "MED": "ওষুধ"}, ("গবেষণার জন্য", HOSTILE), {"Model": HOSTILE}
)
TABLE = (("Text", "Label"), ("জ্বর", HOSTILE))
LEAVES = [Leaf(DOCUMENT, HOSTILE, {SPAN: Note((HOSTILE,), True)}, TABLE), Leaf(DOCUMENT)]


@pytest.mark.parametrize("render", [marked_page, report_page])
def test_a_whole_file_that_shows_hostile_text_as_text(render):
    html = render(SHEET, LEAVES)
    page = Page(html)
    elements = {name for name, _ in page.elements}
    assert not elements & {"script", "img", "link", "iframe", "a", "form"}
    assert len(page.of("mark")) == 2
    assert HOSTILE in page.text
    assert "গবেষণার জন্য" in page.text
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize("render", [marked_page, report_page])
def test_it_needs_neither_network_nor_font_file(render):
    html = render(SHEET, LEAVES)
    assert not re.search(r"url\(|@import|@font-face|https?:", html)
    (policy,) = [a["content"] for a in Page(html).of("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_the_report_has_facts_and_a_table_that_prints():
    html = report_page(SHEET, LEAVES)
    page = Page(html)
    assert [len(page.of(name)) for name in ("table", "th", "td", "dt")] == [1, 2, 2, 1]
    assert "@page" in html
    assert "print-color-adjust: exact" in html
    assert not Page(marked_page(SHEET, LEAVES)).of("table")
