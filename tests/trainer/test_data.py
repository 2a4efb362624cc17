"""The split."""

import random
from collections.abc import Sequence

import pytest

from engine.formats.dataset import Dataset, FormatError
from engine.tagging.span import Document
from engine.text.normalize import match_key
from trainer.data import Split, split


def dataset(texts: Sequence[str]) -> Dataset:
    return Dataset.of(Document(text, id=str(i)) for i, text in enumerate(texts))


def keys(documents: Sequence[Document]) -> set[str]:
    return {match_key(document.text) for document in documents}


def sizes(parts: Split) -> tuple[int, ...]:
    return tuple(len(part) for part in parts.parts.values())


TEXTS = [f"বাক্য {i}" for i in range(200)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(6895, (5516, 690, 689)), (100, (80, 10, 10)), (5, (3, 1, 1)), (4, (2, 1, 1)), (3, (1, 1, 1))],
)
def test_sizes(count: int, expected: tuple[int, ...]) -> None:
    assert sizes(split(dataset([f"বাক্য {i}" for i in range(count)]))) == expected


def test_no_text_stands_in_two_parts() -> None:
    twins = [*TEXTS, *(f"  {text.upper()}  " for text in TEXTS), "হা\u09a1\u09bc", "হা\u09dc"]
    parts = split(dataset(twins))
    assert sum(sizes(parts)) == 201
    assert parts.dropped == 201
    assert len(keys(parts.train) | keys(parts.validation) | keys(parts.test)) == 201
    kept = {document.id for part in parts.parts.values() for document in part}
    assert kept == {str(i) for i in range(200)} | {"400"}  # the first of each text


def test_the_split_does_not_depend_on_file_order() -> None:
    shuffled = list(TEXTS)
    random.Random(1).shuffle(shuffled)
    one, other = split(dataset(TEXTS)), split(dataset(shuffled))
    assert keys(one.test) == keys(other.test)
    assert keys(one.validation) == keys(other.validation)
    assert [document.text for document in one.test] == sorted(
        (document.text for document in one.test), key=TEXTS.index
    )


def test_the_seed_decides() -> None:
    assert split(dataset(TEXTS), 1) == split(dataset(TEXTS), 1)
    assert keys(split(dataset(TEXTS), 1).test) != keys(split(dataset(TEXTS), 2).test)


def test_this_split_never_changes() -> None:
    parts = split(dataset(TEXTS[:30]))
    assert [document.id for document in parts.validation] == ["12", "25", "27"]
    assert [document.id for document in parts.test] == ["4", "8", "14"]


def test_bad_requests_are_refused() -> None:
    with pytest.raises(FormatError, match="at least 3 different texts to split, got 2"):
        split(dataset(["ক", "ক", "খ"]))
    for fractions in ((0.8, 0.2, 0.0), (0.5, 0.4, 0.4)):
        with pytest.raises(ValueError, match="three positive fractions with sum 1"):
            split(dataset(TEXTS), fractions=fractions)
