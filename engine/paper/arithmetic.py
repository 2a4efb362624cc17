"""What is inconsistent in the paper's numbers, computed again from those numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from engine.tagging.labels import LabelSet

# bangla-bert-base: its vocabulary, positions, segments and width, as its configuration says.
_VOCABULARY, _POSITIONS, _SEGMENTS, _WIDTH = 102_025, 512, 2, 768


@dataclass(frozen=True, slots=True)
class Calculation:
    """``expression`` has ``value``, to be shown with ``digits`` decimals."""

    expression: str
    value: float
    digits: int = 2

    @property
    def shown(self) -> str:
        """The value as text, with a comma between thousands."""
        return f"{self.value:,.{self.digits}f}"


def calculations(numbers: Mapping[str, Any]) -> dict[int, tuple[Calculation, ...]]:
    """By number of the finding (from 1), what can be computed; ``numbers`` of numbers.json."""
    return {
        1: (_harmonic(_teacher(numbers)), _mean(numbers, "Teacher")),
        2: (_harmonic(_teacher(numbers)), _harmonic(numbers["table_1"]["CRF-KD Student (4L)"])),
        3: (_mean(numbers, "CRF-KD"), _int8_gap(numbers)),
        4: _training(numbers["setup"]),
        5: _parameters(numbers["setup"]),
        6: _embeddings(),
        7: (_illegal(numbers["setup"]),),
        8: (_half_width(numbers["table_3_class_f1"]["support"]["HOR"]),),
        9: _speedups(numbers["table_2"]),
        10: _same_as_test(numbers),
        11: (_difference(_label(numbers, "No-KD", "HOR"), _label(numbers, "Teacher", "HOR")),),
        12: (_pha_gap(numbers),),
        13: (_moved(numbers["setup"]),),
    }


def _teacher(numbers: Mapping[str, Any]) -> Mapping[str, float]:
    scores: Mapping[str, float] = numbers["table_1"]["Teacher (12L + CRF)"]
    return scores


def _label(numbers: Mapping[str, Any], model: str, label: str) -> float:
    return float(numbers["table_3_class_f1"][model][label])


def _harmonic(scores: Mapping[str, float]) -> Calculation:
    """F1 of precision and recall."""
    p, r = scores["precision"], scores["recall"]
    return Calculation(f"2 · {p:.2f} · {r:.2f} / ({p:.2f} + {r:.2f})", 2 * p * r / (p + r))


def _mean(numbers: Mapping[str, Any], model: str) -> Calculation:
    """Macro F1 by its right name: the mean over labels."""
    values = [_label(numbers, model, label) for label in numbers["setup"]["classes"]]
    return Calculation(f"({_sum(values)}) / {len(values)}", sum(values) / len(values))


def _int8_gap(numbers: Mapping[str, Any]) -> Calculation:
    table_1 = numbers["table_1"]["Quantized CRF-KD (INT8)"]["f1"]
    return _difference(numbers["table_3_class_f1"]["Quantized"]["f1"], table_1)


def _training(setup: Mapping[str, Any]) -> tuple[Calculation, ...]:
    steps, epochs, batch = setup["teacher_steps"], setup["teacher_epochs"], setup["batch_size"]
    train, sentences = setup["split"][0], setup["sentences"]
    share = round(train / sentences, 2)
    seen = steps / epochs * batch
    return (
        Calculation(f"{steps} / {epochs} · {batch}", seen, 0),
        Calculation(f"{seen:.0f} / {share}", seen / share, 0),
        Calculation(f"{epochs} · ⌈{train} / {batch}⌉", epochs * ceil(train / batch), 0),
    )


def _tables() -> int:
    return (_VOCABULARY + _POSITIONS + _SEGMENTS) * _WIDTH


def _parameters(setup: Mapping[str, Any]) -> tuple[Calculation, ...]:
    """BERT: embeddings with their norm, 12 layers of 12h² + 13h, the head; in millions."""
    h, tags = _WIDTH, setup["bio_tags"]
    linear = _tables() + 2 * h + 12 * (12 * h**2 + 13 * h) + tags * (h + 1)
    pooler, crf = h * (h + 1), tags**2 + 2 * tags
    size = f"({_VOCABULARY} + {_POSITIONS} + {_SEGMENTS}) · {h}"
    layers = f"2 · {h} + 12 · (12 · {h}² + 13 · {h}) + {tags} · {h + 1}"
    return (
        Calculation(f"({size} + {layers}) / 10⁶", linear / 1e6, 1),
        Calculation(f"({linear} + {crf} + {pooler}) / 10⁶", (linear + crf + pooler) / 1e6, 1),
    )


def _embeddings() -> tuple[Calculation, ...]:
    size = f"({_VOCABULARY} + {_POSITIONS} + {_SEGMENTS}) · {_WIDTH}"
    return (
        Calculation(f"{size} / 10⁶", _tables() / 1e6, 1),
        Calculation(f"4 · {_tables()} / 2²⁰", 4 * _tables() / 2**20, 0),
    )


def _illegal(setup: Mapping[str, Any]) -> Calculation:
    """Moves from tag to tag that BIO forbids and a learned transition does not."""
    labels = LabelSet(tuple(setup["classes"]))
    moves = sum(not labels.legal(a, b) for a in labels.tags for b in labels.tags)
    return Calculation(f"{len(labels.labels)} · ({len(labels.tags)} − 2)", moves, 0)


def _half_width(support: int) -> Calculation:
    """Half of the 95% interval of a share of one half, in points."""
    value = 100 * 1.96 * sqrt(0.25 / support)
    return Calculation(f"100 · 1.96 · √(0.25 / {support})", value, 1)


def _speedups(table: Mapping[str, Any]) -> tuple[Calculation, ...]:
    int8 = table["Quantized (INT8)"]["latency_ms"]
    teachers = ("Teacher (12L, no CRF)", "CRF Teacher (12L + CRF)")
    times = [table[name]["latency_ms"] for name in teachers]
    return tuple(Calculation(f"{time:.2f} / {int8:.2f}", time / int8, 1) for time in times)


def _same_as_test(numbers: Mapping[str, Any]) -> tuple[Calculation, ...]:
    """The last validation F1 minus the test F1."""
    figure, table = numbers["fig_3_validation_f1_by_epoch"], numbers["table_1"]
    pairs = (
        (figure["teacher"][-1], numbers["table_3_class_f1"]["Teacher"]["f1"]),
        (figure["kd_student"][-1], table["Standard KD Student (4L)"]["f1"]),
        (figure["no_kd_student"][-1], table["Student No-KD (4L)"]["f1"]),
    )
    return tuple(_difference(last, test) for last, test in pairs)


def _pha_gap(numbers: Mapping[str, Any]) -> Calculation:
    text = _label(numbers, "INT8 (authors' result file)", "PHA")
    return _difference(_label(numbers, "Quantized", "PHA"), text)


def _moved(setup: Mapping[str, Any]) -> Calculation:
    """Sum of all learning rates of a schedule that rises and falls in straight lines."""
    steps, peak = setup["teacher_steps"], setup["peak_lr"]
    return Calculation(f"{steps} · {peak:.5f} / 2", steps * peak / 2, 3)


def _difference(first: float, second: float) -> Calculation:
    return Calculation(f"{first:.2f} − {second:.2f}", first - second)


def _sum(values: Iterable[float]) -> str:
    return " + ".join(f"{value:.2f}" for value in values)
