"""The JSONL of what is on screen: readable as a data set, with what the CSV tells too."""

import json
from pathlib import Path

from engine.formats.findings import render_findings
from engine.formats.read import read_dataset
from engine.tagging.findings import Choice, Screen, screen
from engine.tagging.span import Document, Span

TEXT = "জ্বর নেই। নাপা খান।"


def shown() -> Screen:
    napa = TEXT.index("নাপা")
    spans = (Span(0, 4, "CMT", 0.75), Span(napa, napa + 4, "MED"))
    return screen(Document(TEXT, spans, id="a"), Choice(("CMT", "MED")))


def test_each_span_tells_its_source_generic_and_negation() -> None:
    fever, napa = json.loads(render_findings([shown()]))["spans"]
    assert (fever["source"], fever["negated"], "generic" in fever) == ("model", True, False)
    assert (napa["source"], napa["negated"], napa["generic"]) == ("person", False, "প্যারাসিটামল")


def test_nothing_is_said_of_negation_where_nobody_looked() -> None:
    spans = json.loads(render_findings([shown()], negation=False))["spans"]
    assert not any("negated" in span for span in spans)


def test_it_is_read_as_what_was_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(render_findings([shown(), shown()]), encoding="utf-8")
    read = read_dataset(file)
    assert [document.spans for document in read.documents] == [shown().document.spans] * 2
    assert not read.issues
