"""Distill: being built."""

from pages.parts.frame import page

with page("distill") as words:
    pass
