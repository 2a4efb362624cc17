import csv
import io

import pytest

from engine.formats.span_table import render_span_table
from engine.tagging.findings import Choice, screen
from engine.tagging.span import Document, Span

TEXT = '👩‍⚕️ জ্বর নেই। নাপা, "ক,\r\nখ"'


def rows(**options):
    start = TEXT.index("ক,")
    spans = (
        Span(TEXT.index("জ্বর"), TEXT.index("জ্বর") + 4, "CMT", 0.98765),
        Span(TEXT.index("নাপা"), TEXT.index("নাপা") + 4, "MED", 1.0),
        Span(start, len(TEXT) - 1, "DIS"),
    )
    shown = screen(Document(TEXT, spans, id="a;b"), Choice(("CMT", "MED", "DIS")))
    table = render_span_table([shown], **options)
    return list(csv.DictReader(io.StringIO(table, newline="")))


def test_a_row_a_span_with_code_point_offsets_and_exact_surfaces():
    found = rows()
    assert [row["text"] for row in found] == ["জ্বর", "নাপা", "ক,\r\nখ"]
    for row in found:
        assert TEXT[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["document"] == "a;b"


def test_scores_sources_generics_and_negation():
    found = rows()
    assert [row["score"] for row in found] == ["0.9877", "1.0000", ""]
    assert [row["source"] for row in found] == ["model", "model", "person"]
    assert [row["generic"] for row in found] == ["", "প্যারাসিটামল", ""]
    assert [row["negated"] for row in found] == ["true", "false", "false"]
    assert [row["negated"] for row in rows(negation=False)] == ["", "", ""]


@pytest.mark.parametrize("name", ["=1+1", "+88", "-ve", "@SUM(A1)", "\tx", "\rx"])
def test_nothing_is_a_formula_to_a_spreadsheet(name):
    shown = screen(Document(name, (Span(0, len(name), "CMT"),), id=name), Choice(("CMT",)))
    (row,) = csv.DictReader(io.StringIO(render_span_table([shown]), newline=""))
    assert row["document"] == row["text"] == f"'{name}"
    assert (row["start"], row["end"]) == ("0", str(len(name)))
