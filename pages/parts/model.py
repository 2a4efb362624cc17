"""The model menu, and the models that the page's text goes through."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from engine.annotator import DEFAULT_MODEL, Annotator, ModelError, load
from engine.models.registry import LEXICON, RegisteredModel, registered_models
from pages.parts.memory import here_to_stay
from pages.parts.words import Words


@dataclass(frozen=True)
class LoadedModel:
    """A registered model, loaded; ``version`` is another one when its folder changes."""

    about: RegisteredModel
    annotator: Annotator
    version: tuple[str, str, float]

    @property
    def name(self) -> str:
        """Its name in the registry."""
        return self.about.name


def model_menu(words: Words) -> None:
    """The menu of registered models; the choice is in the URL as ``?model=``."""
    names = [model.name for model in registered_models() if not model.problem]
    first = names.index(DEFAULT_MODEL) if DEFAULT_MODEL in names else 0
    st.selectbox(words("model.menu"), names, index=first, key="model", bind="query-params")


def chosen_model(words: Words) -> Annotator:
    """The chosen model, shared by all sessions, with what one must know of it on the page."""
    models = {model.name: model for model in registered_models()}
    chosen = models[st.session_state["model"]]
    annotator = _load_or_lexicon(chosen, words)
    note = f" · {words('model.users')}" if chosen.users else ""
    st.caption(words("model.used", name=f"**{plain(words.model(annotator.name))}**{note}"))
    if annotator.config.provisional:
        st.warning(words("model.provisional"), icon=":material/experiment:")
    if annotator.name == LEXICON:
        only = words("model.none") + " " if DEFAULT_MODEL not in models else ""
        st.info(only + words("model.lexicon"), icon=":material/list_alt:")
    return annotator


def plain(text: str) -> str:
    """``text`` with the characters escaped that Markdown would act on."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:" else char for char in text)


def load_models(names: Sequence[str], words: Words) -> list[LoadedModel]:
    """The named models, shared by all sessions; one that cannot be read is said and left out."""
    models = {model.name: model for model in registered_models()}
    loaded: list[LoadedModel] = []
    for name in names:
        version = _version(models[name])
        try:
            loaded.append(LoadedModel(models[name], _load(*version), version))
        except (ModelError, OSError):
            st.error(words("model.left_out", name=plain(name)))
    return loaded


def _load_or_lexicon(model: RegisteredModel, words: Words) -> Annotator:
    try:
        return _load(*_version(model))
    except (ModelError, OSError):
        st.error(words("model.broken", name=plain(model.name)))
        return load(LEXICON)


def _version(model: RegisteredModel) -> tuple[str, str, float]:
    settings = model.path / "tagger.json"
    changed = settings.stat().st_mtime if settings.is_file() else 0.0
    return model.name, str(model.path), changed


# All rows of a reproduction and one more: four are compared side by side.
@st.cache_resource(show_spinner=False, max_entries=8)
def _load(name: str, path: str, changed: float) -> Annotator:
    """One copy for all sessions; ``path`` and ``changed`` make a retrained model a new one."""
    annotator = load(name)
    here_to_stay()
    return annotator
