"""The corpus page through Streamlit's AppTest; the lexicon is the model."""

import ast
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine.models.registry as registry
import pages.parts.model as model
from engine.annotator import load
from engine.corpus.splits import shipped_splits
from engine.evaluation.mistakes import judge_model, most_wrong
from pages.parts.corpus_check import issue_name
from pages.parts.corpus_texts import A_PAGE, GENRES
from pages.parts.words import Words
from tests.app_page import ROOT, checked, html_of, opened_page

TEST = shipped_splits()["test"]


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither shipped nor user's models: only the lexicon."""
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    model._load.clear()


def opened(view: str = "", **query: str) -> AppTest:
    """The page in one of its views."""
    return opened_page("corpus", **({"view": view} if view else {}), **query)


def test_the_numbers_are_those_of_the_splits() -> None:
    app = opened(language="English")
    assert app.title[0].value == "Corpus"
    table = app.dataframe[0].value.set_index("Split")
    assert table.loc["Test", "Texts"] == len(TEST)
    assert table.loc["Test", "DIS"] == sum(s.label == "DIS" for d in TEST for s in d.spans)
    parts = ["Training", "Validation", "Test"]
    assert table.loc[parts, "Spans"].sum() == table.loc["All", "Spans"]
    assert app.dataframe[1].value["Texts"].sum() == table.loc["All", "Texts"]
    assert "do not occur in the training texts" in app.markdown[0].value


def test_every_genre_has_its_name() -> None:
    found = {document.meta["genre"] for part in shipped_splits().values() for document in part}
    assert found == set(GENRES)


def test_terms_are_listed_and_ambiguous_ones_shown_in_their_place() -> None:
    app = opened("surfaces", language="English")
    checked(app.button_group(key="corpus_surfaces_label").set_value("DIS").run())
    assert app.subheader[0].value == "Commonest terms: Disease"
    table = app.dataframe[0].value
    labels = table.drop(columns="Term")
    assert ((labels > 0).sum(axis=1) > 1).all()
    assert len(app.expander) == len(table)
    assert html_of(app).count("<mark") == (labels > 0).sum().sum()


def test_search_finds_and_highlights() -> None:
    app = opened("texts")
    checked(app.text_input(key="corpus_search").set_value("ইনসুলিন").run())
    whole = [document for part in shipped_splits().values() for document in part]
    count = sum("ইনসুলিন" in document.text for document in whole)
    assert count > A_PAGE
    assert app.subheader[0].value.startswith(f"{Words('bn').number(count)}টি")
    shown = html_of(app)
    assert shown.count("shonakto-document") == A_PAGE
    assert shown.count('<span class="shonakto-found">ইনসুলিন</span>') >= A_PAGE
    checked(app.text_input(key="corpus_search").set_value("<b>নেই</b>").run())
    assert app.info
    assert "<b>" not in html_of(app)


def test_what_is_searched_for_stays_out_of_the_url() -> None:
    app = opened("texts")
    checked(app.text_input(key="corpus_search").set_value("গোপন").run())
    assert dict(app.query_params) == {"view": "texts"}


def test_agreement_has_a_row_a_label_and_both_means() -> None:
    app = opened("quality", language="English")
    table = app.dataframe[0].value
    assert len(table) == 8
    assert table["95% interval of F1"].str.fullmatch(r"[\d.]+ – [\d.]+").all()
    assert {expander.label for expander in app.expander} == {
        "Annotation guidelines",
        "Datasheet",
    }


def upload(app: AppTest, name: str, content: str) -> AppTest:
    """The page after a file was given."""
    return checked(app.file_uploader(key="corpus_file").upload(name, content.encode()).run())


GOOD = '{"text": "ইনসুলিন নিন", "spans": [{"start": 0, "end": 7, "label": "HOR"}]}'
WRONG = '{"text": "ইনসুলিন নিন", "id": "2", "spans": [{"start": 0, "end": 7, "label": "MED"}]}'
OFF = '{"text": "ইনসুলিন নিন", "spans": [{"start": 0, "end": 7, "label": "HOR", "text": "নিন"}]}'


def test_a_checked_file_shows_its_issues_with_rows() -> None:
    app = opened("check", language="English")
    assert "row numbers" in app.info[0].value
    app = upload(app, "two.jsonl", f"{GOOD}\n{OFF}\n")
    assert [metric.value for metric in app.metric] == ["2", "0", "1", "2", "2"]
    issue = app.dataframe[-1].value.iloc[0]
    assert (issue["Row"], issue["Line"], issue["Label"], issue["Text"]) == (2, 2, "HOR", "নিন")


@pytest.mark.parametrize(("language", "said"), [("English", "used"), ("বাংলা", "গেল না")])
def test_a_bad_file_is_one_sentence_and_the_page_keeps_what_was_there(
    language: str, said: str
) -> None:
    app = upload(opened("check", language=language), "good.jsonl", GOOD)
    before = [metric.value for metric in app.metric]
    app = upload(app, "<b>bad*.csv", "a,b\n1,2\n")
    assert said in app.error[0].value
    assert r"\<b\>bad\*\.csv" in app.error[0].value
    assert app.code[0].value.startswith("<b>bad*.csv, line 1: expected the columns")
    assert [metric.value for metric in app.metric] == before


@pytest.mark.parametrize(
    ("language", "said"), [("English", "not a data file"), ("বাংলা", "তথ্যের ফাইল নয়")]
)
def test_another_kind_of_file_is_refused_in_the_chosen_language(language: str, said: str) -> None:
    app = upload(opened("check", language=language), "a.csv", "%PDF-1.4")
    assert said in app.error[0].value
    assert not app.code


def test_a_model_s_worst_texts_come_first() -> None:
    app = opened("errors", language="English")
    results = judge_model(load("lexicon"), TEST)
    worst = most_wrong(results)
    assert f"{len(worst)} of {len(TEST)} texts" in app.markdown[0].value
    shown = re.findall(r'id="(gold|predicted)-(\d+)-0"', html_of(app))
    assert int(shown[0][1]) == worst[0].index
    assert {side for side, _ in shown} == {"gold", "predicted"}
    table = app.dataframe[0].value.set_index("Kind of error")
    assert table["All"].sum() == sum(len(result.errors) for result in results)
    checked(app.button_group(key="corpus_errors_kinds").set_value(["label"]).run())
    assert app.subheader[0].value.endswith(str(len(most_wrong(results, frozenset({"label"})))))


def issue_kinds() -> set[str]:
    """Kinds of issues that the readers name in so many words."""
    kinds: set[str] = set()
    for file in (ROOT / "engine" / "formats").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                place = {"Issue": 0, "note": 1}.get(name, 9)
                argument = node.args[place] if place < len(node.args) else None
                if isinstance(argument, ast.Constant):
                    kinds.add(argument.value)
    return kinds


def test_every_kind_of_issue_has_its_name() -> None:
    kinds = issue_kinds()
    assert len(kinds) >= 9
    for words in (Words("bn"), Words("en")):
        assert all(issue_name(kind, words) for kind in kinds)


def test_kinds_that_repairs_of_cells_are_called_have_their_names(tmp_path: Path) -> None:
    from engine.formats.upload import check_upload

    head = "Medical Text,Medicine/Chemical Name,Organ,Disease,Hormone,Pharmacological Class,"
    rows = (
        'জ্বর কাশি ক খ,"""ক"", (খ; জ্বর।, কাশি (ক, খ)",,"Disease: জ্বর",,,"জ্বর, জ্বর"\n'
        "জ্বর কাশি,,,,,,'জ্বর'.\nজ্বর কাশি,,,,,,'জ্বর'.\n,,,,,,\n"
    )
    report = check_upload("a.csv", f"\ufeff{head}Common Medical Terms\n{rows}".encode())
    kinds = {*report.repairs, *report.open_kinds}
    assert len(kinds) > 5
    for words in (Words("bn"), Words("en")):
        assert all(issue_name(kind, words) for kind in kinds)
