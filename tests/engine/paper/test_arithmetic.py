"""The findings' arithmetic, from the numbers themselves."""

import pytest

from engine.paper.arithmetic import calculations
from engine.paper.numbers import paper_findings, paper_numbers

FINDINGS = paper_findings()
COMPUTED = calculations(paper_numbers())
# What each finding says in figures of its own, as the calculation must give it.
STATED = {
    1: ("44.08", "35.67"),
    2: ("44.08", "44.27"),
    3: ("39.75",),
    4: ("2,384", "2,980"),
    5: ("163.8", "164.4"),
    6: ("78.7", "300"),
    9: ("8.6", "7.1"),
}


def test_every_finding_has_its_calculation() -> None:
    assert list(COMPUTED) == list(range(1, len(FINDINGS) + 1))
    assert all(COMPUTED.values())


@pytest.mark.parametrize("number", STATED)
def test_a_calculation_gives_what_the_finding_says(number: int) -> None:
    shown = [calculation.shown for calculation in COMPUTED[number]]
    for figure in STATED[number]:
        assert figure in shown
        assert figure in FINDINGS[number - 1]


def test_the_last_validation_scores_are_the_test_scores() -> None:
    assert [calculation.value for calculation in COMPUTED[10]] == [0, 0, 0]


def test_steps_of_the_whole_data_would_be_more_than_twice_as_many() -> None:
    assert COMPUTED[4][2].value > 2 * paper_numbers()["setup"]["teacher_steps"]


def test_a_calculation_follows_the_numbers() -> None:
    numbers = paper_numbers()
    numbers["table_2"]["Quantized (INT8)"]["latency_ms"] = 54.14
    assert calculations(numbers)[9][0].value == 1
    assert calculations(numbers)[9][0].expression == "54.14 / 54.14"


@pytest.mark.parametrize("number", COMPUTED)
def test_an_expression_has_its_value(number: int) -> None:
    for calculation in COMPUTED[number]:
        assert evaluated(calculation.expression) == pytest.approx(calculation.value, rel=1e-3)


def evaluated(expression: str) -> float:
    """The value of an expression as it is shown."""
    python = expression.replace("·", "*").replace("−", "-").replace("²⁰", "**20")
    python = python.replace("²", "**2").replace("⁶", "**6")
    python = python.replace("⌈", "ceil(").replace("⌉", ")").replace("√", "sqrt")
    from math import ceil, sqrt

    return float(eval(python, {"ceil": ceil, "sqrt": sqrt, "__builtins__": {}}))
