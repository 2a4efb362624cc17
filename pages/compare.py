"""Compare: two to four models on one text, on the corpus, or on a file."""

import streamlit as st

from engine.models.registry import registered_models
from pages.parts.compare_many import compare_corpus, compare_file
from pages.parts.compare_text import compare_text
from pages.parts.frame import page
from pages.parts.model import LoadedModel, load_models, plain
from pages.parts.url_choice import view_switch
from pages.parts.words import Words

VIEWS = {"text": compare_text, "corpus": compare_corpus, "file": compare_file}
MOST = 4
FIRST = ("int8", "lexicon")  # they are always there and open at once


def chosen_models(words: Words) -> list[LoadedModel]:
    """Two to four models of the menu, in the URL as ``?models=``; fewer if fewer were chosen."""
    names = [model.name for model in registered_models() if not model.problem]
    first = [name for name in FIRST if name in names]
    chosen = st.multiselect(
        words("compare.models"),
        names,
        default=first,
        max_selections=MOST,
        placeholder=words("compare.models.choose"),
        key="models",
        bind="query-params",
    )
    if len(names) < 2:
        st.info(words("compare.one_model"), icon=":material/model_training:")
    elif len(chosen) < 2:
        st.info(words("compare.too_few"), icon=":material/compare:")
    with st.spinner(words("compare.loading"), show_time=True):
        return load_models(chosen, words) if len(chosen) > 1 else []


def say_what_they_are(models: list[LoadedModel], words: Words) -> None:
    """Each letter with its model, and a warning where their labels differ."""
    letters = words("compare.letters")
    said = [f"**{letters[i]}** {plain(words.model(model.name))}" for i, model in enumerate(models)]
    st.caption(" · ".join(said))
    if len({frozenset(model.annotator.labels.labels) for model in models}) > 1:
        st.warning(words("compare.other_labels"), icon=":material/label_off:")


with page("compare") as words:
    models = chosen_models(words)
    if len(models) > 1:
        say_what_they_are(models, words)
        VIEWS[view_switch("compare", list(VIEWS), words)](models, words)
