"""The annotate page through Streamlit's AppTest; the lexicon is the model."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine.models.registry as registry
import pages.parts.model as model
from engine.annotator import Annotator, ModelError, load
from engine.models.registry import RegisteredModel
from pages.parts.words import examples

APP = Path(__file__).parent.parent / "app.py"
NOTICES = ("চিকিৎসা-যন্ত্র নয়", "not a medical device")


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither shipped nor user's models: only the lexicon."""
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    model._load.clear()


@pytest.fixture
def with_int8(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[bool], None]:
    """Puts a model named int8 there, which is the lexicon in disguise."""

    def put(provisional: bool) -> None:
        found = [*registry.registered_models(), RegisteredModel("int8", tmp_path, 1)]
        lexicon = load("lexicon")
        config = replace(lexicon.config, provisional=provisional)
        int8 = Annotator("int8", lexicon.predictor, config)
        monkeypatch.setattr(model, "registered_models", lambda: found)
        monkeypatch.setattr(model, "load", lambda name: int8 if name == "int8" else lexicon)

    return put


def opened(**query: str) -> AppTest:
    """The app on its first page."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return checked(app.run())


def checked(app: AppTest) -> AppTest:
    """``app``, if nothing went wrong on it."""
    assert not app.exception
    return app


def typed(app: AppTest, text: str) -> AppTest:
    """The app after a user put ``text`` into the box."""
    return checked(app.text_area(key="text").set_value(text).run())


def html(app: AppTest) -> str:
    """All HTML of the page's own area."""
    return "".join(element.proto.body for element in app.main if element.type == "html")


def editor(app: AppTest) -> dict[str, Any]:
    """What the span editor was given to draw; AppTest does not know the element itself."""
    (element,) = (element for element in app.main if element.type == "bidi_component")
    (data,) = json.loads(element.proto.json)
    return data


def marks(app: AppTest) -> list[tuple[str, str]]:
    """Text and label of each mark on the page."""
    parts = [part for part in editor(app)["parts"] if not isinstance(part, str)]
    return [(part["text"], part["tags"][0]["label"]) for part in parts]


def test_the_example_is_there_marked_and_counted() -> None:
    app = opened()
    assert app.title[0].value == "চিহ্নিত করুন"
    assert app.text_area(key="text").value == examples()["clinic"]
    table = app.dataframe[0].value
    assert set(table["label"]) == {"MED", "ORG", "DIS", "HOR", "PHA", "CMT"}
    assert marks(app) == list(zip(table["text"], table["label"], strict=True))
    for row in table.itertuples():
        assert examples()["clinic"][row.start : row.end] == row.text
    assert f"রোগ · {'০১২৩৪৫৬৭৮৯'[(table['label'] == 'DIS').sum()]}" in html(app)


def test_every_mark_bears_its_label_as_text() -> None:
    app = typed(opened(), "ইনসুলিন")
    assert marks(app) == [("ইনসুলিন", "HOR")]
    assert list(app.dataframe[0].value.loc[0]) == ["ইনসুলিন", "HOR", "হরমোন", 0, 7, 1.0]


def test_an_empty_text_says_what_to_do() -> None:
    app = typed(opened(), " \n ")
    assert "পেস্ট" in app.info[0].value
    assert not app.dataframe
    assert not any(element.type == "bidi_component" for element in app.main)


def test_a_text_without_entities_says_so() -> None:
    app = typed(opened(language="English"), "আজ আকাশ মেঘলা।")
    assert app.subheader[0].value == "Marked: 0"
    assert any("found nothing" in info.value for info in app.info)


def test_the_language_is_taken_from_the_url_and_the_text_outlives_a_switch() -> None:
    app = typed(opened(language="English"), "ইনসুলিন")
    assert app.title[0].value == "Annotate"
    app.button_group(key="language").set_value("বাংলা").run()
    assert checked(app).title[0].value == "চিহ্নিত করুন"
    assert app.text_area(key="text").value == "ইনসুলিন"


def test_own_text_comes_back_after_a_look_at_an_example() -> None:
    app = typed(opened(), "ইনসুলিন")
    assert app.button_group(key="source").value == "own"
    checked(app.button_group(key="source").set_value("article").run())
    assert app.text_area(key="text").value == examples()["article"]
    checked(app.button_group(key="source").set_value("own").run())
    assert app.text_area(key="text").value == "ইনসুলিন"


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>জ্বর<script>alert(1)</script>",
        "</mark></div><style>*{display:none}</style>জ্বর",
        "**জ্বর** :red[কাশি] $$x$$ `ব্যথা` [link](https://example.org)",
        "জ্বর\x00\u202eকাশি\r\nব্যথা\u2028",
        "👨‍👩‍👧‍👦 জ্বর " * 2000,
    ],
)
def test_hostile_text_shows_as_text(text: str) -> None:
    app = typed(opened(), text)
    parts = editor(app)["parts"]
    assert "".join(part if isinstance(part, str) else part["text"] for part in parts) == text
    assert not any(tag in html(app) for tag in ("<img", "<script", "*{display"))
    said = [*app.markdown, *app.caption, *app.info, *app.warning, *app.error, *app.subheader]
    assert not any("কাশি" in element.value or "onerror" in element.value for element in said)


def test_the_text_stays_out_of_the_url() -> None:
    app = typed(opened(), "গোপন জ্বর")
    assert "গোপন" not in str(dict(app.query_params))


@pytest.mark.parametrize("language", ["বাংলা", "English"])
def test_the_notice_stands_in_both_languages(language: str) -> None:
    captions = " ".join(caption.value for caption in opened(language=language).caption)
    assert all(notice in captions for notice in NOTICES)


def test_without_a_trained_model_the_page_says_that_it_uses_the_word_list() -> None:
    app = opened(language="English")
    assert any("No trained model is here yet" in info.value for info in app.info)
    assert any("lexicon" in caption.value.replace("\\", "") for caption in app.caption)


@pytest.mark.parametrize("provisional", [True, False])
def test_int8_is_the_default_and_says_whether_it_is_provisional(
    with_int8: Callable[[bool], None], provisional: bool
) -> None:
    with_int8(provisional)
    app = opened(language="English")
    assert any("Model: **int8" in caption.value for caption in app.caption)
    assert bool(app.warning) == provisional
    assert not app.info


def test_a_broken_model_falls_back_to_the_word_list(
    with_int8: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_int8(False)
    good = model.load

    def load_or_fail(name: str) -> Annotator:
        if name == "int8":
            raise ModelError("expected a model, got half of one")
        return good(name)

    monkeypatch.setattr(model, "load", load_or_fail)
    app = opened(language="English")
    assert "could not be read" in app.error[0].value
    assert app.dataframe


def test_a_model_name_is_no_markdown() -> None:
    assert model.plain("my_model*[x](y)") == r"my\_model\*\[x\]\(y\)"
