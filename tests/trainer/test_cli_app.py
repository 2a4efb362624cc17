"""``shonakto app``: the command that it becomes."""

import sys

import pytest
import typer
from typer.testing import CliRunner

import trainer.cli_app
from engine.paths import app_home
from trainer.cli_app import app_command, serve_command


def test_the_command_serves_our_app_to_this_machine_only() -> None:
    command = serve_command()
    assert command[0] == sys.executable
    assert command[command.index("run") + 1] == str(app_home() / "app.py")
    assert "--server.address=localhost" in command
    assert not any("port" in part for part in command)


def test_port_and_host_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(trainer.cli_app.os, "execv", lambda _, command: seen.append(command))
    app = typer.Typer()
    app.command()(app_command)
    assert CliRunner().invoke(app, ["--port", "9000", "--host", "0.0.0.0"]).exit_code == 0
    assert "--server.port=9000" in seen[0]
    assert "--server.address=0.0.0.0" in seen[0]


def test_an_impossible_port_is_refused() -> None:
    app = typer.Typer()
    app.command()(app_command)
    assert CliRunner().invoke(app, ["--port", "70000"]).exit_code == 2
