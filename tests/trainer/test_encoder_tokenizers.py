"""Every tokenizer that leaves the trainer has our normal form and strips no vowel sign."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from engine.models.checkpoint import save_tokenizer
from engine.models.config import ModelError
from engine.models.pieces import PieceTokenizer
from engine.text.normalize import NUKTA_LETTERS, normal_form
from tests.tiny_models import TEXTS, tiny_tokenizer
from trainer.encoders import encoder_tokenizer
from trainer.vocabulary import SPECIAL_PIECES, train_vocabulary

BANGLA = st.characters(min_codepoint=0x0980, max_codepoint=0x09FF)
JOINERS = st.sampled_from(["\u200c", "\u200d", "\u09af\u09bc", "\u09c7\u09be", " ", "।"])
ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
bangla_text = st.lists(st.one_of(BANGLA, BANGLA, JOINERS, ASCII), max_size=30).map("".join)
OURS = tiny_tokenizer()


@given(bangla_text)
@example("\u09af\u09bc\u09c7\u09be \u09dc\u09bc")
@settings(max_examples=400)
def test_our_normalizer_is_the_normal_form_in_lower_case(text: str) -> None:
    assert OURS.normalizer.normalize_str(text) == normal_form(text).lower()


@given(bangla_text)
@settings(max_examples=200)
def test_both_forms_of_a_text_give_the_same_pieces_and_raw_offsets(text: str) -> None:
    tokenizer = PieceTokenizer(tiny_tokenizer_copy())
    forms = [normal_form(text), unicodedata.normalize("NFC", text), text]
    found = [tokenizer.split(form) for form in forms]
    assert found[0].ids.tolist() == found[1].ids.tolist() == found[2].ids.tolist()
    for form, pieces in zip(forms, found, strict=True):
        covered = "".join(form[start:end] for start, end in pieces.ranges)
        assert set(form) - set(covered) <= {c for c in form if c.isspace()}
        assert all(start < end for start, end in pieces.ranges)


def tiny_tokenizer_copy() -> Tokenizer:
    return Tokenizer.from_str(OURS.to_str())


def bert_folder(folder: Path, pieces: list[str], **settings: object) -> Path:
    """A folder such as the hub has it: vocab.txt and a BertTokenizer."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join([*SPECIAL_PIECES, *pieces]), encoding="utf-8")
    files = {
        "config.json": {"model_type": "bert", "vocab_size": len(pieces) + 5},
        "tokenizer_config.json": {"tokenizer_class": "BertTokenizer", **settings},
    }
    for name, values in files.items():
        (folder / name).write_text(json.dumps(values))
    return folder


def surfaces(tokenizer: Tokenizer, text: str) -> list[str]:
    return [text[a:b] for a, b in PieceTokenizer(tokenizer).split(text).ranges]


@pytest.mark.parametrize("lower", [True, False])
def test_a_bert_folder_that_strips_accents_no_longer_does(tmp_path: Path, lower: bool) -> None:
    words = ["জ্বরে", "জবর", "রোগীর", "রগর", "aspirin", "Aspirin"]
    folder = bert_folder(tmp_path / "b", words, do_lower_case=lower, strip_accents=True)
    before = AutoTokenizer.from_pretrained(folder)
    assert before.tokenize("জ্বরে রোগীর") != ["জ্বরে", "রোগীর"]  # the trap is real
    tokenizer = encoder_tokenizer(folder)
    encoding = tokenizer.encode("জ্বরে রোগীর Aspirin", add_special_tokens=False)
    assert encoding.tokens == ["জ্বরে", "রোগীর", "aspirin" if lower else "Aspirin"]
    assert encoding.offsets == [(0, 5), (6, 11), (12, 19)]
    save_tokenizer(tmp_path / "saved", tokenizer)
    again = AutoTokenizer.from_pretrained(tmp_path / "saved")
    assert again.tokenize("জ্বরে রোগীর") == ["জ্বরে", "রোগীর"]
    assert PieceTokenizer.read(tmp_path / "saved").split("জ্বরে").ids.tolist() == [5]


@pytest.mark.parametrize(("letter", "pair"), [(v, k) for k, v in NUKTA_LETTERS.items()])
def test_the_vocabulary_decides_between_split_and_joined_letters(
    tmp_path: Path, letter: str, pair: str
) -> None:
    split = encoder_tokenizer(bert_folder(tmp_path / "split", [f"হা{pair}", "হা"]))
    joined = encoder_tokenizer(bert_folder(tmp_path / "joined", [f"হা{letter}", "হা"]))
    for text in (f"হা{letter} হা", f"হা{pair} হা"):
        assert split.encode(text, add_special_tokens=False).ids == [5, 6]
        assert joined.encode(text, add_special_tokens=False).ids == [5, 6]
        assert surfaces(split, text) == surfaces(joined, text) == text.split()


def test_ours_comes_back_unchanged(tmp_path: Path) -> None:
    save_tokenizer(tmp_path, OURS)
    assert (
        encoder_tokenizer(tmp_path).to_str()
        == AutoTokenizer.from_pretrained(tmp_path).backend_tokenizer.to_str()
    )
    for text in TEXTS:
        assert encoder_tokenizer(tmp_path).encode(text).ids == OURS.encode(text).ids


def test_no_tokenizer_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^expected a tokenizer in .* got: [^\n]*$"):
        encoder_tokenizer(tmp_path / "nowhere")


def test_the_same_texts_give_the_same_vocabulary() -> None:
    vocabularies = [train_vocabulary(TEXTS, 120).get_vocab() for _ in range(4)]
    assert vocabularies == [vocabularies[0]] * 4
    assert set("জ্বর") <= vocabularies[0].keys()
    assert "##র" in vocabularies[0]


def test_a_vocabulary_keeps_its_size_and_its_special_pieces() -> None:
    tokenizer = train_vocabulary(TEXTS, 120)
    assert tokenizer.get_vocab_size() <= 120
    assert [tokenizer.token_to_id(piece) for piece in SPECIAL_PIECES] == [0, 1, 2, 3, 4]
    assert all(
        normal_form(piece).lower() == piece for piece in tokenizer.get_vocab() if "[" not in piece
    )
