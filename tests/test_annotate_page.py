"""The annotate page beyond showing marks: options, corrections, files, legacy text, downloads."""

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from engine.annotator import Annotator, LexiconPredictor
from engine.tagging.span import Document, Span
from engine.text.bijoy import from_bijoy
from pages.parts.annotation.editor import KEY, Found
from pages.parts.annotation.files import Refused, Uploads
from tests.test_pages import checked, editor, marks, no_models, opened, typed

__all__ = ["no_models"]  # the fixture that leaves the lexicon as the only model
TEXT = "জ্বর নেই, কাশি আছে। নাপা খান।"
BIJOY = "†ivMxi R¡i I Kvwk Av‡Q| ev‡¤ú e¨_v|"


def sent(app: AppTest, *commands: dict[str, Any]) -> AppTest:
    """The app after the editor in the browser asked for ``commands``."""
    app.session_state[KEY] = {
        "commands": {"document": editor(app)["document"], "list": list(commands)}
    }
    return checked(app.run())


def on(surface: str, number: int, action: str, **fields: object) -> dict[str, Any]:
    """A command on the first place of ``surface`` in TEXT."""
    start = TEXT.index(surface)
    place = {"start": start, "end": start + len(surface), "surface": surface}
    return {"number": number, "action": action, **place, **fields}


def shown_words(app: AppTest) -> dict[str, list[str]]:
    """What each mark says beside its label."""
    parts = [part for part in editor(app)["parts"] if not isinstance(part, str)]
    return {part["text"]: part["tags"][0]["words"] for part in parts}


def test_a_brand_has_its_generic_and_a_negated_mention_says_so() -> None:
    app = typed(opened(language="English"), TEXT)
    assert shown_words(app) == {"জ্বর": ["✕ absent"], "কাশি": [], "নাপা": ["= প্যারাসিটামল"]}
    table = app.dataframe[0].value
    assert list(table["generic"]) == ["", "", "প্যারাসিটামল"]
    assert list(table["negated"]) == ["✓", "", ""]
    checked(app.toggle(key="negation").set_value(False).run())
    assert shown_words(app)["জ্বর"] == []
    assert "negated" not in app.dataframe[0].value


def test_commands_are_carried_out_once_and_can_be_undone() -> None:
    app = typed(opened(correct="true"), TEXT)
    first = on("আছে", 1, "label", label="DIS")
    second = on("কাশি", 2, "delete")
    sent(app, first, second)
    expected = [("জ্বর", "CMT"), ("আছে", "DIS"), ("নাপা", "MED")]
    assert marks(app) == expected
    assert editor(app)["applied"] == 2
    checked(app.run())  # the browser's state comes again with every run
    assert marks(app) == expected
    sent(app, first, second, {"number": 3, "action": "undo"})
    assert marks(app) == [("জ্বর", "CMT"), ("কাশি", "CMT"), ("আছে", "DIS"), ("নাপা", "MED")]
    assert (editor(app)["can_undo"], editor(app)["can_redo"]) == (True, True)
    assert list(app.dataframe[0].value["confirmed"]) == ["", "", "✓", ""]


@pytest.mark.parametrize(
    "state",
    [
        "commands",
        {"commands": None},
        {"commands": {"document": "another", "list": [on("কাশি", 1, "delete")]}},
        {"commands": {"document": None, "list": 7}},
        {"commands": {"document": None, "list": [None, {"number": 5}, on("কাশি", 6, "paint")]}},
        {"commands": {"document": None, "list": [on("কাশি", 1, "delete") | {"surface": "জ্বর"}]}},
    ],
)
def test_nonsense_from_the_browser_changes_nothing(state: Any) -> None:
    app = typed(opened(correct="true"), TEXT)
    before = marks(app)
    if isinstance(state, dict) and isinstance(state["commands"], dict):
        given = state["commands"]
        state = {"commands": given | {"document": given["document"] or editor(app)["document"]}}
    app.session_state[KEY] = state
    checked(app.run())
    assert marks(app) == before


def test_corrections_wait_for_their_text_and_outlive_language_and_threshold() -> None:
    app = typed(opened(correct="true"), TEXT)
    sent(app, on("আছে", 1, "label", label="DIS"))
    corrected = marks(app)
    checked(app.slider(key="threshold").set_value(0.5).run())
    checked(app.button_group(key="language").set_value("English").run())
    assert marks(app) == corrected
    typed(app, TEXT + " আরও")
    assert ("আছে", "DIS") not in marks(app)
    typed(app, TEXT)
    assert marks(app) == corrected


def test_labels_can_be_hidden_and_the_page_says_when_all_are() -> None:
    app = typed(opened(language="English"), TEXT)
    labels = next(group for group in app.button_group if group.key.startswith("labels_"))
    checked(labels.set_value(["MED"]).run())
    assert marks(app) == [("নাপা", "MED")]
    labels = next(group for group in app.button_group if group.key.startswith("labels_"))
    checked(labels.set_value([]).run())
    assert marks(app) == []
    assert any("the options hide them all" in info.value for info in app.info)


def test_the_threshold_hides_suggestions_but_nothing_of_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LexiconPredictor, "predict", with_scores(LexiconPredictor.predict))
    app = typed(opened(threshold="0.6"), TEXT)
    assert marks(app) == [("কাশি", "CMT"), ("নাপা", "MED")]
    checked(app.slider(key="threshold").set_value(0.0).run())
    sent(app, on("জ্বর", 1, "confirm"))
    checked(app.slider(key="threshold").set_value(1.0).run())
    assert marks(app) == [("জ্বর", "CMT")]


def with_scores(predict: Any) -> Any:
    """``predict`` with the scores 0.5, 0.7, 0.9 on a text's spans."""

    def scored(self: LexiconPredictor, texts: Any) -> Any:
        for prediction in predict(self, texts):
            pairs = zip(prediction.document.spans, (0.5, 0.7, 0.9), strict=False)
            spans = tuple(Span(s.start, s.end, s.label, score) for s, score in pairs)
            yield replace(prediction, document=prediction.document.with_spans(spans))

    return scored


def test_a_text_is_read_by_the_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    annotate = Annotator.annotate
    monkeypatch.setattr(
        Annotator, "annotate", lambda self, text: asked.append(text) or annotate(self, text)
    )
    app = typed(opened(), TEXT)
    checked(app.slider(key="threshold").set_value(0.5).run())
    checked(app.toggle(key="correct").set_value(True).run())
    checked(app.button_group(key="language").set_value("English").run())
    assert asked.count(TEXT) == 1


def test_a_long_text_is_read_with_a_bar_that_goes_again() -> None:
    app = typed(opened(), TEXT * 150)
    assert len(marks(app)) == 450
    assert not app.get("progress")


def test_legacy_encoding_is_recognized_and_converted_by_one_click() -> None:
    app = typed(opened(language="English"), BIJOY)
    assert any("Bijoy" in warning.value for warning in app.warning)
    checked(app.button(key="convert").click().run())
    assert app.text_area(key="text").value == from_bijoy(BIJOY)
    assert ("জ্বর", "CMT") in marks(app)
    assert not any("Bijoy" in warning.value for warning in app.warning)


def test_texts_of_files_are_chosen_from_a_menu_and_are_own_text_once_edited() -> None:
    app = opened(language="English")
    documents = (Document("জ্বর হয়", id="a.txt"), Document("কাশি হয়", id="b.txt"))
    app.session_state["annotate_uploads"] = Uploads(documents)
    app.session_state["annotate_new_uploads"] = True
    checked(app.run())
    assert app.button_group(key="source").value == "files"
    assert app.text_area(key="text").value == "জ্বর হয়"
    checked(app.selectbox(key="annotate_document").select_index(1).run())
    assert marks(app) == [("কাশি", "CMT")]
    app.session_state["downloads"] = True  # the menu is open
    checked(app.run())
    checked(app.toggle(key="download_all").set_value(True).run())
    typed(app, "কাশি নেই")
    assert app.button_group(key="source").value == "own"
    checked(app.button_group(key="source").set_value("files").run())
    assert app.text_area(key="text").value == "কাশি হয়"


def test_a_refused_file_is_one_sentence_and_its_name_no_markdown() -> None:
    app = typed(opened(language="English"), TEXT)
    refused = Refused("pdf", {"name": "*x*<b>.pdf"})
    app.session_state["annotate_uploads"] = Uploads((), (refused,))
    checked(app.run())
    assert app.error[0].value.startswith(r"\*x\*\<b\>\.pdf was not read: it is a PDF.")
    assert app.text_area(key="text").value == TEXT
    assert len(marks(app)) == 3


def test_a_row_that_is_chosen_in_the_table_is_shown_in_the_text() -> None:
    app = typed(opened(), TEXT)
    app.session_state["annotate_found"] = Found(0, 4, 1)
    checked(app.run())
    assert editor(app)["focus"] == {"start": 0, "end": 4, "number": 1}


def test_an_annotated_file_keeps_its_own_spans_and_the_model_suggests_the_rest() -> None:
    app = opened(language="English")
    line = {"text": "জ্বর হয়, কাশি হয়", "spans": [{"start": 0, "end": 4, "label": "DIS"}]}
    content = json.dumps(line, ensure_ascii=False).encode()
    checked(app.file_uploader(key="annotate_upload").set_value(("a.jsonl", content, "")).run())
    assert marks(app) == [("জ্বর", "DIS"), ("কাশি", "CMT")]
    confirmed = [part["tags"][0]["confirmed"] for part in editor(app)["parts"] if "tags" in part]
    assert confirmed == [True, False]
    assert not editor(app)["can_undo"]


def test_one_who_corrects_is_told_of_hidden_marks() -> None:
    app = typed(opened(language="English", correct="true"), TEXT)
    told = "marks are hidden by the options"
    assert not [caption for caption in app.caption if told in caption.value]
    app.session_state["labels_MED_ORG_DIS_HOR_PHA_CMT"] = ["MED"]
    checked(app.run())
    assert [caption.value for caption in app.caption if told in caption.value] == [
        "2 marks are hidden by the options; a new mark over one of them takes its place."
    ]
