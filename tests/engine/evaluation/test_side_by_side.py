"""Latency of several models in one run: turns, medians, and an end."""

from collections.abc import Callable
from itertools import accumulate

import pytest

from engine.evaluation.side_by_side import measure_side_by_side


class Clock:
    """A clock that only work moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.order: list[str] = []

    def work(self, name: str, *seconds: float) -> Callable[[], None]:
        """Work that takes these seconds, one after the other, then the last again."""
        durations = [*seconds]

        def run() -> None:
            self.order.append(name)
            self.now += durations.pop(0) if len(durations) > 1 else durations[0]

        return run


def test_models_take_turns_and_the_first_run_of_a_turn_is_not_counted() -> None:
    clock = Clock()
    work = {"a": clock.work("a", 9.0, 0.001), "b": clock.work("b", 0.004)}
    a, b = measure_side_by_side(work, rounds=2, repeats=3, clock=lambda: clock.now)
    assert "".join(clock.order) == "aaaabbbbaaaabbbb"
    assert (a.name, a.p50_ms, a.slowest_ms, a.runs) == ("a", pytest.approx(1), pytest.approx(1), 6)
    assert (b.name, b.p50_ms) == ("b", pytest.approx(4))


def test_the_median_of_medians_ignores_a_slow_run() -> None:
    clock = Clock()
    slow_once = clock.work("a", 0, 0.002, 0.9, 0.002, 0, 0.003, 0.003, 0.001, 0, 0.002)
    (a,) = measure_side_by_side({"a": slow_once}, 3, 3, clock=lambda: clock.now)
    assert a.p50_ms == pytest.approx(2)
    assert (a.fastest_ms, a.slowest_ms) == (pytest.approx(1), pytest.approx(900))


def test_no_new_round_begins_when_time_is_up_but_one_is_finished() -> None:
    clock = Clock()
    work = {"a": clock.work("a", 30.0), "b": clock.work("b", 30.0)}
    latencies = measure_side_by_side(work, 5, 2, seconds=20, clock=lambda: clock.now)
    assert [latency.runs for latency in latencies] == [2, 2]


def test_the_real_clock_runs() -> None:
    (a,) = measure_side_by_side({"a": lambda: list(accumulate(range(1000)))}, 2, 2)
    assert 0 < a.fastest_ms <= a.p50_ms <= a.slowest_ms
