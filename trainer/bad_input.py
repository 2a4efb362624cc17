"""How every command answers bad input: one sentence on stderr, exit code 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer


@contextmanager
def bad_input_exits() -> Iterator[None]:
    """Turn what is wrong with input, model, settings or output into one sentence.

    FormatError, ModelError and RunError are ValueErrors. A closed pipe stays as it is:
    the reader of our output went away, and typer ends quietly.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except ValueError as error:
        problem = str(error)
    except OSError as error:
        problem = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    else:
        return
    sentence = problem.splitlines()[0]
    print(sentence if sentence.endswith(".") else f"{sentence}.", file=sys.stderr)
    raise typer.Exit(2)
