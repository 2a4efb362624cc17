"""What one may set about the marks: threshold, labels, negation, correcting."""

from dataclasses import dataclass

import streamlit as st

from engine.tagging.findings import Choice
from pages.parts.words import Words


@dataclass(frozen=True)
class Controls:
    """The settings, and the place beside them for the downloads."""

    choice: Choice
    correcting: bool
    place: "st.delta_generator.DeltaGenerator"


def controls(labels: tuple[str, ...], words: Words) -> Controls:
    """Draw one tidy row: correct, options, and room for downloads."""
    with st.container(horizontal=True, vertical_alignment="center"):
        correcting = st.toggle(
            words("annotate.correct"),
            key="correct",
            bind="query-params",
            persist_state="session",
        )
        with st.popover(words("annotate.options"), icon=":material/tune:"):
            choice = _choice(labels, words)
        place = st.container(width="content")
    return Controls(choice, correcting, place)


def _choice(labels: tuple[str, ...], words: Words) -> Choice:
    threshold = st.slider(
        words("annotate.threshold"),
        0.0,
        1.0,
        0.0,
        0.05,
        key="threshold",
        help=words("annotate.help.threshold"),
        bind="query-params",
        persist_state="session",
    )
    chosen = st.pills(
        words("annotate.labels"),
        labels,
        selection_mode="multi",
        default=labels,
        format_func=lambda label: _named(label, words),
        key=f"labels_{'_'.join(labels)}",
        help=words("annotate.help.labels"),
        persist_state="session",
    )
    negation = st.toggle(
        words("annotate.negation"),
        True,
        key="negation",
        help=words("annotate.help.negation"),
        bind="query-params",
        persist_state="session",
    )
    return Choice(tuple(chosen), threshold, negation)


def _named(label: str, words: Words) -> str:
    name = words.label(label)
    return label if name == label else f"{label} · {name}"
