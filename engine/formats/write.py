"""Writing that cannot leave half a file: to a temporary name, then rename."""

import os
import tempfile
from errno import EACCES, EISDIR, ENOTDIR
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Replace ``path`` with ``text`` (UTF-8, LF) in one step."""
    write_bytes(path, text.encode("utf-8"))


def check_writable(path: Path) -> None:
    """Raise OSError, in words and before any work is done, where no file can come to ``path``."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, "expected a file to write, got a folder", str(path))
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, "expected a folder, got a file", str(folder))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(EACCES, "expected a folder that one may write to", str(folder))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data`` in one step."""
    check_writable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
