"""Many texts through several models: how far they disagree, and on which texts most."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd
import streamlit as st

from engine.evaluation.disagreement import Disagreement, DisputedText, disagreement, disputed_texts
from engine.formats.read import read_dataset
from engine.formats.text_error import TextFileError
from engine.formats.texts import MAX_MB, read_texts
from engine.paths import assets
from engine.tagging.span import Document
from engine.text.clusters import snap_to_clusters
from engine.views.aligned import Row
from pages.parts.compare_text import model_rows
from pages.parts.kept import kept, known_value
from pages.parts.model import LoadedModel, plain
from pages.parts.readings import known_labels, show_legend, show_rows
from pages.parts.upload import upload_box
from pages.parts.words import Words

PAGE = 10  # disputed texts shown at a time
_TITLE = 60  # code points of a text in its title


def compare_corpus(models: Sequence[LoadedModel], words: Words) -> None:
    """The test split of the shipped corpus, whose gold marks are shown too."""
    gold = _test_split()
    st.caption(words("compare.corpus.about", texts=len(gold)))
    _compare("corpus", models, gold, words)


def compare_file(models: Sequence[LoadedModel], words: Words) -> None:
    """The texts of a file of the user's; what is read stays in this session."""
    file = upload_box(words("compare.file.upload", limit=MAX_MB), "compared_file", words)
    if file is None:
        st.info(words("compare.file.empty"), icon=":material/upload_file:")
        return
    try:
        texts = read_texts(file.name, file.getvalue())
    except TextFileError as error:
        values = {k: plain(v) if isinstance(v, str) else v for k, v in error.values.items()}
        st.error(words(f"upload.{error.reason}", **values))
        return
    _compare("file", models, texts, words)


def _compare(
    place: str, models: Sequence[LoadedModel], texts: tuple[Document, ...], words: Words
) -> None:
    """A button that starts it, for it takes a while; what came of it, until models change."""
    key = (tuple(model.version for model in models), texts)
    started = st.button(words("compare.start", texts=len(texts)), type="primary")
    if started or known_value(place, key) is not None:
        found = kept(place, key, lambda: [_read(model, texts, words) for model in models])
        _show(models, found, texts if place == "corpus" else None, words)


def _read(model: LoadedModel, texts: Sequence[Document], words: Words) -> tuple[Document, ...]:
    """The texts as one model marks them, with a bar that moves."""
    said = words("compare.reading", name=plain(model.name))
    bar = st.progress(0.0, said)
    found: list[Document] = []
    for document in model.annotator.annotate_batch(text.text for text in texts):
        found.append(document)
        bar.progress(len(found) / len(texts), said)
    bar.empty()
    return tuple(found)


def _show(
    models: Sequence[LoadedModel],
    found: Sequence[Sequence[Document]],
    gold: Sequence[Document] | None,
    words: Words,
) -> None:
    """The rates of all pairs, then the disputed texts, the most disputed first."""
    letters = words("compare.letters")
    pairs = list(combinations(range(len(models)), 2))
    rates = [disagreement(found[i], found[j]) for i, j in pairs]
    st.subheader(words("compare.rate"), anchor=False)
    names = [f"{letters[i]} {models[i].name}" for i in range(len(models))]
    table = [
        _rate(f"{names[i]} – {names[j]}", rate, words)
        for (i, j), rate in zip(pairs, rates, strict=True)
    ]
    st.dataframe(pd.DataFrame(table), hide_index=True)
    st.caption(words("compare.rate.about"))
    disputed = disputed_texts(found)
    st.subheader(words("compare.disputed", count=len(disputed)), anchor=False)
    if not disputed:
        st.success(words("compare.all_agree"), icon=":material/check:")
        return
    labels = known_labels(model.annotator.labels.labels for model in models)
    show_legend(labels, words)
    for text in _page_of(disputed, words):
        rows = model_rows(models, [documents[text.index] for documents in found], words)
        if gold is not None:
            rows.append(Row(words("compare.gold.letter"), words("compare.gold"), gold[text.index]))
        _open(text, rows, labels, words)


def _rate(pair: str, rate: Disagreement, words: Words) -> dict[str, object]:
    low, high = map(words.share, rate.ci95)
    return {
        words("compare.pair"): pair,
        words("compare.column.rate"): words.share(rate.rate),
        words("compare.column.ci95"): f"{low} – {high}",
        words("compare.column.agreed"): rate.agreed,
        words("compare.column.differing"): rate.differing,
        words("compare.column.texts"): rate.texts,
    }


def _page_of(disputed: Sequence[DisputedText], words: Words) -> Sequence[DisputedText]:
    pages = -(-len(disputed) // PAGE)
    if pages == 1:
        return disputed
    number = st.pagination(pages, key=f"disputed_{pages}")
    return disputed[(number - 1) * PAGE : number * PAGE]


def _open(text: DisputedText, rows: Sequence[Row], labels: tuple[str, ...], words: Words) -> None:
    """A disputed text, closed; its title is how it begins."""
    begin = " ".join(rows[0].document.text.split())
    end = snap_to_clusters(begin, 0, _TITLE)[1]
    cut = begin if end >= len(begin) else f"{begin[:end]} …"
    counts = words("compare.disputed.title", disputed=text.disputed, spans=text.spans)
    with st.expander(f"**{counts}** · {plain(cut)}"):
        show_rows(rows, labels, words, f"disputed-{text.index}")


@st.cache_resource(show_spinner=False)
def _test_split() -> tuple[Document, ...]:
    return read_dataset(assets() / "corpus" / "test.jsonl").documents
