"""The distill page's logic: what can be asked for, what is refused, what is shown."""

import json
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest
from streamlit.testing.v1 import AppTest

from engine.models import registry
from pages.parts.distill_data import UPLOAD
from pages.parts.words import Words
from tests.trainer.jobs.small_home import TEACHER, asked, save_teacher, save_texts
from trainer.jobs.folders import find_run, queued_runs, runs_folder
from trainer.jobs.queue import enqueue
from trainer.jobs.view import STUDENT
from trainer.runs import RunFolder

ROOT = Path(__file__).parent.parent
TEXTS = "home/texts.jsonl"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model but the word list; a started run is held by this very process."""
    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path))
    monkeypatch.setattr(registry, "bundled_models", lambda: tmp_path / "shipped")
    monkeypatch.setattr("trainer.jobs.queue.start_detached", lambda folder: psutil.Process())


def opened(language: str = "English", **query: str) -> AppTest:
    """The page, as a link opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for key, value in {"language": language, **query}.items():
        app.query_params[key] = value
    return checked(app.switch_page("pages/distill.py").run())


def checked(app: AppTest) -> AppTest:
    """``app``, if nothing went wrong on it."""
    assert not app.exception
    return app


def with_texts(language: str = "English", **query: str) -> AppTest:
    """The page with the twenty texts chosen."""
    save_texts()
    app = opened(language, **query)
    return checked(app.selectbox(key="data").set_value(TEXTS).run())


def started(app: AppTest) -> AppTest:
    """The app after a click on the start button."""
    return checked(app.button(key="start_run").click().run())


def said(app: AppTest) -> str:
    """All plain sentences of the page."""
    parts = [*app.markdown, *app.caption, *app.warning, *app.error, *app.info, *app.success]
    return "\n".join(part.value.replace("\\", "") for part in parts)


def test_without_a_teacher_the_page_says_what_to_do() -> None:
    app = opened("বাংলা")
    assert "PyTorch" in app.info[0].value
    assert "models" in app.info[0].value
    assert not [button for button in app.button if button.key == "start_run"]


@pytest.mark.parametrize(("layers", "chosen"), [(12, [1, 5, 9, 12]), (2, [1])])
def test_the_form_proposes_what_suits_the_teacher(layers: int, chosen: list[int]) -> None:
    save_teacher(layers=layers)
    app = with_texts()
    assert app.multiselect(key="layers").value == chosen
    assert app.number_input(key="rate").value == 6e-4
    assert app.number_input(key="epochs").value == 5
    assert "16 texts to learn from, 2 to validate, 2 to test" in said(app)
    assert "this takes about 1 min" in said(app)
    assert not app.warning


def test_teacher_and_layers_are_in_the_address_and_outlive_the_language() -> None:
    save_teacher("a-teacher", layers=12)
    save_teacher("b-teacher", layers=12)
    app = opened(teacher="b-teacher", layers="2,7")
    assert app.selectbox(key="teacher").value == "b-teacher"
    assert app.multiselect(key="layers").value == [2, 7]
    app.multiselect(key="layers").set_value([2, 7, 12])
    app.session_state["language"] = "বাংলা"
    checked(app.switch_page("pages/distill.py").run())
    assert app.selectbox(key="teacher").value == "b-teacher"
    assert app.multiselect(key="layers").value == [2, 7, 12]
    assert app.query_params["teacher"] == "b-teacher"
    assert app.query_params["layers"] == "2,7,12"


def test_the_loss_is_shown_with_the_numbers_of_the_address() -> None:
    save_teacher()
    app = with_texts(alpha="0.25", tau="2")
    assert any(r"0.25\,\mathcal{L}_{\mathrm{CE}} + 3.00" in e.value for e in app.latex)
    app = checked(app.toggle(key="kd").set_value(False).run())
    assert [element.value for element in app.latex if "KD" in element.value] == []


def test_a_teacher_that_does_not_know_the_labels_is_refused_before_anything_starts() -> None:
    save_teacher(labels=("Symptom", "Medicine"))
    app = with_texts("বাংলা")
    expected = Words("bn")(
        "distill.problem.labels", teacher=TEACHER, missing="DIS", known="Symptom, Medicine"
    )
    assert app.warning[0].value.replace("\\", "") == expected
    assert app.button(key="start_run").disabled
    assert queued_runs() == []


def test_a_fitting_teacher_comes_first() -> None:
    save_teacher("a-foreign-one", labels=("Symptom",))
    save_teacher("z-fitting", layers=4)
    assert with_texts().selectbox(key="teacher").value == "a-foreign-one"  # chosen before the data
    assert opened(teacher="z-fitting").selectbox(key="teacher").value == "z-fitting"


@pytest.mark.parametrize("name", ["../x", TEACHER])
def test_a_bad_name_is_refused_in_a_sentence(name: str) -> None:
    save_teacher()
    app = with_texts()
    app = checked(app.text_input(key="run_name_0").set_value(name).run())
    assert "name" in app.warning[0].value
    assert app.button(key="start_run").disabled


def test_no_layer_at_all_is_refused() -> None:
    save_teacher()
    app = checked(with_texts().multiselect(key="layers").set_value([]).run())
    assert app.warning[0].value == "Choose at least one layer."


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 <script>", "cannot be read as annotated texts"),
        ("b.jsonl", b"", "cannot be read as annotated texts"),
        ("c.txt", "[জ্বর](DIS) কমে।\n".encode(), "too few different texts"),
    ],
)
def test_a_bad_upload_is_refused_in_a_sentence(name: str, content: bytes, sentence: str) -> None:
    save_teacher()
    app = checked(opened().selectbox(key="data").set_value(UPLOAD).run())
    assert app.warning[0].value == "Choose a file to learn from."
    app = checked(app.file_uploader(key="distill_file").set_value((name, content, "")).run())
    assert sentence in app.warning[0].value
    assert app.button(key="start_run").disabled


def test_a_start_queues_what_the_form_says_and_shows_it() -> None:
    save_teacher()
    app = with_texts(alpha="0.25")
    app.text_input(key="run_name_0").set_value("mine").run()
    app.number_input(key="seed").set_value(7).run()
    app = started(checked(app))
    config = json.loads(find_run("mine").config_file.read_text("utf-8"))
    wanted = asked("mine", layers=(1, 5, 9, 12), alpha=0.25, seed=7)
    assert config["request"] == json.loads(json.dumps(asdict(wanted)))
    assert app.selectbox(key="run").value == "mine"
    assert "mine · Waiting" in said(app).replace("*", "")
    assert app.text_input(key="run_name_1").value == "student-1"
    assert app.dataframe[0].value["name"].iloc[0] == "mine"


def test_a_run_is_followed_cancelled_resumed_and_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    save_teacher()
    run = enqueue(asked("mine"), save_texts())
    own = psutil.Process()
    holder = {"pid": own.pid, "pid_started": own.create_time()}
    run.update(status="running", **holder)
    stage = RunFolder.open(run.path / STUDENT, {})
    stage.update(status="running", step=3, total_steps=9, **holder)
    stage.add_metrics({"stage": "s", "step": 3, "loss": 1.0, "ce": 2.0, "kl": 3.0})
    app = opened()
    assert "step 3 of 9" in said(app)
    assert len(app.get("plotly_chart")) == 2
    monkeypatch.setattr("trainer.jobs.queue.stop_process", lambda state: None)
    app = checked(app.button(key="cancel_run").click().run())
    assert "The run was cancelled" in said(app)
    app = checked(app.button(key="resume_run").click().run())
    assert run.state().status == "waiting"
    run.update(status="cancelled")
    app = checked(app.run())
    app = checked(app.button(key="delete_run").click().run())
    assert queued_runs() == []
    assert not runs_folder().joinpath("mine").exists()


@pytest.mark.parametrize("reason", ["teacher", "data", "disk", "memory", "other"])
def test_every_kind_of_failure_has_a_sentence(reason: str) -> None:
    assert Words("bn")(f"distill.failed.{reason}") != Words("bn")("distill.standing.failed")


def test_a_failed_run_says_why() -> None:
    save_teacher()
    run = enqueue(asked("mine"), save_texts())
    run.update(status="failed", reason="teacher", error="expected *this*, got <b>that</b>")
    app = opened("বাংলা")
    assert app.error[0].value == Words("bn")("distill.failed.teacher")
    assert any(r"\*this\*" in caption.value for caption in app.caption)


def test_a_run_whose_process_is_gone_is_stopped_and_can_go_on() -> None:
    save_teacher()
    run = enqueue(asked("mine"), save_texts())
    run.update(status="running", pid_started=1.0)
    app = opened("বাংলা")
    assert "থেমে গেছে" in said(app)
    assert [button.key for button in app.button if button.key == "resume_run"]
