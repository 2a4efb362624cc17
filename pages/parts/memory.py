"""What stays in memory is kept out of the garbage collection after every run."""

import gc
from functools import cache


def here_to_stay() -> None:
    """Modules, word list and weights: Streamlit looks through all that can be garbage after
    each run, and to look through these took longer than all the rest of a run.
    """
    gc.collect()
    gc.freeze()


@cache
def after_first_run(page: str) -> None:
    """The same, once a process, for what the first run of ``page`` loaded."""
    here_to_stay()
