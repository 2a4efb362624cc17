"""Layers: being built."""

from pages.parts.frame import page

with page("layers") as words:
    pass
