"""Which texts a distillation learns from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from pages.parts.model import plain
from pages.parts.words import Words
from trainer.jobs.data import (
    CORPUS,
    DataFiles,
    DataSummary,
    bundled_corpus,
    home_files,
    uploaded,
)
from trainer.jobs.problem import RequestProblem

UPLOAD = "upload"


@dataclass(frozen=True)
class ChosenData:
    """The data chosen: what is in them, or what is wrong with them."""

    stored: DataFiles | None = None
    name: str = ""
    content: bytes = b""
    summary: DataSummary | None = None
    problem: RequestProblem | None = None

    @contextmanager
    def files(self) -> Iterator[DataFiles]:
        """The files, for as long as they are read."""
        if self.stored is not None:
            yield self.stored
        else:
            with uploaded(self.name, self.content) as files:
                yield files


def data_input(words: Words) -> ChosenData:
    """The menu of data sets, and what the chosen one holds."""
    corpus = bundled_corpus()
    stored = {CORPUS: corpus} if corpus is not None else {}
    stored |= {f"home/{files.name}": files for files in home_files()}

    def shown(choice: str) -> str:
        known = {CORPUS: words("distill.data.corpus"), UPLOAD: words("distill.data.upload")}
        return known.get(choice) or words("distill.data.home", name=stored[choice].name)

    choice = st.selectbox(
        words("distill.data"),
        [*stored, UPLOAD],
        format_func=shown,
        key="data",
        help=words("distill.help.data"),
    )
    if choice != UPLOAD:
        return _looked_at(words, ChosenData(stored=stored[choice]))
    file = st.file_uploader(words("distill.upload"), key="distill_file")
    if file is None:
        return ChosenData(problem=RequestProblem("data_none"))
    return _looked_at(words, ChosenData(name=file.name, content=file.getvalue()))


def _looked_at(words: Words, data: ChosenData) -> ChosenData:
    """``data`` with its summary, which is shown, or its problem."""
    try:
        with st.spinner(words("distill.checking")):
            if data.stored is not None:
                changed = tuple(path.stat().st_mtime for path in data.stored.paths)
                summary = _stored_summary(data.stored, changed)
            else:
                summary = _uploaded_summary(data.name, data.content)
    except RequestProblem as problem:
        return ChosenData(problem=problem)
    except OSError as error:
        return ChosenData(problem=RequestProblem("data_unreadable", str(error), data=data.name))
    counts = {"train": summary.train, "validation": summary.validation, "test": summary.test}
    st.caption(words("distill.split", labels=plain(", ".join(summary.labels)), **counts))
    return ChosenData(data.stored, data.name, data.content, summary)


@st.cache_data(show_spinner=False, max_entries=8, hash_funcs={DataFiles: repr})
def _stored_summary(files: DataFiles, changed: tuple[float, ...]) -> DataSummary:
    """``changed`` makes an edited file a new one."""
    return DataSummary.of(files.splits())


@st.cache_data(show_spinner=False, max_entries=2)
def _uploaded_summary(name: str, content: bytes) -> DataSummary:
    with uploaded(name, content) as files:
        return DataSummary.of(files.splits())
