"""Paper: being built."""

from pages.parts.frame import page

with page("paper") as words:
    pass
