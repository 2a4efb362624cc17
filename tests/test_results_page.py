"""The results page through Streamlit's AppTest, on a small report made here."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import pages.parts.report as report
from engine.evaluation.errors import ERROR_KINDS
from engine.paths import assets
from pages.parts.results_cases import A_PAGE
from tests.small_reports import evaluations, gold_documents, write_report

PAGE = Path(__file__).parent.parent / "pages" / "results.py"
VIEWS = ("overview", "labels", "confusion", "errors", "speed", "pair", "scores", "training")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's home with two runs: one with details, one without."""
    folder = tmp_path_factory.mktemp("home")
    write_report(folder, "bare", details=False)
    write_report(folder, "small")
    return folder


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page reads that home."""
    monkeypatch.setenv("SHONAKTO_HOME", str(home))
    report._read.clear()


def opened(view: str = "overview", name: str = "small", **query: str) -> AppTest:
    """The page in a view, in English, on a report."""
    app = AppTest.from_file(str(PAGE), default_timeout=120)
    app.session_state["app_ran"] = True
    app.session_state["language"] = query.pop("language", "English")
    for key, value in {"view": view, "report": name, **query}.items():
        app.query_params[key] = value
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    """``app``, if nothing went wrong on it."""
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All running text of the page."""
    return "\n".join(
        element.value
        for kind in (app.markdown, app.caption, app.info, app.subheader)
        for element in kind
    )


def html(app: AppTest) -> str:
    """All HTML of the page."""
    return "".join(element.proto.body for element in app.main if element.type == "html")


def figure(app: AppTest, place: int = 0) -> dict:
    """A chart as plotly's JSON."""
    return json.loads(app.get("plotly_chart")[place].proto.spec)


@pytest.mark.parametrize("language", ["বাংলা", "English"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_in_both_languages(view: str, language: str) -> None:
    app = opened(view, language=language, paper="true")
    assert app.subheader
    assert app.get("plotly_chart")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_without_details(view: str) -> None:
    app = opened(view, "bare", results_gold="ORG", results_predicted="O",
                 results_kind="missed", results_label="ORG")  # fmt: skip
    assert app.subheader
    asks_for_own = "shonakto reproduce" in said(app)
    assert asks_for_own == (view in ("confusion", "errors", "scores"))


def test_the_shipped_report_is_drawn_with_its_own_labels() -> None:
    app = opened("labels", "healthner-small")
    shipped = json.loads((assets() / "reports" / "healthner-small.json").read_text("utf-8"))
    assert list(app.dataframe[0].value["Label"][:-2]) == shipped["data"]["labels"]


def test_one_switch_scores_the_same_predictions_twice() -> None:
    app = opened()
    heights = dict(zip(figure(app)["data"][0]["x"], figure(app)["data"][0]["y"], strict=True))
    app.button_group(key="results_measure").set_value("f1").run()
    lower = dict(zip(*(figure(checked(app))["data"][0][axis] for axis in "xy"), strict=True))
    table = app.dataframe[0].value.set_index("model")
    assert heights.keys() == lower.keys()
    assert 100 * heights["int8"] == pytest.approx(table.loc["int8", "accuracy"])
    assert 100 * lower["int8"] == pytest.approx(table.loc["int8", "micro"])
    assert lower["int8"] < heights["int8"]
    assert "falls from" in said(app)


def test_table_1_has_the_lexicon_intervals_and_the_papers_numbers_on_demand() -> None:
    app = opened()
    table = app.dataframe[0].value
    assert list(table["model"]) == ["lexicon", "student", "int8"]
    assert table["micro interval"].str.fullmatch(r"\[[\d.]+, [\d.]+\]").all()
    assert not any(name.startswith("paper") for name in table)
    app.toggle(key="paper").set_value(True).run()
    assert checked(app).dataframe[0].value.set_index("model").loc["student", "paper micro"] == 40.9
    assert "other data" in said(app)


def test_seeds_are_shown_with_mean_and_spread() -> None:
    app = opened()
    assert "Over 2 seeds" in said(app)
    assert set(app.dataframe[2].value["Micro F1: mean, %"]) == {45.0}


def test_a_network_is_shown_without_the_hints_it_was_trained_with() -> None:
    app = opened()
    assert "Without the word list's hints" in said(app)
    rows = evaluations(gold_documents())
    (row,) = app.dataframe[1].value.to_dict("records")
    assert row["model"] == "student"
    assert row["hinted"] == pytest.approx(100 * rows["student"].word.micro.f1)
    assert row["alone"] == pytest.approx(100 * rows["int8"].word.micro.f1)
    assert row["hinted"] != row["alone"]


def test_a_chosen_cell_opens_its_sentences_with_gold_and_predicted_marks() -> None:
    app = opened("confusion", results_gold="ORG", results_predicted="O")
    cases = int(figure_count(app, "ORG", "O"))
    assert f"{cases} places to read" in said(app)
    assert html(app).count("shonakto-document") == 2 * cases
    assert html(app).count('<span class="shonakto-note">◂ missed</span>') == cases


def figure_count(app: AppTest, gold: str, predicted: str) -> int:
    """The count of a cell in the drawn matrix."""
    points = figure(app)["data"][1]["customdata"]
    return next(count for a, b, count in points if (a, b) == (gold, predicted))


def test_a_click_on_a_cell_fills_the_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    import pages.parts.results_confusion as confusion

    state = {"results_confusion": {"selection": {"points": [{"customdata": ["DIS", "CMT", 2]}]}}}
    monkeypatch.setattr(confusion.st, "session_state", state)
    confusion.take_cell()
    assert (state["results_gold"], state["results_predicted"]) == ("DIS", "CMT")
    state["results_confusion"] = {"selection": {"points": []}}
    confusion.take_cell()
    assert state["results_gold"] == "DIS"


def test_many_places_are_read_a_page_at_a_time() -> None:
    app = opened("confusion", results_gold="CMT", results_predicted="CMT")
    assert html(app).count("shonakto-document") == 2 * A_PAGE
    first = html(app)
    app.pagination[0].set_value(2).run()
    assert html(checked(app)) != first


def test_tokens_are_read_too() -> None:
    app = opened(
        "confusion",
        results_level="tokens",
        results_gold="ORG",
        results_predicted="O",
    )
    assert "tokens of" in said(app)
    assert "shonakto-document" in html(app)
    app.selectbox(key="results_gold").set_value("O").run()
    assert "nothing to read here" in said(checked(app))


def test_markup_in_a_text_shows_as_text() -> None:
    app = opened("confusion", results_gold="CMT", results_predicted="CMT",
                 results_whole="true")  # fmt: skip
    for page in (1, 2, 3):
        if page <= app.pagination[0].num_pages:
            app.pagination[0].set_value(page).run()
            assert "<b>" not in html(app).replace("<b></b>", "")


def test_errors_are_counted_by_kind_and_label_and_open_their_sentences() -> None:
    app = opened("errors", results_kind="label", results_label="DIS")
    table = app.dataframe[0].value.set_index("Label")
    assert table.loc["Disease", "wrong label"] > 0
    count = int(table.loc["Disease", "wrong label"])
    assert html(app).count("shonakto-document") == 2 * count
    assert f"{count} of {table.loc['Disease', 'All']} errors" in said(app).replace("**", "")
    assert len(figure(app)["data"]) == len(ERROR_KINDS)


def test_two_models_are_compared_in_one_sentence() -> None:
    app = opened("pair", results_first="int8", results_second="lexicon")
    assert "**lexicon** beats **int8**" in said(app)
    app.selectbox(key="results_second").set_value("int8").run()
    assert "Choose two different models" in said(checked(app))


def test_without_details_a_listed_pair_is_read_from_the_report() -> None:
    app = opened("pair", "bare", results_first="lexicon", results_second="int8")
    assert "20.0 points higher (95% interval 10.0 to 30.0, p = 0.010)" in said(app)
    assert "holds zero" in said(app)  # macro
    app.selectbox(key="results_second").set_value("student").run()
    assert "holds no comparison" in said(checked(app))


def test_the_threshold_says_what_it_costs() -> None:
    app = opened("scores", results_row="int8")
    assert "From 0.50 on" in said(app)
    kept = said(app)
    app.slider(key="results_cut").set_value(1.0).run()
    assert "; 0 spans are kept" in said(checked(app))
    assert said(app) != kept


def test_no_model_chosen_says_so() -> None:
    app = opened("labels")
    app.button_group(key="results_rows").set_value([]).run()
    assert "Choose at least one" in said(checked(app))


def test_settings_of_another_report_do_no_harm() -> None:
    app = opened("confusion", results_gold="ORG", results_predicted="O")
    app.selectbox(key="report").set_value("healthner-small").run()
    checked(app)
    assert "Choose a cell" in said(app)
    opened("errors", "healthner-small", results_kind="missed", results_label="ORG")
    opened("overview", "small", results_row="nobody", results_rows="nobody")


def test_without_any_report_the_page_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "report_files", list)
    app = AppTest.from_file(str(PAGE), default_timeout=120)
    app.session_state["app_ran"] = True
    app.session_state["language"] = "English"
    assert "shonakto reproduce" in checked(app.run()).info[0].value
