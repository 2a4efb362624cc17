"""Corpus: what the data holds, reading it, checking a file, and what a model gets wrong."""

from pages.parts.corpus_check import check_view
from pages.parts.corpus_errors import errors_view
from pages.parts.corpus_numbers import numbers_view
from pages.parts.corpus_quality import quality_view
from pages.parts.corpus_surfaces import surfaces_view
from pages.parts.corpus_texts import texts_view
from pages.parts.frame import page
from pages.parts.url_choice import view_switch

VIEWS = {
    "numbers": numbers_view,
    "surfaces": surfaces_view,
    "texts": texts_view,
    "quality": quality_view,
    "check": check_view,
    "errors": errors_view,
}

with page("corpus") as words:
    VIEWS[view_switch("corpus", tuple(VIEWS), words)](words)
