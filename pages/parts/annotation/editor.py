"""The span editor: shows a document, and takes a person's corrections of it.

Corrections belong to a text and live in this session only. The browser sends a list of
numbered commands until it hears that they are answered, so that none is lost when a
run of the page is cut short, and none is carried out twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

import streamlit as st

from engine.paths import assets
from engine.tagging.commands import CommandError, carry_out, read_command
from engine.tagging.edits import EditLog, is_confirmed
from engine.tagging.findings import Finding
from engine.tagging.span import Document
from engine.text.words import SEPARATORS
from engine.views.palette import palette
from engine.views.parts import MarkPart, Note, colors, document_parts
from pages.parts.words import Words

KEY = "annotate_editor"
_SCRIPTS = ("text.js", "drawing.js", "editor.js", "input.js")
_STRINGS = (
    *("text", "hint", "selected", "suggested", "confirmed", "confirm", "delete", "undo", "redo"),
    *("start", "end", "start-1", "start1", "end-1", "end1", "by_word", "by_cluster"),
    *("keys", "key_list"),
)


@dataclass(frozen=True)
class Corrections:
    """This session's edits by text, and the number of the last command that was answered."""

    logs: Mapping[str, EditLog] = field(default_factory=dict)
    answered: int = 0


@dataclass(frozen=True)
class Found:
    """The span that a click in the table looks for; ``number`` counts the clicks."""

    start: int
    end: int
    number: int


def _file(name: str) -> str:
    return (assets() / "component" / name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "shonakto_editor",
    html=_file("editor.html"),
    css=_file("editor.css"),
    js="\n".join(map(_file, _SCRIPTS)),
    isolate_styles=False,
)


def corrections() -> Corrections:
    """What this session corrected."""
    found: Corrections = st.session_state.get("annotate_corrections", Corrections())
    return found


def log_of(text: str) -> EditLog:
    """This session's edits of ``text``."""
    return corrections().logs.get(text, EditLog())


def take_given(documents: Iterable[Document]) -> None:
    """Let the spans of uploaded ``documents`` stand, unless this session corrected the text."""
    known = corrections()
    given = {d.text: EditLog.of(d) for d in documents if any(map(is_confirmed, d.spans))}
    logs = {**given, **{text: log for text, log in known.logs.items() if log != EditLog()}}
    st.session_state["annotate_corrections"] = replace(known, logs=logs)


def take_commands(document: Document, labels: tuple[str, ...]) -> None:
    """Carry out what the browser asked for since the last run; ``document`` is the model's."""
    state: Any = st.session_state.get(KEY)
    sent = state.get("commands") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or sent.get("document") != _identity(document):
        return
    known = corrections()
    log, answered = log_of(document.text), known.answered
    for raw in sent["list"] if isinstance(sent.get("list"), list) else []:
        try:
            command = read_command(raw, document.text, labels)
        except CommandError:
            answered = max(answered, _number(raw))  # nothing that will ever be understood
            continue
        if command.number > answered:
            log, answered = carry_out(command, document, log), command.number
    logs = {**known.logs, document.text: log}
    st.session_state["annotate_corrections"] = replace(known, logs=logs, answered=answered)


def show_editor(
    document: Document,
    notes: Mapping[Any, Note],
    labels: tuple[str, ...],
    words: Words,
    *,
    correcting: bool,
) -> None:
    """Draw ``document``, with the tools for correcting it if ``correcting``."""
    names = {label: words.label(label) for label in labels}
    log, found = log_of(document.text), st.session_state.get("annotate_found")
    _component(
        key=KEY,
        # In a list: a dictionary's values Streamlit would ask whether they are tables.
        data=[
            {
                "document": _identity(document),
                "parts": [
                    part if isinstance(part, str) else _mark(part)
                    for part in document_parts(document, labels, names, notes)
                ],
                "labels": [
                    {
                        "label": label,
                        "name": names[label],
                        "style": colors(swatch),
                        "key": words.number(i) if i < 10 else "",
                    }
                    for i, (label, swatch) in enumerate(palette(labels).items(), start=1)
                ],
                "correcting": correcting,
                "applied": corrections().answered,
                "focus": asdict(found) if found else None,
                "can_undo": bool(log.done),
                "can_redo": bool(log.undone),
                "separators": SEPARATORS,
                "words": {name: words(f"annotate.edit.{name}") for name in _STRINGS},
            }
        ],
        on_commands_change=lambda: None,
    )


def _mark(part: MarkPart) -> dict[str, Any]:
    """By hand: ``asdict`` takes many times as long, and a long text has a thousand marks."""
    tags = [
        {
            "index": tag.index,
            "start": tag.start,
            "end": tag.end,
            "label": tag.label,
            "title": tag.title,
            "style": tag.style,
            "words": tag.note.words,
            "confirmed": tag.note.confirmed,
        }
        for tag in part.tags
    ]
    return {"text": part.text, "tags": tags}


def notes_of(found: tuple[Finding, ...], words: Words) -> dict[Any, Note]:
    """What each mark says beside its label: the generic, that it is negated or confirmed."""
    return {finding.span: _note(finding, words) for finding in found}


def _note(finding: Finding, words: Words) -> Note:
    generic = [f"= {finding.generic}"] if finding.generic else []
    denied = [words("annotate.negated")] if finding.negated else []
    return Note((*generic, *denied), finding.confirmed)


def _identity(document: Document) -> str:
    return sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _number(raw: object) -> int:
    number = raw.get("number") if isinstance(raw, Mapping) else None
    return number if type(number) is int else 0
