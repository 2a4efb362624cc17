"""The corpus page's figures: lengths in few enough bars that their names stay level."""

import pytest

from engine.views.figures.corpus import AxisTitles, length_bars

TITLES = AxisTitles("Words", "Share")


def test_lengths_in_bars_of_five() -> None:
    bars = length_bars({"test": [1, 5, 6, 12]}, TITLES, 5).data[0]
    assert list(bars.x) == ["1–5", "6–10", "11–15"]
    assert list(bars.y) == [0.5, 0.25, 0.25]


def test_the_last_bar_holds_all_that_is_longer() -> None:
    bars = length_bars({"a": [*range(1, 101)], "b": [47]}, TITLES, 5).data
    assert list(bars[0].x)[-2:] == ["41–45", "46+"]
    assert bars[0].y[-1] == pytest.approx(0.55)
    assert sum(bars[0].y) == pytest.approx(1)
    assert list(bars[1].y) == [0] * 9 + [1]


def test_as_many_lengths_as_bars_have_no_rest() -> None:
    bars = length_bars({"a": [1, 10]}, TITLES).data[0]
    assert list(bars.x) == [str(i) for i in range(1, 11)]


@pytest.mark.parametrize("lengths", [{}, {"a": []}])
def test_no_lengths_are_no_bars(lengths: dict[str, list[int]]) -> None:
    assert all(len(bars.x) == 0 for bars in length_bars(lengths, TITLES, 5).data)
