"""Trainings in tests: one thread, no network, no models of the user."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The user's models in a folder of the test, and one thread for equal sums."""
    import torch

    monkeypatch.setenv("SHONAKTO_HOME", str(tmp_path / "home"))
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A two-layer ModernBERT-type encoder folder with random weights."""
    from tests.tiny_models import save_encoder

    return save_encoder(tmp_path_factory.mktemp("encoder") / "modernbert")


@pytest.fixture(scope="session")
def teachers(tmp_path_factory: pytest.TempPathFactory, encoder: Path) -> dict[str, Path]:
    """Teachers that know eight sentences by heart: "teacher" and "teacher-crf"."""
    from tests.tiny_models import quick, tiny_task
    from trainer.stages import train_teacher

    root, task = tmp_path_factory.mktemp("teachers"), tiny_task(8)
    return {
        name: train_teacher(encoder, task, quick(25), root / name, crf=name == "teacher-crf")
        for name in ("teacher", "teacher-crf")
    }
