"""The paper page through Streamlit's AppTest."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.evaluation.reports import read_report, report_files
from engine.paper.equations import EQUATIONS, source_of
from engine.paper.numbers import ADDRESS, CITATION, paper_findings, paper_numbers
from pages.parts.words import Words
from tests.app_page import opened_page

FINDINGS = paper_findings()
_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No reports but the shipped ones."""
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))


def opened(view: str = "", language: str = "English") -> AppTest:
    """The page in one of its views."""
    return opened_page("paper", language=language, **({"view": view} if view else {}))


@pytest.mark.parametrize("language", ["English", "বাংলা"])
def test_the_paper_is_cited_in_plain_text(language: str) -> None:
    assert opened(language=language).code[0].value == f"{CITATION}\n{ADDRESS}"


def test_each_equation_stands_above_its_code() -> None:
    app = opened("equations")
    assert [latex.value.strip("$\n ") for latex in app.latex] == [e.latex for e in EQUATIONS]
    places = [place for equation in EQUATIONS for place in equation.places]
    assert [code.value for code in app.code] == [source_of(place).text for place in places]
    for place, expander in zip(places, app.expander, strict=True):
        assert f"`{place.module}` · `{place.name}`" in expander.label


def test_paper_and_ours_stand_beside_each_other() -> None:
    app = opened("numbers")
    report = read_report(report_files()[0])
    table = app.dataframe[0].value.set_index("Model")
    row = "student-crf-kd"
    theirs = paper_numbers()["table_1"]["CRF-KD Student (4L)"]
    ours = report.evaluations["student-crf-kd"].piece
    assert list(table)[:3] == ["micro F1, % · paper", "micro F1, % · ours", "95% interval"]
    assert table.loc[row, "micro F1, % · paper"] == theirs["f1"]
    assert table.loc[row, "micro F1, % · ours"] == pytest.approx(100 * ours.scores.micro.f1)
    low, high = ours.scores.micro.ci95
    assert table.loc[row, "95% interval"] == f"{100 * low:.1f} – {100 * high:.1f}"
    classes = app.dataframe[2].value.set_index("Label")
    assert classes.loc["Hormone", "student"] == 27.27
    assert classes.loc["Macro F1: mean of the labels", "teacher"] == pytest.approx(35.67, abs=0.01)
    own = app.dataframe[3].value
    assert {Words("en").label(label) for label in report.labels} <= set(own["Label"])


def test_every_finding_is_shown_with_its_arithmetic() -> None:
    app = opened("findings")
    assert [text.value for text in app.text] == list(FINDINGS)
    assert any("= 44.08" in code.value for code in app.code)


@pytest.mark.parametrize("number", range(1, len(FINDINGS) + 1))
def test_each_finding_has_its_translation_with_the_same_figures(number: int) -> None:
    key = f"paper.finding.{number}"
    assert Words("en")(key) == FINDINGS[number - 1]
    bangla = Words("bn")(key).translate(_LATIN).replace("0.00003", "3e-5")
    assert figures(bangla) == figures(FINDINGS[number - 1].replace("1e-2", "0.01"))


def figures(text: str) -> set[str]:
    """The figures of a sentence, names such as F1, FP32 and INT8 left out."""
    names = re.sub(r"F1s?|FP32|32-বিট|INT8|বাইট", " ", text)
    return set(re.findall(r"\d+(?:[.,]\d+)*(?:e-\d)?", names))


def test_without_a_report_the_paper_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import pages.parts.report as report

    monkeypatch.setattr(report, "report_files", list)
    app = opened("numbers")
    assert "no report yet" in app.info[0].value
    assert "micro F1, % · paper" in app.dataframe[0].value
    assert not any(name.endswith("ours") for name in app.dataframe[0].value)
