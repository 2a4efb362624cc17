"""The guided demo through Streamlit's AppTest."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine.models.registry as registry
import pages.parts.model as model
from pages.parts.demo import EXAMPLE, STEPS
from pages.parts.words import Words, examples
from tests.app_page import checked, opened_page, staying


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither shipped nor user's models: only the lexicon."""
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    model._load.clear()


def press(app: AppTest, key: str, to: str) -> AppTest:
    """The app after a click on the button ``key``, which leads to the page ``to``."""
    return staying(checked(app.button(key=key).click().run()), to)


def place(app: AppTest) -> str:
    """The panel's heading; empty without a panel."""
    return next((text.value for text in app.markdown if text.value.startswith("**Demo")), "")


def test_the_button_begins_with_the_example_and_next_goes_on() -> None:
    app = press(opened_page("corpus", language="English"), "demo_start", "annotate")
    assert app.title[0].value == "Annotate"
    assert place(app) == "**Demo · step 1 of 5 · Annotate**"
    assert app.query_params["demo"] == "1"
    assert app.text_area(key="text").value == examples()[EXAMPLE]
    assert app.button(key="demo_back").disabled
    app = press(app, "demo_next", "compare")
    assert app.title[0].value == "Compare"
    assert app.query_params["demo"] == "2"
    assert app.session_state["tried_text"] == examples()[EXAMPLE]
    app = press(app, "demo_back", "annotate")
    assert place(app) == "**Demo · step 1 of 5 · Annotate**"


def test_an_address_opens_its_step_and_leaving_ends_it() -> None:
    app = opened_page("annotate", demo="5", language="English")
    assert app.title[0].value == "Distill"
    assert not [button for button in app.button if button.key == "demo_next"]
    app = press(staying(app, "distill"), "demo_leave", "distill")
    assert place(app) == ""
    assert "demo" not in app.query_params
    assert app.button(key="demo_start")


def test_away_from_a_step_the_panel_leads_back() -> None:
    app = opened_page("results", demo="3", language="English")
    del app.query_params["demo"]  # as a click in the menu does
    app = checked(staying(app, "paper").run())
    assert app.title[0].value == "The paper"
    assert place(app) == "**Demo · step 3 of 5 · Results**"
    assert press(app, "demo_return", "results").title[0].value == "Results"


def test_what_the_presenter_typed_at_a_step_stays() -> None:
    app = opened_page("annotate", demo="1", language="English")
    checked(app.text_area(key="text").set_value("জ্বর").run())
    checked(app.button_group(key="language").set_value("বাংলা").run())
    assert app.text_area(key="text").value == "জ্বর"


@pytest.mark.parametrize("step", ["0", "6", "x", "", "1.5"])
def test_an_unknown_step_is_no_demo(step: str) -> None:
    app = opened_page("paper", demo=step, language="English")
    assert app.title[0].value == "The paper"
    assert place(app) == ""


def test_every_step_has_its_words() -> None:
    for words in (Words("bn"), Words("en")):
        for step in range(1, len(STEPS) + 1):
            assert words(f"demo.show.{step}")
            assert words(f"demo.say.{step}")


def test_the_second_step_lays_the_large_model_beside_the_small_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()  # the shipped models are needed
    app = press(opened_page("annotate", demo="1", language="English"), "demo_next", "compare")
    assert app.multiselect(key="models").value == ["teacher-crf", "int8"]
    assert opened_page("compare", demo="2").multiselect(key="models").value == [
        "teacher-crf",
        "int8",
    ]
