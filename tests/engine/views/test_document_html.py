import textwrap
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tagging.span import Document, Span
from engine.text.clusters import cluster_ranges, snap_to_clusters
from engine.views.html import document_html, legend_html
from engine.views.marks import document_marks
from engine.views.parts import MarkPart, Note, document_parts
from engine.views.stylesheet import stylesheet

HOSTILE = "<script>alert(1)</script>\" onload='x' & <img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """Splits HTML into the shown text, the label tags, and the elements."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.elements, self.in_tag = "", [], [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if attributes.get("class") == "shonakto-label":
            self.in_tag = True
            self.tags.append("")

    def handle_endtag(self, tag):
        if tag == "span":
            self.in_tag = False

    def handle_data(self, data):
        if self.in_tag:
            self.tags[-1] += data
        else:
            self.text += data

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@st.composite
def documents(draw):
    alphabet = st.one_of(
        st.sampled_from("জ্বরক্ষেোিয়<>&\"' \n\r\t\u200d\u200c😀👩🏽"),
        st.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
    )
    text = draw(st.text(alphabet, max_size=30))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    labels = st.one_of(st.sampled_from(["MED", "DIS"]), st.just(HOSTILE))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return Document(text, tuple(Span(a, b, draw(labels)) for a, b in pairs))


@settings(deadline=None)
@given(documents())
def test_text_is_kept_and_labels_are_all_there(document):
    page = Page(document_html(document))
    assert page.text == document.text
    assert page.tags == [span.label for span in document.spans]


@settings(deadline=None)
@given(documents())
def test_streamlit_cannot_dedent_the_text(document):
    html = document_html(document)
    assert textwrap.dedent(html).strip() == html
    assert "\n" not in html


@settings(deadline=None)
@given(documents())
def test_marks_cut_no_cluster_and_do_not_overlap(document):
    edges = {edge for pair in cluster_ranges(document.text) for edge in pair}
    position = 0
    for mark in document_marks(document):
        assert position <= mark.start < mark.end
        assert {mark.start, mark.end} <= edges
        position = mark.end
        low, high = snap_to_clusters(document.text, mark.spans[0].start, mark.spans[0].end)
        assert low <= mark.start
        assert mark.end == high


@settings(deadline=None)
@given(documents())
def test_nothing_but_our_own_elements(document):
    page = Page(document_html(document, id_prefix=HOSTILE, names={"MED": HOSTILE}))
    assert {tag for tag, _ in page.elements} <= {"div", "mark", "span"}
    allowed = {"class", "lang", "id", "data-start", "data-end", "data-label", "title", "style"}
    assert all(set(attributes) <= allowed for _, attributes in page.elements)
    assert all("alert" not in attributes.get("style", "") for _, attributes in page.elements)


def test_attributes_of_a_span():
    document = Document("তার জ্বর", (Span(4, 8, "DIS", 0.987),))
    (mark,) = Page(document_html(document, names={"DIS": "রোগ"}, id_prefix="a")).of("mark")
    assert (mark["id"], mark["data-start"], mark["data-end"]) == ("a-0", "4", "8")
    assert (mark["data-label"], mark["title"]) == ("DIS", "DIS · রোগ · 0.99")


def test_gold_spans_have_no_score():
    (mark,) = Page(document_html(Document("জ্বর", (Span(0, 4, "DIS"),)))).of("mark")
    assert mark["title"] == "DIS"


@pytest.mark.parametrize("text", [HOSTILE, "</mark></div><b>", "&lt;b&gt;", "a\r\nb\rc\n"])
def test_hostile_text_is_only_text(text):
    page = Page(document_html(Document(text, (Span(0, 2, HOSTILE),))))
    assert page.text == text
    assert page.tags == [HOSTILE]
    assert not page.of("script") + page.of("img") + page.of("b")


def test_what_html_cannot_hold_is_replaced():
    html = document_html(Document("a\x00b\ud800c"))
    assert Page(html).text == "a\ufffdb\ufffdc"
    html.encode()


def test_a_conjunct_stays_whole():
    document = Document("ক্ষত", (Span(0, 1, "MED"),))
    assert document_marks(document)[0].end == 3


def test_two_spans_in_one_cluster_share_a_mark():
    document = Document("কি জ্বর", (Span(0, 1, "MED"), Span(1, 2, "DIS"), Span(3, 7, "CMT")))
    page = Page(document_html(document))
    assert page.text == document.text
    assert page.tags == ["MED", "DIS", "CMT"]
    assert len(page.of("mark")) == 2
    assert [a["id"] for _, a in page.elements if "id" in a] == ["span-0", "span-1", "span-2"]


def test_colors_do_not_depend_on_which_labels_occur():
    labels = ("Dosage", "Symptom", "Age")
    alone = document_html(Document("জ্বর", (Span(0, 4, "Symptom"),)), labels)
    both = document_html(Document("জ্বর হয়", (Span(0, 4, "Symptom"), Span(5, 7, "Age"))), labels)
    assert Page(alone).of("mark")[0]["style"] == Page(both).of("mark")[0]["style"]


def test_legend_shows_labels_and_names():
    page = Page(legend_html(["MED", HOSTILE], {"MED": "ওষুধ", HOSTILE: HOSTILE}))
    assert page.tags == ["MED", HOSTILE]
    assert "ওষুধ" in page.text
    assert HOSTILE in page.text
    assert not page.of("script")


def test_stylesheet_follows_both_themes():
    css = stylesheet()
    assert "\n" not in css
    assert "<" not in css
    assert "white-space: pre-wrap" in css
    assert "light-dark(" in css
    assert "prefers-color-scheme: dark" in css
    assert css.count("{") == css.count("}")


def test_notes_stand_in_the_mark_and_in_its_title():
    span = Span(0, 4, "MED")
    note = Note(("প্যারাসিটামল", HOSTILE), confirmed=True)
    page = Page(document_html(Document("নাপা খান", (span,)), notes={span: note}))
    assert page.text == "নাপা" + "প্যারাসিটামল" + HOSTILE + " খান"
    (mark,) = page.of("mark")
    assert mark["class"] == "shonakto-span is-confirmed"
    assert mark["title"] == f"MED · প্যারাসিটামল · {HOSTILE}"
    assert not page.of("script")


@settings(deadline=None)
@given(documents())
def test_parts_are_the_text_and_know_where_their_marks_stand(document):
    parts = document_parts(document)
    assert "".join(part if isinstance(part, str) else part.text for part in parts) == document.text
    marks = [part for part in parts if isinstance(part, MarkPart)]
    assert [tag.index for mark in marks for tag in mark.tags] == list(range(len(document.spans)))
    for mark in marks:
        assert document.text[mark.start :].startswith(mark.text)
