"""The app served for a test: own port, own home, no network."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from trainer.cli_app import serve_command


@contextmanager
def serving(
    folder: Path, command: Sequence[str] = (), cwd: Path | None = None, **env: str
) -> Iterator[str]:
    """The URL of a server whose home and ``server.log`` are in ``folder``.

    ``command``, where given, gets ``--port`` appended; it is run in ``cwd`` or ``folder``.
    """
    port = free_port()
    full = [*command, f"--port={port}"] if command else serve_command(port)
    home = {"SHONAKTO_HOME": str(folder / "home"), "HOME": str(folder), "OMP_NUM_THREADS": "1"}
    all_env = {**os.environ, **home, "STREAMLIT_SERVER_HEADLESS": "true", **env}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(full, cwd=cwd or folder, env=all_env, stdout=log, stderr=log)
        try:
            url = f"http://localhost:{port}"
            wait_for(f"{url}/_stcore/health", process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    """Return when ``url`` answers 200; fail when the server ended or time is up."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        try:
            if opener.open(url, timeout=5).status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"no answer from {url} in {seconds} s")
