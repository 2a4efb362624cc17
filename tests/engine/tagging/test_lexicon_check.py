"""``shonakto lexicon check``: every kind of error is found, and the shipped tables have none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from engine.paths import lexicon_folder
from engine.tagging.lexicon import NARROWEST_FIRST
from engine.tagging.lexicon_check import (
    LexiconReport,
    check_lexicon,
    render_lexicon_report,
    script_of,
)
from engine.tagging.lexicon_table import TABLES
from trainer.cli_lexicon import lexicon_app

ENOUGH_ROWS = {"MED": 1800, "DIS": 1000, "ORG": 450, "HOR": 100, "PHA": 300, "CMT": 900}
MED_HEADER = "term\tvariants\tgloss\tgeneric\tkind\n"


@pytest.fixture(scope="module")
def shipped() -> LexiconReport:
    return check_lexicon(lexicon_folder())


def table(folder: Path, name: str, *rows: str) -> None:
    header = MED_HEADER if name == "MED" else "term\tvariants\tgloss\n"
    (folder / f"{name}.tsv").write_text(header + "".join(f"{row}\n" for row in rows), "utf-8")


def found(folder: Path) -> list[tuple[str, str, int, str]]:
    issues = check_lexicon(folder).issues
    return [(issue.kind, issue.table, issue.line, issue.form) for issue in issues]


def test_the_shipped_tables_have_no_errors(shipped: LexiconReport) -> None:
    assert shipped.issues == ()


def test_the_shipped_tables_are_large_enough(shipped: LexiconReport) -> None:
    rows = {count.table: count.rows for count in shipped.tables}
    assert rows.keys() == ENOUGH_ROWS.keys()
    assert all(rows[name] >= least for name, least in ENOUGH_ROWS.items())


def test_the_tables_are_those_of_the_lexicon() -> None:
    assert set(TABLES) == set(NARROWEST_FIRST)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("জ\u09af\u09bc\tx\tx", "not in normal form"),
        ("ক\u09c7\u09beষ\t\tx", "not in normal form"),
        ("জ্বর\t\t", "empty cell"),
        ("\tজ্বর\tx", "empty cell"),
        ("জ্বর\tকাশি||হাঁচি\tx", "empty form"),
        ("জ্বর\tকাশি |হাঁচি\tx", "stray white space"),
        ("জ্বর\tশুকনো  কাশি\tx", "stray white space"),
        ("জ্বর\tাকাশি\tx", "cut grapheme cluster"),
        ("জ্বর\t্বর\tx", "cut grapheme cluster"),
        ("জ্বর\tকাশি\u200d\tx", "cut grapheme cluster"),
        ("জ্বর\tজ্বর\tx", "duplicate"),
        ("fever\tFever\tx", "duplicate"),
    ],
)
def test_one_bad_row(tmp_path: Path, row: str, kind: str) -> None:
    table(tmp_path, "CMT", row)
    assert kind in [issue[0] for issue in found(tmp_path)]


def test_forms_in_two_rows_and_in_two_tables(tmp_path: Path) -> None:
    table(tmp_path, "HOR", "অ্যামিলিন\tamylin\tx")
    table(tmp_path, "MED", "নাপা\t\tx\t\t", "এইস\tনাপা|Amylin\tx\t\t")
    assert found(tmp_path) == [
        ("duplicate", "MED", 3, "নাপা"),
        ("conflict", "HOR", 2, "amylin"),
    ]


def test_every_substance_of_a_brand_is_named(tmp_path: Path) -> None:
    table(
        tmp_path,
        "MED",
        "নাপা এক্সট্রা\tNapa Extra\tbrand of x\tপ্যারাসিটামল + ক্যাফেইন\tbrand",
        "প্যারাসিটামল\t\tx\t\t",
        "এইস\t\tbrand of paracetamol\t\tbrand",
        "রেনোভা\t\tx\tএইস প্লাস\tbrand",
        "এইস প্লাস\t\tx\tপ্যারাসিটামল\tbrand",
    )
    missing = [(i.line, i.detail) for i in check_lexicon(tmp_path).issues]
    assert missing == [(2, "ক্যাফেইন"), (4, ""), (5, "এইস প্লাস")]


def test_scripts() -> None:
    forms = ("জ্বর", "T4", "টাইপ 2", "PCSK9 ইনহিবিটর", "৩৬", "১২/৮")
    assert [script_of(form) for form in forms] == [
        "Bangla", "Latin", "Bangla", "mixed", "Bangla", "Bangla",
    ]  # fmt: skip


def test_the_text_report_names_table_and_line(tmp_path: Path) -> None:
    table(tmp_path, "ORG", "চোখ\tচোখ\teye")
    text = render_lexicon_report(check_lexicon(tmp_path))
    assert "errors  1\n  ORG line 2: duplicate: 'চোখ' (also ORG line 2)\n" in text


def test_the_command(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(lexicon_app, ["check"]).exit_code == 0
    assert runner.invoke(lexicon_app, ["check", str(tmp_path)]).exit_code == 2
    table(tmp_path, "ORG", "চোখ\tচোখ\teye")
    result = runner.invoke(lexicon_app, ["check", str(tmp_path), "--json"])
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert report["tables"][0] == {
        "table": "ORG", "rows": 1, "forms": 2,
        "scripts": {"Bangla": 2, "Latin": 0, "mixed": 0, "other": 0},
    }  # fmt: skip
    assert report["issues"][0]["kind"] == "duplicate"
