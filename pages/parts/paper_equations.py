"""The paper's equations, each with the code that implements it."""

import streamlit as st

from engine.paper.equations import EQUATIONS, Equation, source_of
from pages.parts.words import Words


def equations_view(words: Words) -> None:
    """All equations in the paper's order."""
    st.write(words("paper.equations.about"))
    for equation in EQUATIONS:
        with st.container(border=True):
            _equation(equation, words)


def _equation(equation: Equation, words: Words) -> None:
    st.subheader(words("paper.equation", number=equation.number), anchor=False)
    st.latex(equation.latex)
    st.write(words(f"paper.eq.{equation.number}"))
    for place in equation.places:
        source = source_of(place)
        line = words("paper.line", number=source.line)
        with st.expander(f"`{place.module}` · `{place.name}` · {line}"):
            st.code(source.text, language="python", wrap_lines=True)
