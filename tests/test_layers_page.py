"""The layers page through Streamlit's AppTest: curves of a report, and a tiny model cut."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine.models.registry as registry
import pages.parts.layer_cut as layer_cut
import pages.parts.model as model
import pages.parts.report as report
from engine.annotator import load
from engine.evaluation.depths import read_depths
from engine.evaluation.reports import Report
from engine.layers import annotate_by_depth
from engine.paths import assets
from pages.parts.layer_curves import reading
from pages.parts.words import Words, examples
from tests.app_pages import checked, html, opened
from tests.tiny_models import save_tiny

EN = Words("en")
SCORES = {"teacher": [0.1, 0.2, 0.4], "student": [0.3, 0.5]}
LAYERS = 3


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one tiny model of three layers."""
    home = tmp_path_factory.mktemp("home")
    save_tiny(home / "models" / "mine", "bert", layers=LAYERS)
    return home


@pytest.fixture(autouse=True)
def use_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That home, no shipped model, and a report with two curves."""
    curves = {
        name: [
            {"layers": k, "word_f1": f1, "piece_f1": f1 / 2, "token_accuracy": 0.8}
            for k, f1 in enumerate(values, start=1)
        ]
        for name, values in SCORES.items()
    }
    hinted = {name: [row | {"word_f1": 0.9} for row in rows] for name, rows in curves.items()}
    found = Report("made", {"figure_2": hinted, "figure_2_without_hints": curves})
    monkeypatch.setenv("SHONAKTO_HOME", str(home))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    monkeypatch.setattr(report, "chosen_report", lambda words: found)
    model._load.clear()


def figures(app: AppTest) -> list[dict]:
    """The two figures as JSON."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_the_networks_alone_come_first_and_hints_on_demand() -> None:
    app = opened("layers", language="English")
    lines = figures(app)[0]["data"]
    assert [line["y"][-1] for line in lines] == [values[-1] for values in SCORES.values()]
    hinted = checked(app.toggle(key="alone").set_value(False).run())
    assert {line["y"][-1] for line in figures(hinted)[0]["data"]} == {0.9}


def test_f1_and_accuracy_of_every_model_stand_side_by_side() -> None:
    f1, accuracy = figures(opened("layers", language="English"))
    assert [line["name"] for line in f1["data"]] == list(SCORES)
    assert f1["layout"]["title"]["text"] == EN("layers.f1.word")
    assert accuracy["layout"]["title"]["text"] == EN("layers.accuracy")
    assert len(accuracy["data"][0]["x"]) == 3


def test_models_can_be_left_out_and_the_papers_curves_laid_beside() -> None:
    app = opened("layers", language="English", curves="student", paper="true")
    f1, accuracy = figures(app)
    assert f1["data"][0]["name"] == "student"
    assert len(f1["data"]) == len(accuracy["data"]) == 3
    numbers = json.loads((assets() / "paper" / "numbers.json").read_text("utf-8"))
    paper = numbers["fig_2_layer_truncation"]["teacher_accuracy"]
    assert f1["layout"]["title"]["text"] == EN("layers.f1.piece")
    assert len(accuracy["data"][1]["x"]) == len(paper) == 12


def test_what_one_sees_is_said_for_each_model_shown() -> None:
    said = " ".join(m.value for m in opened("layers", language="English").markdown)
    assert "The first 1 keep 90% of the accuracy, but it takes 3 to keep 90% of F1" in said
    assert "it takes 2 to keep 90% of F1" in said


@pytest.mark.parametrize(
    ("f1", "accuracy", "said"),
    [
        ((0.1, 0.5), (0.8, 0.8), "নির্ভুলতার ৯০% রাখতে প্রথম ১টি স্তরই যথেষ্ট, F1-এর ৯০% রাখতে লাগে ২টি"),
        ((0.5, 0.5), (0.1, 0.8), "F1-এর ৯০% রাখতে প্রথম ১টি স্তরই যথেষ্ট, নির্ভুলতার ৯০% রাখতে লাগে ২টি"),
        ((0.5, 0.5), (0.8, 0.8), "দুটিরই ৯০% রাখতে লাগে ১টি স্তর"),
    ],
)
def test_the_sentence_follows_the_numbers(
    f1: tuple[float, ...], accuracy: tuple[float, ...], said: str
) -> None:
    sentence = reading("my_model", read_depths(f1, accuracy), Words("bn"))
    assert said in sentence
    assert r"my\_model" in sentence
    assert "৫০.০%" in sentence


def test_a_report_without_curves_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "chosen_report", lambda words: Report("made", {}))
    app = opened("layers", language="English")
    assert app.info[0].value == EN("layers.no_curves")


def test_without_a_pytorch_model_the_page_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    app = opened("layers", language="English")
    assert app.info[-1].value == EN("layers.no_model")
    assert not app.slider


def test_the_slider_cuts_the_model_and_all_layers_are_the_model_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = []

    def counted(annotator: object, text: str, *, hints: bool) -> object:
        runs.append(text)
        return annotate_by_depth(annotator, text, hints=hints)

    monkeypatch.setattr(layer_cut, "annotate_by_depth", counted)
    app = opened("layers", language="English")
    text = examples()["clinic"]
    expected = annotate_by_depth(load("mine"), text)
    assert len({document.spans for document in expected}) > 1
    for layers in range(1, LAYERS + 1):
        checked(app.slider(key="k").set_value(layers).run())
        said = next(m.value for m in app.markdown if "of 3 layers" in m.value)
        assert f"**{layers}** of 3 layers: {len(expected[layers - 1].spans)} marks" in said
    assert app.success[0].value == EN("compare.all_agree")
    assert "shonakto-note" not in html(app)
    assert runs == [text]


def test_a_shallower_model_takes_no_more_layers_than_it_has(home: Path) -> None:
    save_tiny(home / "models" / "shallow", "bert", layers=2)
    save_tiny(home / "models" / "flat", "bert", layers=1)
    app = opened("layers", k="3", cut="mine", language="English")
    assert app.slider(key="k").value == 3
    checked(app.selectbox(key="cut").select("shallow").run())
    assert app.slider(key="k").value == 2
    assert any("**2** of 2 layers" in m.value for m in app.markdown)
    checked(app.selectbox(key="cut").select("flat").run())
    assert EN("layers.one_layer") in [caption.value for caption in app.caption]
    assert not app.slider


def test_layers_come_from_the_url_and_text_does_not_go_there() -> None:
    app = opened("layers", k="1", cut="mine", language="English")
    assert app.slider(key="k").value == 1
    checked(app.text_area(key="tried_text").set_value("গোপন জ্বর").run())
    assert "গোপন" in html(app)
    assert "গোপন" not in str(dict(app.query_params))


def test_an_empty_text_says_what_to_do() -> None:
    app = opened("layers", language="English")
    checked(app.text_area(key="tried_text").set_value(" ").run())
    assert app.info[-1].value == EN("layers.empty")
