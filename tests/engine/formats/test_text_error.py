"""Every reason has a sentence in both languages, with the same values."""

import json
import string
from pathlib import Path

import pytest

from engine.formats.text_error import SENTENCES, TextFileError
from engine.paths import assets


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_reason_has_a_string_with_its_values(language: str) -> None:
    path: Path = assets() / "i18n" / language / "upload.json"
    strings = json.loads(path.read_text("utf-8"))
    assert strings.keys() >= {f"upload.{reason}" for reason in SENTENCES}
    for reason, sentence in SENTENCES.items():
        assert fields(strings[f"upload.{reason}"]) == fields(sentence)


@pytest.mark.parametrize("reason", SENTENCES)
def test_a_sentence_says_what_was_expected_and_what_came(reason: str) -> None:
    values = dict.fromkeys(fields(SENTENCES[reason]), "a\nb {c}")
    sentence = str(TextFileError(reason, **values))
    assert sentence.startswith("a b {c}")
    assert "expected" in sentence
    assert "got" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
