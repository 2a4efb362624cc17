"""The paper: its pipeline, equations and numbers beside ours, and what does not fit."""

from pages.parts.frame import page
from pages.parts.paper_equations import equations_view
from pages.parts.paper_findings import findings_view
from pages.parts.paper_numbers import numbers_view
from pages.parts.paper_pipeline import pipeline_view
from pages.parts.url_choice import view_switch

VIEWS = {
    "pipeline": pipeline_view,
    "equations": equations_view,
    "numbers": numbers_view,
    "findings": findings_view,
}

with page("paper") as words:
    VIEWS[view_switch("paper", tuple(VIEWS), words)](words)
