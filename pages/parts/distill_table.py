"""Settings and scores of all runs side by side."""

import pandas as pd
import streamlit as st

from engine.evaluation.reports import report_files
from engine.evaluation.scores import Score, Scores
from pages.parts.distill_watch import shown_runs
from pages.parts.words import Words
from trainer.jobs.table import ComparedRun, compared_run, reproduced_students

_F1 = ("validation", "test", "macro")


def compare(words: Words) -> None:
    """A table that sorts by any heading; nothing where there is no run at all."""
    rows = [compared_run(view) for view in shown_runs()] + _reproduced(_written())
    if not rows:
        return
    st.subheader(words("distill.table"), anchor=False)
    st.dataframe(
        pd.DataFrame([_row(words, row) for row in rows]),
        hide_index=True,
        column_config=_columns(words),
        key="run_table",
        placeholder="–",
    )
    st.caption(words("distill.table.about"))


def _row(words: Words, row: ComparedRun) -> dict[str, object]:
    request = row.request
    return {
        "name": row.name,
        "standing": words(f"distill.standing.{row.standing}"),
        **_score("test", row.test, "micro"),
        **_score("macro", row.test, "macro"),
        **_score("validation", row.validation, "micro"),
        "data": words("distill.data.corpus") if row.data == "corpus" else row.data,
        "teacher": request.teacher,
        "layers": ", ".join(map(str, request.layers)),
        "alpha": request.alpha if request.kd else None,
        "tau": request.tau if request.kd else None,
        "epochs": request.epochs,
        "rate": request.learning_rate,
        "seed": request.seed,
    }


def _score(column: str, scores: Scores | None, mean: str) -> dict[str, object]:
    """F1 in percent, which sorts, and its interval."""
    if scores is None:
        return {column: None, f"{column}_ci": None}
    score: Score = getattr(scores, mean)
    low, high = score.ci95
    return {column: 100 * score.f1, f"{column}_ci": f"{100 * low:.1f}–{100 * high:.1f}"}


def _columns(words: Words) -> dict[str, object]:
    """Headings in the language of the page."""
    number = st.column_config.NumberColumn
    heads: dict[str, object] = {
        name: words(f"distill.column.{name}")
        for name in ("name", "standing", "data", "teacher", "layers", "epochs", "seed")
    }
    for name in _F1:
        heads[name] = number(words(f"distill.column.{name}"), format="%.1f")
        heads[f"{name}_ci"] = words("distill.column.ci")
    heads["alpha"] = number("α", format="%.2f", help=words("distill.help.alpha"))
    heads["tau"] = number("τ", format="%.1f", help=words("distill.help.tau"))
    heads["rate"] = number("η", format="%.5f", help=words("distill.help.rate"))
    return heads


def _written() -> tuple[tuple[str, float], ...]:
    return tuple((str(file.path), file.path.stat().st_mtime) for file in report_files())


@st.cache_data(show_spinner=False, max_entries=4)
def _reproduced(written: tuple[tuple[str, float], ...]) -> list[ComparedRun]:
    """``written`` makes a new or rewritten report be read."""
    return reproduced_students()
