"""``shonakto app``: serve the pages."""

import os
import sys
from typing import Annotated

import typer

from engine.paths import app_home


def app_command(
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="Default: 8501, or the next free one."),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; 0.0.0.0 for the whole network.")
    ] = "localhost",
) -> None:
    """Serve the app in a browser; Ctrl+C ends it."""
    command = serve_command(port, host)
    sys.stdout.flush()
    os.execv(command[0], command)


def serve_command(port: int | None = None, host: str = "localhost") -> list[str]:
    """The command that serves app.py, from any working directory.

    Streamlit reads ``.streamlit/config.toml`` beside the script. ``-P`` keeps Python from
    taking modules of the working directory for ours.
    """
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(app_home() / "app.py")]
    command.append(f"--server.address={host}")
    if port is not None:
        command.append(f"--server.port={port}")
    return command
