"""The settings of a student's start, its loss (eq. 6-8) and its training, each explained."""

from dataclasses import dataclass

import streamlit as st

from pages.parts.url_choice import several
from pages.parts.words import Words
from trainer.jobs.request import MAX_EPOCHS, MAX_RATE, MAX_SEED
from trainer.jobs.teachers import Teacher

_COPY = r"\theta^{\mathrm{stu}}_{j} \leftarrow \theta^{\mathrm{tea}}_{\ell_j}"
_SOFT = r"p^{\tau}_{i,k} = \frac{\exp(z_{i,k}/\tau)}{\sum_{j}\exp(z_{i,j}/\tau)}"
_KD = r"""\begin{aligned}\mathcal{L}_{\mathrm{KD}} &= \alpha\,\mathcal{L}_{\mathrm{CE}}
 + (1-\alpha)\,\tau^{2}\,\mathcal{L}_{\mathrm{KL}} \\ &= %s\end{aligned}"""
_CE = r"\mathcal{L}_{\mathrm{CE}} = -\frac{1}{n}\sum_{i}\log p^{1}_{i,y_i}(\mathrm{stu})"
_KL = r"""\begin{aligned}&\mathcal{L}_{\mathrm{KL}} = \\ &\frac{1}{n}\sum_{i,k}
 p^{\tau}_{i,k}(\mathrm{tea})\,\log\frac{p^{\tau}_{i,k}(\mathrm{tea})}
{p^{\tau}_{i,k}(\mathrm{stu})}\end{aligned}"""
_RATE = r"\eta_t = \eta\,\min\!\left(\frac{t}{%s\,T},\ \frac{T-t}{T-%s\,T}\right)"


@dataclass(frozen=True)
class LossSettings:
    """Whether the teacher counts, and eq. (7)'s weight and temperature."""

    kd: bool
    alpha: float
    tau: float


@dataclass(frozen=True)
class Schedule:
    """How long and how fast it learns; 0 epochs or a rate of 0 where the field is empty."""

    epochs: int
    rate: float
    seed: int


def starting_layers(words: Words, teacher: Teacher) -> tuple[int, ...]:
    """The teacher's layers that the student is made of, in rising order."""
    with st.container(border=True):
        st.markdown(f"**{words('distill.start_from')}**")
        layers = several(
            words("distill.layers"),
            range(1, teacher.layers + 1),
            teacher.default_layers,
            words.number,
            "layers",
        )
        st.caption(words("distill.help.layers"))
        st.latex(_COPY)
    return tuple(sorted(layers))


def loss_settings(words: Words) -> LossSettings:
    """Eq. (7) with the chosen numbers in it, and eqs. (6) and (8) below."""
    with st.container(border=True):
        st.markdown(f"**{words('distill.loss')}**")
        kd = st.toggle(words("distill.kd"), value=True, key="kd", bind="query-params")
        if not kd:
            st.caption(words("distill.kd.off"))
            st.latex(r"\mathcal{L} = \mathcal{L}_{\mathrm{CE}}")
            st.latex(_CE)
            return LossSettings(False, 1.0, 1.0)
        left, right = st.columns(2)
        with left:
            alpha = st.slider(
                words("distill.alpha"), 0.0, 1.0, 0.5, 0.05, key="alpha", bind="query-params"
            )
            st.caption(words("distill.help.alpha"))
        with right:
            tau = st.slider(
                words("distill.tau"), 0.5, 20.0, 4.0, 0.5, key="tau", bind="query-params"
            )
            st.caption(words("distill.help.tau"))
        _equations(words, alpha, tau)
    return LossSettings(True, alpha, tau)


def _equations(words: Words, alpha: float, tau: float) -> None:
    hard, soft = f"{alpha:.2f}", f"{(1 - alpha) * tau**2:.2f}"
    numbers = rf"{hard}\,\mathcal{{L}}_{{\mathrm{{CE}}}} + {soft}\,\mathcal{{L}}_{{\mathrm{{KL}}}}"
    st.caption(words("distill.equation.kd"))
    st.latex(_KD % numbers)
    with st.expander(words("distill.equation.more")):
        for name, equation in (("ce", _CE), ("soft", _SOFT), ("kl", _KL)):
            st.caption(words(f"distill.equation.{name}"))
            st.latex(equation)


def learning_schedule(words: Words, teacher: Teacher) -> Schedule:
    """Epochs, rate and seed, with the small preset's values for small teachers."""
    student = teacher.preset.student
    _propose("epochs", student.epochs)
    _propose("rate", student.learning_rate)
    _propose("seed", student.seed)
    with st.container(border=True):
        st.markdown(f"**{words('distill.training')}**")
        left, middle, right = st.columns(3)
        epochs = left.number_input(
            words("distill.epochs"), 1, MAX_EPOCHS, key="epochs", bind="query-params"
        )
        rate = middle.number_input(
            words("distill.rate"),
            0.0,
            float(MAX_RATE),
            step=1e-4,
            format="%.5f",
            key="rate",
            bind="query-params",
        )
        seed = right.number_input(
            words("distill.seed"), 0, MAX_SEED, key="seed", bind="query-params"
        )
        st.caption(words("distill.help.epochs", patience=student.patience or 0))
        st.caption(words("distill.help.rate"))
        st.latex(_RATE % (student.warmup, student.warmup))
        st.caption(words("distill.help.seed"))
    return Schedule(int(epochs or 0), float(rate or 0), int(seed or 0))


def _propose(key: str, value: object) -> None:
    """A first value that neither a user's choice nor the address has given."""
    if key not in st.session_state and key not in st.query_params:
        st.session_state[key] = value
