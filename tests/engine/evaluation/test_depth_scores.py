"""What is read from scores by number of layers."""

import pytest

from engine.evaluation.depths import DepthScore, read_depths


def test_the_reading_says_from_which_depth_a_share_is_kept_for_good() -> None:
    reading = read_depths(f1=[0.1, 0.4, 0.2, 0.37, 0.4], accuracy=[0.7, 0.75, 0.79, 0.8, 0.8])
    assert (reading.f1_layers, reading.accuracy_layers) == (4, 2)
    assert (reading.layers, reading.full_f1, reading.first_accuracy) == (5, 0.4, 0.7)


def test_one_layer_and_a_model_that_finds_nothing() -> None:
    assert read_depths([0.5], [0.9]).f1_layers == 1
    assert read_depths([0.0, 0.0], [0.9, 0.9]).f1_layers == 1


def test_uneven_or_empty_scores_are_refused() -> None:
    for f1, accuracy in (([], []), ([0.1], [0.1, 0.2])):
        with pytest.raises(ValueError, match="expected as many"):
            read_depths(f1, accuracy)


def test_scores_travel_as_json() -> None:
    score = DepthScore(1, 0.1, 0.2, 0.3)
    assert DepthScore.from_json(score.to_json()) == score
