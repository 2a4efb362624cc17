"""The text to annotate: an example, the user's own, or one of the uploaded ones."""

from dataclasses import dataclass

import streamlit as st

from engine.tagging.span import Document
from engine.text.bijoy import from_bijoy, looks_like_bijoy
from pages.parts.annotation.files import convert_uploads, say_refused, uploader, uploads
from pages.parts.words import Words, examples

OWN, FILES = "own", "files"


@dataclass(frozen=True)
class Chosen:
    """The text to annotate, without spans, and all texts of the uploaded files beside it."""

    document: Document
    others: tuple[Document, ...] = ()


def chosen_text(words: Words) -> Chosen:
    """Draw the menu of texts, the box, the button and the upload; say what is chosen."""
    choices = [*examples(), OWN, *([FILES] if uploads().documents else [])]
    st.session_state.setdefault("source", choices[0])
    st.session_state.setdefault("text", examples()[choices[0]])
    _settle(choices)
    st.pills(
        words("annotate.source"),
        choices,
        format_func=lambda choice: words(f"annotate.{choice}"),
        required=True,
        key="source",
        on_change=_take_source,
        persist_state="session",
    )
    if st.session_state["source"] == FILES:
        _document_menu(words)
    text = st.text_area(
        words("annotate.text"),
        placeholder=words("annotate.placeholder"),
        height=180,
        key="text",
        on_change=_take_text,
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words("annotate.button"), type="primary")
        st.caption(words("annotate.privacy"), width="stretch")
    with st.expander(words("annotate.upload"), icon=":material/upload_file:", key="uploading"):
        uploader(words)
    say_refused(words)
    _offer_unicode(str(text), words)
    return _chosen(str(text))


def _chosen(text: str) -> Chosen:
    if st.session_state["source"] != FILES:
        return Chosen(Document(text, id="1"))
    documents = uploads().documents
    return Chosen(documents[st.session_state["annotate_document"]], documents)


def _settle(choices: list[str]) -> None:
    """After an upload its first text is chosen; after its removal the user's own."""
    new = st.session_state.pop("annotate_new_uploads", None)
    if new:
        st.session_state["source"], st.session_state["annotate_document"] = FILES, 0
        _take_document()
    elif st.session_state["source"] not in choices:
        st.session_state["source"] = OWN
        _take_source()


def _document_menu(words: Words) -> None:
    documents = uploads().documents
    st.session_state.setdefault("annotate_document", 0)
    if len(documents) > 1:
        st.selectbox(
            words("annotate.document", count=len(documents)),
            range(len(documents)),
            format_func=lambda i: f"{documents[i].id}: {' '.join(documents[i].text[:60].split())}",
            key="annotate_document",
            on_change=_take_document,
            persist_state="session",
        )


def _take_source() -> None:
    """Put the chosen example, uploaded text, or the user's own text again, into the box."""
    if st.session_state["source"] == FILES:
        st.session_state.setdefault("annotate_document", 0)
        _take_document()
    else:
        own = st.session_state.get("own_text", "")
        st.session_state["text"] = examples().get(st.session_state["source"], own)


def _take_document() -> None:
    st.session_state["text"] = uploads().documents[st.session_state["annotate_document"]].text


def _take_text() -> None:
    """What the user typed is their own text from here on."""
    st.session_state["own_text"] = st.session_state["text"]
    st.session_state["source"] = OWN


def _offer_unicode(text: str, words: Words) -> None:
    """One click from the legacy encoding to Unicode, where the text looks like it."""
    if looks_like_bijoy(text):
        st.warning(words("annotate.bijoy"), icon=":material/translate:")
        st.button(words("annotate.convert"), key="convert", on_click=_convert)


def _convert() -> None:
    if st.session_state["source"] == FILES:
        convert_uploads()
        _take_document()
    else:
        st.session_state["text"] = from_bijoy(st.session_state["text"])
        _take_text()
