"""Several readings of one text: the same lines for all, differences told, nothing unescaped."""

import re

import pytest

from engine.tagging.span import Document, Span
from engine.views.aligned import DIFFERS, Row, aligned_html, aligned_style
from engine.views.figures.depths import DepthCurve, depth_curves
from engine.views.lines import matching_lines

TEXT = " মায়ের জ্বর আছে।  রোজ ইনসুলিন নেন?\n\nএখন কাশি নেই"


def reading(*marks: tuple[str, str]) -> Document:
    """TEXT with these surfaces labelled."""
    return Document(
        TEXT, tuple(Span(TEXT.index(s), TEXT.index(s) + len(s), label) for s, label in marks)
    )


A = reading(("জ্বর", "CMT"), ("ইনসুলিন", "HOR"))
B = reading(("জ্বর", "CMT"), ("ইনসুলিন", "MED"), ("কাশি", "CMT"))


def rows(*documents: Document) -> list[Row]:
    return [
        Row(letter, f"model {letter}", document)
        for letter, document in zip("ABCD", documents, strict=False)
    ]


def test_lines_are_sentences_without_outer_space_and_keep_every_span() -> None:
    lines = list(matching_lines((A, B)))
    assert [first.text for first, _ in lines] == [
        "মায়ের জ্বর আছে।",
        "রোজ ইনসুলিন নেন?",
        "এখন কাশি নেই",
    ]
    for i, document in enumerate((A, B)):
        surfaces = [line[i].surface(span) for line in lines for span in line[i].spans]
        assert surfaces == [document.surface(span) for span in document.spans]
    assert all(first.text == second.text for first, second in lines)


def test_a_span_over_a_sentence_border_joins_the_sentences() -> None:
    start, end = TEXT.index("আছে"), TEXT.index("ইনসুলিন") - 1
    lines = list(matching_lines((A, Document(TEXT, (Span(start, end, "DIS"),)))))
    assert [first.text for first, _ in lines] == [
        "মায়ের জ্বর আছে।  রোজ ইনসুলিন নেন?",
        "এখন কাশি নেই",
    ]


def test_no_lines_of_nothing_and_none_of_different_texts() -> None:
    assert list(matching_lines(())) == []
    assert list(matching_lines((Document(" \n "),))) == []
    with pytest.raises(ValueError, match="same text"):
        list(matching_lines((A, Document("জ্বর"))))


def test_each_sentence_has_a_row_a_model_and_only_differing_marks_a_note() -> None:
    html = aligned_html(rows(A, B))
    assert html.count('class="shonakto-line"') == 3
    assert html.count('class="shonakto-row"') == 6
    marks = re.findall(r"<mark.*?</mark>", html)
    differing = [re.sub("<[^>]*>", " ", mark).split() for mark in marks if "note" in mark]
    assert differing == [
        ["ইনসুলিন", "HOR", DIFFERS],
        ["ইনসুলিন", "MED", DIFFERS],
        ["কাশি", "CMT", DIFFERS],
    ]
    assert len(marks) == 5


def test_a_mark_must_be_in_all_of_many_rows() -> None:
    assert aligned_html(rows(A, A, A)).count("shonakto-note") == 0
    assert aligned_html(rows(A, A, reading())).count("shonakto-note") == 4


def test_sentences_without_a_difference_can_be_left_out() -> None:
    html = aligned_html(rows(A, B), only_differing=True)
    assert html.count('class="shonakto-line"') == 2
    assert "মায়ের" not in html
    assert aligned_html(rows(A, A), only_differing=True) == '<div class="shonakto-aligned"></div>'


def test_ids_are_used_once() -> None:
    ids = re.findall(r' id="([^"]*)"', aligned_html(rows(A, B, A), id_prefix="x"))
    assert len(ids) == len(set(ids)) == 7


def test_nothing_from_outside_becomes_html() -> None:
    hostile = "<img src=x>&\"'"
    document = Document(f"{hostile} জ্বর", (Span(len(hostile) + 1, len(hostile) + 5, "<b>"),))
    html = aligned_html([Row("<i>", hostile, document)] * 2, labels=("<b>",), names={"<b>": "<u>"})
    assert not re.search(r"<(img|b>[^A-D&]|i>|u>)", html)
    assert "&lt;img src=x&gt;" in html


def test_the_style_is_one_line_and_has_the_sign() -> None:
    assert "\n" not in aligned_style()
    assert DIFFERS in aligned_style()


def test_a_figure_has_a_line_a_model_over_its_layers() -> None:
    curves = [DepthCurve("teacher", (0.1, 0.4)), DepthCurve("<b>", (0.3,), faint=True)]
    figure = depth_curves(curves, "মাইক্রো F1", "স্তর").to_dict()
    assert [list(line["x"]) for line in figure["data"]] == [[1, 2], [1]]
    assert [line["name"] for line in figure["data"]] == ["teacher", "&lt;b&gt;"]
    assert figure["data"][0]["line"]["dash"] != figure["data"][1]["line"]["dash"]
    assert figure["layout"]["xaxis"]["title"]["text"] == "স্তর"
    assert figure["layout"]["title"]["text"] == "মাইক্রো F1"
    assert depth_curves([], "F1", "layers").to_dict()["data"] == []
