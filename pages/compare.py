"""Compare: being built."""

from pages.parts.frame import page

with page("compare") as words:
    pass
