"""The paper's tables and figures with our reproduction beside them."""

import streamlit as st

from engine.evaluation.reports import Report
from engine.paper.numbers import paper_numbers
from pages.parts.model import plain
from pages.parts.paper_figures import figure_2, figure_3, figure_4
from pages.parts.paper_tables import table_1, table_2, table_3
from pages.parts.report import chosen_report
from pages.parts.words import Words


def numbers_view(words: Words) -> None:
    """Tables I-III and Figures 2-4 in the paper's order; ours from the chosen report."""
    st.write(words("paper.numbers.about"))
    report: Report | None = chosen_report(words)
    numbers = paper_numbers()
    table_1(numbers, report, words)
    table_2(numbers, report, words)
    table_3(numbers, report, words)
    figure_2(numbers, report, words)
    figure_3(numbers, report, words)
    figure_4(numbers, report, words)
    st.caption(words("paper.source", source=plain(numbers["source"])))
