"""The app's strings: no key misses in either language, and every key used is there."""

import ast
import json
import string
from pathlib import Path

import pytest

from engine.models.registry import ROWS
from engine.tagging.labels import MEDICAL_LABELS
from pages.parts.words import Words, examples

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "assets" / "i18n"
FILES = sorted(file.name for file in (FOLDER / "en").glob("*.json"))


def pairs(language: str) -> list[tuple[str, str]]:
    """Every key with its string, from all files of a language."""
    return [
        pair
        for file in sorted((FOLDER / language).glob("*.json"))
        for pair in json.loads(file.read_text("utf-8")).items()
    ]


STRINGS = {language: dict(pairs(language)) for language in ("bn", "en")}


def fields(text: str) -> set[str]:
    """The placeholders of a string."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used_keys() -> set[str]:
    """Constant keys of ``words(...)`` and ``Words(...)(...)`` calls in app and pages."""
    keys = set()
    for file in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else type(node.func).__name__
                if name in ("words", "Call"):
                    keys.add(node.args[0].value)
    return keys


def test_both_languages_have_the_same_keys() -> None:
    assert STRINGS["bn"].keys() == STRINGS["en"].keys()


@pytest.mark.parametrize("language", STRINGS)
def test_a_key_stands_in_one_file_only(language: str) -> None:
    assert len(pairs(language)) == len(STRINGS[language])
    assert sorted(file.name for file in (FOLDER / language).glob("*.json")) == FILES


@pytest.mark.parametrize("key", STRINGS["bn"])
def test_a_string_is_not_empty_and_takes_the_same_values(key: str) -> None:
    assert STRINGS["bn"][key].strip()
    assert STRINGS["en"][key].strip()
    assert fields(STRINGS["bn"][key]) == fields(STRINGS["en"][key])


@pytest.mark.parametrize("key", STRINGS["bn"])
def test_running_bangla_text_has_bangla_digits_and_dandas(key: str) -> None:
    text = STRINGS["bn"][key]
    for name in ("INT8", "F1", "p50", "UTF-8", "UTF-16"):  # names that have no Bangla form
        text = text.replace(name, "")
    assert not set(text) & set("0123456789")
    assert not text.endswith(".")


def test_every_key_used_is_there() -> None:
    used = used_keys()
    assert len(used) > 10
    assert used <= STRINGS["bn"].keys()


def test_labels_models_and_examples_have_names() -> None:
    expected = {f"label.{label}" for label in MEDICAL_LABELS}
    expected |= {f"model.name.{row}" for row in ROWS}
    expected |= {f"annotate.{name}" for name in examples()}
    assert expected <= STRINGS["bn"].keys()


def test_numbers_come_in_the_digits_of_the_language() -> None:
    assert Words("bn")("annotate.found", count=1234) == "চিহ্নিত হয়েছে ১২৩৪টি"
    assert Words("en")("annotate.found", count=1234) == "Marked: 1234"


def test_a_foreign_label_or_model_is_shown_as_it_is() -> None:
    assert Words("bn").label("SYMPTOM") == "SYMPTOM"
    assert Words("en").model("my-model") == "my-model"
    assert Words("en").model("lexicon") == "lexicon (word list)"
