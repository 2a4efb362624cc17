"""Scores as they are reported: micro, macro and by label, with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.evaluation.counts import Counts, LabelCounts, total
from engine.evaluation.intervals import Interval, f1_intervals


@dataclass(frozen=True, slots=True)
class Score:
    """Fractions; ``ci95`` is the interval of ``f1``; ``support`` only for one label."""

    precision: float
    recall: float
    f1: float
    ci95: Interval
    support: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The score as a JSON object, ``support`` only where it has one."""
        payload: dict[str, Any] = {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "ci95": list(self.ci95),
        }
        return payload if self.support is None else payload | {"support": self.support}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Score":
        """The inverse of ``to_json``."""
        low, high = payload["ci95"]
        precision, recall, f1 = payload["precision"], payload["recall"], payload["f1"]
        return cls(precision, recall, f1, (low, high), payload.get("support"))


@dataclass(frozen=True, slots=True)
class Scores:
    """One protocol's scores.

    ``micro`` comes from the counts summed over labels. ``macro`` precision,
    recall and F1 are each the mean of that score over the labels of the label
    set that have gold support (0 when none has).
    """

    micro: Score
    macro: Score
    labels: Mapping[str, Score]

    def to_json(self) -> dict[str, Any]:
        """``{"micro": {…}, "macro": {…}, "labels": {"MED": {…}, …}}``."""
        labels = {label: score.to_json() for label, score in self.labels.items()}
        return {"micro": self.micro.to_json(), "macro": self.macro.to_json(), "labels": labels}

    @classmethod
    def from_json(cls, payload: Mapping[str, Any]) -> "Scores":
        """The inverse of ``to_json``; further keys are ignored."""
        labels = {label: Score.from_json(score) for label, score in payload["labels"].items()}
        return cls(Score.from_json(payload["micro"]), Score.from_json(payload["macro"]), labels)


def score(documents: Sequence[LabelCounts], resamples: int = 1000, seed: int = 42) -> Scores:
    """Scores of per-document counts, with bootstrap intervals over those documents."""
    counts = total(documents)
    intervals = f1_intervals(documents, resamples, seed)
    labels = {
        label: _score(count, interval, count.support)
        for label, count, interval in zip(
            counts.labels, counts.counts, intervals.labels, strict=True
        )
    }
    micro = _score(counts.summed, intervals.micro)
    return Scores(micro, _macro(list(labels.values()), intervals.macro), labels)


def _score(counts: Counts, ci95: Interval, support: int | None = None) -> Score:
    return Score(counts.precision, counts.recall, counts.f1, ci95, support)


def _macro(scores: Sequence[Score], ci95: Interval) -> Score:
    supported = [score for score in scores if score.support]
    number = max(len(supported), 1)
    return Score(
        sum(score.precision for score in supported) / number,
        sum(score.recall for score in supported) / number,
        sum(score.f1 for score in supported) / number,
        ci95,
    )
