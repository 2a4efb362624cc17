"""The generic behind a brand, inflected or not; and one rule for each two tables."""

from itertools import combinations
from pathlib import Path

import pytest

from engine.paths import lexicon_folder
from engine.tagging.generics import generic_of
from engine.tagging.lexicon import Lexicon
from engine.tagging.lexicon_check import check_lexicon
from engine.tagging.lexicon_rules import RULES, rule_for
from engine.tagging.lexicon_table import TABLES, read_rows


@pytest.mark.parametrize(
    ("surface", "generic"),
    [
        ("নাপা", "প্যারাসিটামল"),
        ("নাপার", "প্যারাসিটামল"),
        ("napa", "প্যারাসিটামল"),
        ("Napa-এর", "প্যারাসিটামল"),
        ("NAPA EXTRA", "প্যারাসিটামল + ক্যাফেইন"),
        ("নাপা এক্সট্রাতে", "প্যারাসিটামল + ক্যাফেইন"),
        ("প্যারাসিটামল", None),
        ("প্যারাসিটামলের", None),
        ("ইনসুলিন", None),
        ("জ্বর", None),
        ("টেবিল", None),
        ("", None),
    ],
)
def test_the_generic_behind_a_brand(surface: str, generic: str | None) -> None:
    assert generic_of(surface) == generic


def test_a_form_known_for_something_else_is_no_inflected_brand() -> None:
    lexicon = Lexicon({"কার": "MED", "কারে": "CMT"}, {"কার": "অ্যাসপিরিন"})
    assert lexicon.generic_of("কারকে") == "অ্যাসপিরিন"
    assert lexicon.generic_of("কারে") is None


def test_every_form_of_every_brand_gives_its_generic() -> None:
    brands = [row for row in read_rows(lexicon_folder() / "MED.tsv") if row.kind == "brand"]
    assert len(brands) > 1000
    wrong = [form for row in brands for form in row.forms if generic_of(form) != row.generic]
    assert wrong == []


def test_every_two_tables_have_a_rule() -> None:
    assert set(RULES) == {frozenset(pair) for pair in combinations(TABLES, 2)}


def test_a_form_in_two_tables_is_reported_with_the_rule(tmp_path: Path) -> None:
    for table in ("HOR", "MED"):
        (tmp_path / f"{table}.tsv").write_text("term\tgloss\nইনসুলিন\tinsulin\n", encoding="utf-8")
    (issue,) = check_lexicon(tmp_path).issues
    assert (issue.kind, issue.form) == ("conflict", "ইনসুলিন")
    assert issue.detail.endswith(f"; rule: {rule_for('MED', 'HOR')}")
