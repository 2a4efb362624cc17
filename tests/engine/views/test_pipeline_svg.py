"""The pipeline's picture is well-formed, holds its strings, and keeps them inside."""

from xml.etree import ElementTree

import pytest

from engine.views.found import stretches, whole_clusters
from engine.views.pipeline import COPIED, PipelineWords, pipeline_svg
from pages.parts.paper_pipeline import pipeline_words
from pages.parts.words import Language, Words

SVG = "{http://www.w3.org/2000/svg}"


def texts(words: PipelineWords) -> list[ElementTree.Element]:
    """The <text> elements of the picture."""
    return list(ElementTree.fromstring(pipeline_svg(words)).iter(f"{SVG}text"))


@pytest.mark.parametrize("language", ["bn", "en"])
def test_all_strings_are_drawn_inside_the_picture(language: Language) -> None:
    words = pipeline_words(Words(language))
    drawn = " ".join(element.text or "" for element in texts(words))
    for box in (words.data, words.tags, words.teacher, words.student, words.int8):
        assert " ".join(box) in drawn
    assert f"{words.copied} {words.taught}" in drawn
    root = ElementTree.fromstring(pipeline_svg(words))
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    assert width == 400
    for element in root.iter(f"{SVG}text"):
        assert 0 < int(element.attrib["y"]) < height
    assert len([e for e in root.iter(f"{SVG}rect") if e.get("fill")]) == 12 + len(COPIED)


def test_strings_are_escaped() -> None:
    box = ("<script>1</script>", "a & b")
    words = PipelineWords("<b>", box, box, box, box, "c", "d", ("1", "5", "9", "12"), box, box)
    assert "<script" not in pipeline_svg(words)
    assert any(element.text == "<script>1</script>" for element in texts(words))


def test_found_stretches_join_to_the_text() -> None:
    text = "আজ জ্বর, কাল জ্বর"
    ranges = whole_clusters(text, [(3, 4), (13, 17)])
    assert [text[a:b] for a, b in ranges] == ["জ্ব", "জ্বর"]
    cut = list(stretches(text, 0, ranges))
    assert "".join(stretch.text for stretch in cut) == text
    assert [stretch.text for stretch in cut if stretch.found] == ["জ্ব", "জ্বর"]
    assert [stretch.found for stretch in stretches("র, কাল", 6, ranges)] == [False]
    assert [stretch.text for stretch in stretches(text[2:5], 2, ranges)] == [" ", "জ্"]
