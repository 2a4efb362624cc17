"""How long several models take for the same work, measured in one run."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ROUNDS = 5
REPEATS = 3
_REST = 0.05  # seconds in which the waiting threads of another runtime stop spinning


@dataclass(frozen=True, slots=True)
class Latency:
    """One of several, in milliseconds: the median, the fastest and the slowest of ``runs``."""

    name: str
    p50_ms: float
    fastest_ms: float
    slowest_ms: float
    runs: int


def measure_side_by_side(
    work: Mapping[str, Callable[[], object]],
    rounds: int = ROUNDS,
    repeats: int = REPEATS,
    seconds: float = 20.0,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[Latency, ...]:
    """Latencies of each piece of ``work``, which take turns, in their order.

    In every round each has, after a short rest, a run that is not counted and ``repeats``
    that are. The median is that of the rounds' medians. No new round begins after
    ``seconds``; one is always finished.
    """
    times: dict[str, list[list[float]]] = {name: [] for name in work}
    began = clock()
    for done in range(rounds):
        if done and clock() - began > seconds:
            break
        for name, run in work.items():
            time.sleep(_REST)
            run()
            times[name].append([_milliseconds(run, clock) for _ in range(repeats)])
    return tuple(_latency(name, found) for name, found in times.items())


def _milliseconds(run: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    run()
    return (clock() - began) * 1e3


def _latency(name: str, rounds: list[list[float]]) -> Latency:
    runs = [run for times in rounds for run in times]
    median = statistics.median(statistics.median(times) for times in rounds)
    return Latency(name, median, min(runs), max(runs), len(runs))
