"""Every equation names code that is there, and what is shown is that code."""

import importlib
import inspect
from textwrap import dedent
from types import FunctionType

import pytest

from engine.paper.equations import EQUATIONS, Place, source_of

PLACES = sorted({place for e in EQUATIONS for place in e.places}, key=lambda p: (p.module, p.name))


def test_the_nine_equations_are_there_in_order() -> None:
    assert [equation.number for equation in EQUATIONS] == list(range(1, 10))
    assert all(equation.places and equation.latex for equation in EQUATIONS)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_exists_and_its_source_is_what_runs(place: Place) -> None:
    found: object = importlib.import_module(place.module)
    for name in place.name.split("."):
        found = getattr(found, name)
    source = source_of(place)
    assert source.line > 0
    if isinstance(found, FunctionType):
        lines, first = inspect.getsourcelines(found)
        assert source.text == dedent("".join(lines)).rstrip()
        assert source.line == first
    else:
        assert source.text.startswith(f"{place.name} =")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place("engine.tagging.bio", "no_such"), "expected 'no_such' in engine.tagging.bio"),
        (Place("engine.no_such", "x"), "expected the module 'engine.no_such'"),
        (Place("no_such_package", "x"), "expected an installed package 'no_such_package'"),
    ],
)
def test_a_place_that_is_not_there_is_an_error(place: Place, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        source_of(place)
