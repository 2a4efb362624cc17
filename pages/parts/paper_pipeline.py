"""The paper's pipeline as a picture, and how to cite it."""

from collections.abc import Callable

import streamlit as st

from engine.paper.numbers import ADDRESS, CITATION
from engine.views.pipeline import COPIED, PipelineWords, pipeline_style, pipeline_svg
from pages.parts.words import Language, Words


def pipeline_view(words: Words) -> None:
    """The picture in the page's language, then citation and address as plain text."""
    st.write(words("paper.about"))
    _picture(words.language)(key="paper_picture")
    st.subheader(words("paper.cite"), anchor=False)
    st.code(f"{CITATION}\n{ADDRESS}", language=None, wrap_lines=True)


@st.cache_resource(show_spinner=False)
def _picture(language: Language) -> Callable[..., object]:
    """Streamlit's own HTML element takes no SVG, a component of ours does."""
    return st.components.v2.component(
        f"shonakto_pipeline_{language}",
        html=pipeline_svg(pipeline_words(Words(language))),
        css=pipeline_style(),
    )


def pipeline_words(words: Words) -> PipelineWords:
    """The picture's strings."""
    boxes = {
        name: (words(f"paper.{name}"), words(f"paper.{name}.about"))
        for name in ("data", "tags", "teacher", "student", "int8", "evaluation")
    }
    return PipelineWords(
        title=words("paper.picture"),
        copied=words("paper.copied"),
        taught=words("paper.taught"),
        layers=tuple(map(words.number, COPIED)),
        **boxes,
    )
