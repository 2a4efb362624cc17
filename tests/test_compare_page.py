"""The compare page through Streamlit's AppTest: two tiny PyTorch models and the word list."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine.models.registry as registry
import pages.parts.compare_many as compare_many
import pages.parts.model as model
from engine.annotator import load
from engine.evaluation.differences import DIFFERENCE_KINDS, count_kinds, span_differences
from engine.views.aligned import DIFFERS
from pages.parts.words import Words, examples
from tests.app_pages import checked, html, opened
from tests.tiny_models import DOCUMENTS, save_tiny

EN = Words("en")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two tiny models."""
    home = tmp_path_factory.mktemp("home")
    save_tiny(home / "models" / "one", "bert", layers=3)
    save_tiny(home / "models" / "two", "modernbert")
    return home


@pytest.fixture(autouse=True)
def use_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That home, no shipped model, and a corpus of a dozen texts."""
    monkeypatch.setenv("SHONAKTO_HOME", str(home))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    monkeypatch.setattr(compare_many, "_test_split", lambda: DOCUMENTS)
    model._load.clear()


def compared(*names: str, **query: str) -> AppTest:
    """The page in English, on these models."""
    return opened("compare", models=list(names), language="English", **query)


def texts(app: AppTest) -> str:
    """What Markdown elements say."""
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return " ".join(element.value for kind in kinds for element in kind)


def test_one_model_alone_says_how_to_get_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    app = opened("compare", language="English")
    assert EN("compare.one_model") in [info.value for info in app.info]
    assert not app.dataframe


def test_fewer_than_two_chosen_says_to_choose() -> None:
    assert EN("compare.too_few") in [info.value for info in compared("one").info]


def test_the_differences_are_those_of_the_models() -> None:
    app = compared("lexicon", "one")
    text = examples()["clinic"]
    differences = span_differences(load("lexicon").annotate(text), load("one").annotate(text))
    counts, table = app.dataframe[0].value, app.dataframe[1].value
    assert list(counts.iloc[0]) == [count_kinds(differences)[kind] for kind in DIFFERENCE_KINDS]
    assert len(table) == sum(difference.kind != "agreed" for difference in differences)
    first = table.iloc[0]
    said = first.iloc[0] if first.iloc[0] != "–" else first.iloc[1]
    assert text[first["Start"] :].startswith(said.split(" · ")[0])


def test_each_sentence_has_a_row_a_model_and_signs_where_they_differ() -> None:
    app = compared("lexicon", "one", "two")
    shown = html(app)
    assert shown.count("shonakto-line") * 3 == shown.count('class="shonakto-row"')
    assert DIFFERS in shown
    assert all(f"<b>{letter}</b>" in shown for letter in "ABC")
    assert "different labels" in app.warning[0].value
    checked(app.toggle(key="only").set_value(True).run())
    fewer = html(app)
    assert fewer.count("shonakto-note") == shown.count("shonakto-note")
    assert fewer.count("shonakto-line") <= shown.count("shonakto-line")


def test_more_than_two_models_are_held_against_a_chosen_reference() -> None:
    app = compared("lexicon", "one", "two")
    assert list(app.dataframe[0].value["Pair"]) == ["A – B", "A – C"]
    checked(app.selectbox(key="reference").select("two").run())
    assert list(app.dataframe[0].value["Pair"]) == ["C – A", "C – B"]


def test_a_model_with_itself_by_another_name_agrees(home: Path) -> None:
    save_tiny(home / "models" / "one-again", "bert", layers=3)
    app = compared("one", "one-again")
    assert app.success[0].value == EN("compare.all_agree")
    assert DIFFERS not in html(app)


def test_latency_is_measured_only_when_asked_for_and_for_this_very_text() -> None:
    app = compared("lexicon", "one")
    assert EN("compare.column.p50") not in app.dataframe[-1].value
    press(app, "compare.measure")
    costs = app.dataframe[-1].value
    assert (costs[EN("compare.column.p50")] > 0).all()
    assert (costs[EN("compare.column.size")] > 0).all()
    assert f"{len(examples()['clinic'])} code points" in texts(app)
    checked(app.text_area(key="tried_text").set_value("জ্বর").run())
    assert EN("compare.column.p50") not in app.dataframe[-1].value


def test_the_corpus_gives_rates_with_intervals_and_disputed_texts_with_gold() -> None:
    app = compared("lexicon", "one", view="corpus")
    assert not app.dataframe
    press(app, "compare.start", texts=len(DOCUMENTS))
    row = app.dataframe[0].value.iloc[0]
    low, high = row["95% interval"].split(" – ")
    rate = float(row["Disagreement"].rstrip("%"))
    assert float(low.rstrip("%")) <= rate <= float(high.rstrip("%"))
    assert rate == pytest.approx(
        100 * row["In one only"] / (2 * row["In both"] + row["In one only"]), abs=0.05
    )
    shown = [int(expander.label.split()[0].strip("*")) for expander in app.expander]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == compare_many.PAGE
    assert html(app).count("<b>✓</b>") >= len(shown)
    (pages,) = app.get("pagination")
    checked(pages.set_value(2).run())
    assert 0 < len(app.expander) < compare_many.PAGE


def test_a_file_is_compared_text_by_text() -> None:
    app = compared("lexicon", "one", view="file")
    lines = [json.dumps({"text": document.text}) for document in DOCUMENTS[:4]]
    upload(app, "texts.jsonl", "\n".join(lines).encode())
    press(app, "compare.start", texts=4)
    assert list(app.dataframe[0].value["Texts"]) == [4]
    assert "<b>✓</b>" not in html(app)


@pytest.mark.parametrize("name", ["a.txt", "**x** <b>.pdf"])
def test_a_file_that_cannot_be_read_gets_one_sentence(name: str) -> None:
    app = compared("lexicon", "one", view="file")
    upload(app, name, b"")
    assert len(app.error) == 1
    assert "**x**" not in app.error[0].value


def test_a_broken_model_is_left_out_and_said(home: Path) -> None:
    folder = save_tiny(home / "models" / "broken", "bert")
    (folder / "model.safetensors").write_bytes(b"nothing")
    app = compared("lexicon", "one", "broken")
    assert "broken could not be read" in app.error[0].value
    assert html(app).count("<b>B</b>")


@pytest.mark.parametrize("text", ["<script>1</script> জ্বর **x** [y](z)", " \n "])
def test_text_stays_text_and_out_of_the_url(text: str) -> None:
    app = checked(compared("lexicon", "one").text_area(key="tried_text").set_value(text).run())
    assert "<script" not in html(app)
    assert "[y](z)" not in texts(app)
    assert "জ্বর" not in str(dict(app.query_params))
    assert ("Paste Bangla text" in texts(app)) == (not text.strip())


def test_an_own_text_stays_when_the_language_changes() -> None:
    app = checked(compared("lexicon", "one").text_area(key="tried_text").set_value("জ্বর").run())
    app.session_state["language"] = "বাংলা"
    assert checked(app.run()).text_area(key="tried_text").value == "জ্বর"
    assert app.title[0].value == "তুলনা"
    assert [*app.multiselect(key="models").value] == ["lexicon", "one"]


def test_a_title_cuts_no_cluster_and_is_no_markdown() -> None:
    app = compared("lexicon", "one", view="file")
    upload(app, "t.txt", ("*জ্বর* " * 12).encode())
    press(app, "compare.start", texts=1)
    assert r"\*জ্বর\*" in app.expander[0].label
    assert app.expander[0].label.endswith("…")


def press(app: AppTest, key: str, **values: int) -> None:
    """Press the button with this string."""
    (button,) = [button for button in app.button if button.label == EN(key, **values)]
    checked(button.click().run())


def upload(app: AppTest, name: str, data: bytes) -> None:
    """Give the page a file."""
    checked(app.file_uploader(key="compared_file").set_value((name, data, "text/plain")).run())
