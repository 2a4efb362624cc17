"""The model's reading of texts: once a text and model in a session, with progress.

What was read stays in the session that read it and is gone with it; it is in no cache
that other sessions share.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import ref

import streamlit as st

from engine.annotator import Annotator
from engine.tagging.span import Document
from pages.parts.words import Words

_LONG = 3000  # characters from which on a bar tells how far the model is
_KEPT = 2000  # readings kept in a session


@dataclass(frozen=True)
class _Reading:
    model: ref[Annotator]
    document: Document


def read(annotator: Annotator, document: Document, words: Words) -> Document:
    """``document`` with the model's spans."""
    known = _known(annotator, document)
    if known is not None:
        return known
    if len(document.text) < _LONG:
        with st.spinner(words("annotate.working"), show_time=True):
            return _read(annotator, annotator, document)
    bar = st.progress(0.0, words("annotate.working"))
    try:
        watched = annotator.watched(lambda share: _tell(bar, share, words))
        return _read(annotator, watched, document)
    finally:
        bar.empty()


def read_all(
    annotator: Annotator, documents: Sequence[Document], words: Words
) -> tuple[Document, ...]:
    """All ``documents`` with the model's spans, one after the other."""
    bar, count = None, len(documents)
    for i, document in enumerate(documents):
        if _known(annotator, document) is None:
            bar = bar or st.progress(0.0)
            bar.progress(i / count, words("annotate.progress", done=i, count=count))
            _read(annotator, annotator, document)
    if bar:
        bar.empty()
    return tuple(_known(annotator, document) or document for document in documents)


def _tell(bar: "st.delta_generator.DeltaGenerator", share: float, words: Words) -> None:
    bar.progress(share, words("annotate.share", share=words.share(share)))


def _readings() -> dict[tuple[str, str], _Reading]:
    found: dict[tuple[str, str], _Reading] = st.session_state.setdefault("annotate_readings", {})
    return found


def _known(annotator: Annotator, document: Document) -> Document | None:
    reading = _readings().get((annotator.name, document.text))
    if reading is None or reading.model() is not annotator:
        return None
    return replace(reading.document, id=document.id)


def _read(annotator: Annotator, watched: Annotator, document: Document) -> Document:
    found = replace(watched.annotate(document.text), id=document.id)
    readings = _readings()
    readings[annotator.name, document.text] = _Reading(ref(annotator), found)
    while len(readings) > _KEPT:
        del readings[next(iter(readings))]
    return found
