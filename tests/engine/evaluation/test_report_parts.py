"""What pages read of a report beside its scores: lesson, comparisons, measurements, paper."""

import json
from dataclasses import replace

import pytest

from engine.evaluation.intervals import Difference, compare
from engine.evaluation.lesson import starkest, unmarked_accuracy
from engine.evaluation.measured import machine, seed_rows, speed_rows, training
from engine.evaluation.paired import compared, is_clear, listed_pairs
from engine.evaluation.paper import (
    paper_figure_3,
    paper_support,
    paper_table_1,
    paper_table_2,
    paper_table_3,
)
from engine.evaluation.reports import Report
from engine.paths import assets
from engine.tagging.bio import OUTSIDE, spans_to_tags
from engine.text.words import unit_ranges
from tests.small_reports import evaluations, gold_documents, payload

NUMBERS = json.loads((assets() / "paper" / "numbers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def report() -> Report:
    rows = evaluations(gold_documents())
    return Report("small", payload(rows), rows)


def without_details(report: Report) -> Report:
    rows = {name: replace(row, results=()) for name, row in report.evaluations.items()}
    return Report(report.name, report.payload, rows)


def test_marking_nothing_gets_the_share_of_outside_tokens(report: Report) -> None:
    tags = [
        tag
        for document in gold_documents()
        for tag in spans_to_tags(document.spans, unit_ranges(document.text))
    ]
    expected = tags.count(OUTSIDE) / len(tags)
    assert unmarked_accuracy(report.evaluations["int8"].confusion) == pytest.approx(expected)


def test_the_starkest_text_has_no_hit_and_the_highest_accuracy(report: Report) -> None:
    results = report.evaluations["int8"].results
    found = starkest(results)
    assert found is not None
    assert found.word.summed.tp == 0
    others = [r for r in results if not r.word.summed.tp and r.predicted and r.piece.pieces >= 8]
    assert found.piece.token_accuracy == max(r.piece.token_accuracy for r in others)
    assert starkest(report.evaluations["lexicon"].results) is None


def test_with_details_any_two_models_are_compared(report: Report) -> None:
    mine, theirs = (report.evaluations[row].results for row in ("lexicon", "student"))
    expected = compare([r.word for r in mine], [r.word for r in theirs])
    assert compared(report, "lexicon", "student") == expected
    assert expected.micro.delta > 0
    assert is_clear(expected.micro)


def test_without_details_only_listed_pairs_are_known_in_either_order(report: Report) -> None:
    bare = without_details(report)
    (listed,) = listed_pairs(bare)
    assert compared(bare, "int8", "lexicon") == listed.comparison
    turned = compared(bare, "lexicon", "int8")
    assert turned is not None
    assert turned.micro == Difference(0.2, (0.1, 0.3), 0.01)
    assert compared(bare, "student", "lexicon") is None


@pytest.mark.parametrize(
    ("interval", "clear"), [((0.1, 0.2), True), ((-0.2, -0.1), True), ((-0.1, 0.1), False)]
)
def test_a_difference_is_clear_if_its_interval_leaves_zero_out(
    interval: tuple[float, float], clear: bool
) -> None:
    assert is_clear(Difference(0.0, interval, 0.5)) == clear


def test_measurements_come_from_the_report(report: Report) -> None:
    assert {row.pieces for row in speed_rows(report)} == {24, 40, 128}
    found = machine(report)
    assert found is not None
    assert found.processor == "Test CPU"
    assert [epoch.step for epoch in training(report)["student"]] == [10, 20]
    assert {row.model: row.micro.mean for row in seed_rows(report)}["int8"] == 0.45


def test_a_report_that_measured_nothing_else_is_empty(report: Report) -> None:
    bare = Report("bare", {"data": report.payload["data"]}, report.evaluations)
    assert speed_rows(bare) == ()
    assert machine(bare) is None
    assert training(bare) == {}
    assert seed_rows(bare) == ()
    assert listed_pairs(bare) == ()


def test_the_papers_numbers_become_fractions_by_our_rows() -> None:
    crf = NUMBERS["table_1"]["CRF-KD Student (4L)"]
    assert paper_table_1(NUMBERS)["student-crf-kd"].f1 == pytest.approx(crf["f1"] / 100)
    assert paper_table_2(NUMBERS)["teacher"].p50_ms == 54.14
    teacher = paper_table_3(NUMBERS)["teacher"]
    assert teacher.macro_f1 == pytest.approx(0.3567, abs=5e-5)  # as the findings say
    assert set(teacher.f1) == set(paper_support(NUMBERS))
    assert paper_figure_3(NUMBERS)["teacher"].f1[-1] == pytest.approx(teacher.micro_f1)


def test_every_row_of_the_papers_tables_is_found() -> None:
    assert {row.name for row in paper_table_1(NUMBERS).values()} == set(NUMBERS["table_1"])
    assert {row.name for row in paper_table_2(NUMBERS).values()} == set(NUMBERS["table_2"])
