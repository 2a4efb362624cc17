"""Results: being built."""

from pages.parts.frame import page

with page("results") as words:
    pass
