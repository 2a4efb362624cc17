"""What surrounds every page: menu, language, style, title, notice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from engine.paths import assets
from pages.parts.demo import demo
from pages.parts.style import StyleElement
from pages.parts.words import LANGUAGES, Words

# File name and icon of each page, the first one at "/".
MENU = (
    ("annotate", ":material/ink_highlighter:"),
    ("compare", ":material/compare:"),
    ("results", ":material/bar_chart:"),
    ("layers", ":material/layers:"),
    ("distill", ":material/science:"),
    ("corpus", ":material/library_books:"),
    ("paper", ":material/article:"),
)


def page_settings() -> None:
    """The browser tab's title and icon, before anything else is drawn.

    The icon is a file of ours: for an emoji, or for the menu's Material icon that Streamlit
    would take in its place, the browser would ask a host on the network.
    """
    st.set_page_config(page_title="শনাক্ত · Shonakto", page_icon=str(assets() / "icon.svg"))


def current_words() -> Words:
    """The strings of the language chosen in the sidebar."""
    return Words(LANGUAGES[st.session_state.get("language", next(iter(LANGUAGES)))])


def language_switch() -> None:
    """বাংলা or English, kept in the URL as ``?language=``."""
    st.segmented_control(
        "ভাষা · Language",
        list(LANGUAGES),
        default=next(iter(LANGUAGES)),
        required=True,
        key="language",
        bind="query-params",
    )


def menu(words: Words) -> st.Page:
    """Show the menu; the page that the URL names.

    Streamlit serves the first page at "/" only, so it is listed once more, hidden, for
    links to it by name.
    """
    first, icon = MENU[0]
    home = st.Page(_file(first), title=words(f"{first}.title"), icon=icon, url_path="home")
    alias = st.Page(_file(first), title=home.title, url_path=first, visibility="hidden")
    others = [
        st.Page(_file(name), title=words(f"{name}.title"), icon=icon) for name, icon in MENU[1:]
    ]
    return st.navigation([home, *others, alias])


def _file(name: str) -> Path:
    return Path(__file__).parent.parent / f"{name}.py"


@contextmanager
def page(name: str) -> Iterator[Words]:
    """Title above, notice below; in between the page draws itself."""
    _need_app()
    words = current_words()
    st.html(StyleElement())
    st.caption(f"**{words('app.title')}** · {words('app.about')}")
    st.title(words(f"{name}.title"), anchor=False)
    demo(name, words)
    yield words
    st.divider()
    for language in LANGUAGES.values():
        st.caption(Words(language)("notice"))


def _need_app() -> None:
    """Start over through app.py if Streamlit ran this page without it.

    It does so when a page's own URL is the first one opened after the server's start,
    because of the folder's name; calling ``st.navigation`` ends that for good.
    """
    if not st.session_state.get("app_ran") and not st.session_state.get("restarted"):
        st.session_state["restarted"] = True
        page_settings()
        menu(current_words())
        st.rerun()
