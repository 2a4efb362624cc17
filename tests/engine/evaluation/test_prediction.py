import pytest

from engine.tagging.prediction import Prediction
from engine.tagging.span import Document

TEXT = Document("জ্বর হয়")


def test_accepts_units_in_order():
    prediction = Prediction(TEXT, ((0, 4), (5, 7)), ("B-DIS", "O"), ("B-DIS", "O"))
    assert len(prediction.units) == 2


def test_accepts_pieces_of_one_character():
    Prediction(TEXT, ((0, 1), (0, 1), (1, 4)), ("O", "O", "O"), ("O", "O", "O"))


@pytest.mark.parametrize("units", [((0, 0),), ((4, 99),), ((5, 7), (0, 4))])
def test_rejects_bad_units(units):
    tags = ("O",) * len(units)
    with pytest.raises(ValueError, match="expected non-empty units in order"):
        Prediction(TEXT, units, tags, tags)


def test_rejects_missing_tags():
    with pytest.raises(ValueError, match="one raw and one constrained tag a unit"):
        Prediction(TEXT, ((0, 4),), (), ("O",))
