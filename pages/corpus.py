"""Corpus: being built."""

from pages.parts.frame import page

with page("corpus") as words:
    pass
