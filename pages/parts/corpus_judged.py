"""A model's results on a split of the corpus: from a report, or judged now and kept."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from engine.annotator import Annotator
from engine.evaluation.mistakes import judge_model, reported
from engine.evaluation.result import DocumentResult
from engine.evaluation.scores import Scores, score
from engine.tagging.span import Document
from pages.parts.corpus_data import corpus_splits
from pages.parts.model import chosen_model, plain
from pages.parts.report import chosen_report
from pages.parts.words import Words

Results = tuple[DocumentResult, ...]
_MOST = 12  # judged splits that are kept


@dataclass(frozen=True)
class Judged:
    """Results a document, and their scores by the word protocol."""

    results: Results
    scores: Scores

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of data and model."""
        return tuple(self.scores.labels)


@dataclass(frozen=True)
class _Kept:
    """What was judged, and whose it is: a retrained model is another object."""

    owner: object
    judged: Judged


Store = dict[tuple[str, str], _Kept]


def judged_split(split: str, words: Words) -> Judged:
    """From the chosen report where its texts are those of ``split``, else from the model."""
    documents = corpus_splits()[split]
    with st.expander(words("corpus.errors.report")):
        report = chosen_report(words)
        found = reported(report, documents) if report else {}
        if report and not found:
            st.caption(words("corpus.errors.other_data"))
    if report is None or not found:
        annotator = chosen_model(words)
        return _by_model(annotator, (annotator.name, split), documents, words, _kept())
    model = st.selectbox(
        words("corpus.errors.model"), list(found), format_func=words.model, key="corpus_errors_row"
    )
    st.caption(words("corpus.errors.from_report", name=plain(words.model(model))))
    results = found[model]
    return _once((report.name, model), results, lambda: results, _kept())


def judged_file(documents: tuple[Document, ...], words: Words) -> Judged:
    """A file of the user's: what is made of it stays in this session."""
    annotator = chosen_model(words)
    store = st.session_state.setdefault("corpus_file_judged", {})
    key = (annotator.name, str(hash(documents)))
    return _by_model(annotator, key, documents, words, store)


def _by_model(
    annotator: Annotator,
    key: tuple[str, str],
    documents: tuple[Document, ...],
    words: Words,
    store: Store,
) -> Judged:
    """The model reads all texts now, unless it has done so before."""
    working = words("corpus.errors.working")
    place = st.empty()

    def judge() -> Results:
        bar = place.progress(0.0, working)
        results = judge_model(annotator, documents, lambda done: bar.progress(done, working))
        place.empty()
        return results

    return _once(key, annotator, judge, store)


def _once(
    key: tuple[str, str], owner: object, results: Callable[[], Results], store: Store
) -> Judged:
    """Results with their scores, made once for a ``store`` while ``owner`` is the same."""
    known = store.get(key)
    if known is None or known.owner is not owner:
        made = results()
        known = _Kept(owner, Judged(made, score([result.word for result in made])))
        store.pop(key, None)
        while len(store) >= _MOST:
            store.pop(next(iter(store)), None)
        store[key] = known
    return known.judged


@st.cache_resource(show_spinner=False)
def _kept() -> Store:
    """Shared by all sessions: the shipped corpus is no secret."""
    return {}
