"""Uploaded files: read once, kept in this session, refused in one sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from engine.formats.texts import MAX_MB, TextFileError, read_texts
from engine.tagging.span import Document
from engine.text.bijoy import from_bijoy, looks_like_bijoy
from pages.parts.annotation.editor import take_given
from pages.parts.model import plain
from pages.parts.upload import upload_box
from pages.parts.words import Words

_KEY = "annotate_upload"


@dataclass(frozen=True)
class Refused:
    """A file that could not be read, as a string's key and values."""

    reason: str
    values: Mapping[str, str | int]


@dataclass(frozen=True)
class Uploads:
    """The texts of the files that could be read, and the files that could not."""

    documents: tuple[Document, ...] = ()
    refused: tuple[Refused, ...] = ()


def uploads() -> Uploads:
    """What this session uploaded last."""
    found: Uploads = st.session_state.get("annotate_uploads", Uploads())
    return found


def uploader(words: Words) -> None:
    """The box for files."""
    label = words("annotate.upload_label", limit=MAX_MB)
    upload_box(label, _KEY, words, several=True, on_change=_take)


def say_refused(words: Words) -> None:
    """A sentence for each file that was refused."""
    for refused in uploads().refused:
        values = {k: plain(v) if isinstance(v, str) else v for k, v in refused.values.items()}
        st.error(words(f"upload.{refused.reason}", **values), icon=":material/error:")


def convert_uploads() -> None:
    """Put all texts that are in the Bijoy encoding into Unicode."""
    found = uploads()
    converted = tuple(
        replace(document, text=from_bijoy(document.text), spans=())
        if looks_like_bijoy(document.text)
        else document
        for document in found.documents
    )
    st.session_state["annotate_uploads"] = replace(found, documents=converted)


def _take() -> None:
    """Read the files; where none can be read, what was there stays there."""
    files = st.session_state[_KEY] or []
    documents: list[Document] = []
    refused: list[Refused] = []
    for file in files:
        try:
            read = read_texts(file.name, file.getvalue())
        except TextFileError as error:
            refused.append(Refused(error.reason, error.values))
        else:
            documents += [replace(d, id=_name(file.name, d, len(read))) for d in read]
    kept = tuple(documents) if documents or not refused else uploads().documents
    st.session_state["annotate_uploads"] = Uploads(kept, tuple(refused))
    st.session_state["annotate_new_uploads"] = bool(documents)
    take_given(documents)


def _name(file: str, document: Document, count: int) -> str:
    return file if count == 1 else f"{file} · {document.id}"
