"""The tiny vocabulary, made once."""

import pytest
from tokenizers import Tokenizer


@pytest.fixture(scope="session")
def vocabulary() -> str:
    """The tiny tokenizer as JSON."""
    from tests.tiny_models import tiny_tokenizer

    text: str = tiny_tokenizer().to_str()
    return text


@pytest.fixture
def tokenizer(vocabulary: str) -> Tokenizer:
    """A fresh copy of the tiny tokenizer."""
    return Tokenizer.from_str(vocabulary)
