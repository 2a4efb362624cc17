"""What is inconsistent in the paper's numbers, with the arithmetic made again."""

import streamlit as st

from engine.paper.arithmetic import calculations
from engine.paper.numbers import paper_findings, paper_numbers
from pages.parts.words import Words


def findings_view(words: Words) -> None:
    """Each finding in the page's language, and what can be computed from the numbers."""
    st.write(words("paper.findings.about"))
    computed = calculations(paper_numbers())
    for number in range(1, len(paper_findings()) + 1):
        with st.container(border=True):
            st.markdown(f"**{words.number(number)}**")
            st.text(words(f"paper.finding.{number}"))
            lines = [f"{c.expression} = {c.shown}" for c in computed.get(number, ())]
            if lines:
                st.code("\n".join(lines), language=None, wrap_lines=True)
