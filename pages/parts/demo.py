"""The guided demo: five steps for a presenter with three minutes, ``?demo=1`` to ``5``."""

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import streamlit as st

from engine.models.registry import registered_models
from pages.parts.words import Words, examples

EXAMPLE = "visit"
_STEP, _READY = "demo_step", "demo_ready"  # in the session: the step, the one prepared last


@dataclass(frozen=True)
class DemoStep:
    """A page, the widgets (by key) that start with the example, and the models in its menu."""

    page: str
    source_key: str = ""
    text_key: str = ""
    models: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Put example and models into the page's widgets, which are drawn afterwards."""
        if self.source_key:
            st.session_state[self.source_key] = EXAMPLE
            st.session_state[self.text_key] = examples()[EXAMPLE]
        if self.models and _usable().issuperset(self.models):
            st.session_state["models"] = list(self.models)


STEPS = (
    DemoStep("annotate", source_key="source", text_key="text"),
    DemoStep("compare", "tried_source", "tried_text", models=("teacher-crf", "int8")),
    DemoStep("results"),
    DemoStep("layers", source_key="tried_source", text_key="tried_text"),
    DemoStep("distill"),
)


def _usable() -> set[str]:
    return {model.name for model in registered_models() if not model.problem}


def demo(page: str, words: Words) -> None:
    """The panel of the step under way, or the button that begins the demo."""
    asked = _asked()
    if asked:
        st.session_state[_STEP] = asked
    step = st.session_state.get(_STEP)
    if step is None:
        with st.sidebar:
            if st.button(words("demo.start"), icon=":material/slideshow:", key="demo_start"):
                _go(1, page)
        return
    here = STEPS[step - 1].page == page
    if asked and not here:
        _go(step, page)
    if here and st.session_state.get(_READY) != step:
        _prepare(step)
    _panel(step, page, words)


def _asked() -> int | None:
    """The step in the address, if it is one."""
    asked = st.query_params.get("demo", "")
    return int(asked) if asked in {str(i + 1) for i in range(len(STEPS))} else None


def _panel(step: int, page: str, words: Words) -> None:
    """Where one is, what to show and say, and the way on; away from it, the way back."""
    here = STEPS[step - 1].page == page
    with st.container(border=True, key="demo_panel"):
        title = words(f"{STEPS[step - 1].page}.title")
        place = words("demo.place", step=step, steps=len(STEPS), title=title)
        st.markdown(f"**{place}**")
        if here:
            st.write(words(f"demo.show.{step}"))
            st.caption(words(f"demo.say.{step}"))
        with st.container(horizontal=True):
            if not here and st.button(words("demo.return"), type="primary", key="demo_return"):
                _go(step, page)
            if here and st.button(words("demo.back"), disabled=step == 1, key="demo_back"):
                _go(step - 1, page)
            last = step == len(STEPS)
            if here and not last and st.button(words("demo.next"), type="primary", key="demo_next"):
                _go(step + 1, page)
            if st.button(words("demo.end" if last else "demo.leave"), key="demo_leave"):
                _leave()


def _go(step: int, page: str) -> NoReturn:
    """From ``page`` to that of ``step``, with its example; what is bound to widgets stays."""
    st.session_state[_STEP] = step
    _prepare(step)
    if STEPS[step - 1].page == page:
        st.query_params["demo"] = str(step)
        st.rerun()
    file = Path(__file__).parent.parent / f"{STEPS[step - 1].page}.py"
    st.switch_page(file, query_params={"demo": str(step)})


def _prepare(step: int) -> None:
    st.session_state[_READY] = step
    STEPS[step - 1].prepare()


def _leave() -> NoReturn:
    for name in (_STEP, _READY):
        st.session_state.pop(name, None)
    st.query_params.pop("demo", None)
    st.rerun()
