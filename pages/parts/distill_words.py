"""Sentences of the distill page that are put together from values."""

import math

from engine.evaluation.scores import Score
from pages.parts.model import plain
from pages.parts.words import Words
from trainer.jobs.problem import RequestProblem
from trainer.jobs.request import DistillRequest
from trainer.jobs.view import RunView


def problem_sentence(words: Words, problem: RequestProblem) -> str:
    """What is wrong, in the page's language, with the reader's own sentence where it has one."""
    values = {
        key: plain(value) if isinstance(value, str) else value
        for key, value in problem.values.items()
    }
    sentence = words(f"distill.problem.{problem.code}", **values)
    return f"{sentence} ({plain(problem.detail)})" if problem.detail else sentence


def settings_sentence(words: Words, request: DistillRequest, data: str) -> str:
    """A run's settings on one line."""
    loss = words("distill.loss.off")
    if request.kd:
        alpha, tau = words.decimal(request.alpha, 2), words.decimal(request.tau, 1)
        loss = f"α {alpha}, τ {tau}"
    return words(
        "distill.settings",
        teacher=plain(request.teacher),
        data=plain(data),
        layers=", ".join(map(words.number, request.layers)),
        loss=loss,
        epochs=request.epochs,
        rate=rate(words, request.learning_rate),
        seed=request.seed,
    )


def standing_sentence(words: Words, view: RunView) -> str:
    """Where the run stands, how far it is, and how long it will take."""
    standing = words(f"distill.standing.{view.standing}")
    if view.standing == "waiting" and view.before:
        return f"{standing} · {words('distill.before', count=view.before)}"
    if view.standing != "training":
        return standing
    training = view.training
    parts = [standing, words("distill.step", step=training.step, total=training.total_steps)]
    if training.seconds_left is not None:
        parts.append(words("distill.left", minutes=math.ceil(training.seconds_left / 60) or 1))
    return " · ".join(parts)


def score_sentence(words: Words, key: str, score: Score) -> str:
    """A score with its interval."""
    low, high = score.ci95
    return words(key, score=words.share(score.f1), low=words.share(low), high=words.share(high))


def rate(words: Words, value: float) -> str:
    """A learning rate without trailing zeros, in the language's digits."""
    text = f"{value:.8f}".rstrip("0")
    return words.decimal(value, max(1, len(text) - text.index(".") - 1))
