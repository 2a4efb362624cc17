"""Viterbi, marginals and span probabilities against all sequences written out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.models.lattice import FORBIDDEN, Lattice, Transitions, span_probabilities, viterbi
from engine.tagging.labels import LabelSet
from tests.engine.models.enumeration import (
    Enumeration,
    is_legal,
    random_transitions,
    sequences,
    spans_of,
)

ONE, TWO = LabelSet(("A",)), LabelSet(("A", "B"))
CASES = [(labels, ban, seed) for labels in (ONE, TWO) for ban in (True, False) for seed in (1, 2)]


@pytest.mark.parametrize(("labels", "ban", "seed"), CASES)
def test_viterbi_finds_the_best_of_all_sequences(labels: LabelSet, ban: bool, seed: int) -> None:
    transitions = random_transitions(labels, np.random.default_rng(seed), ban=ban)
    for emissions in sequences(seed, len(labels.tags), (1, 2, 3, 4, 5)):
        assert (
            tuple(viterbi(emissions, transitions)) == Enumeration.of(emissions, transitions).best()
        )


@pytest.mark.parametrize(("labels", "ban", "seed"), CASES)
def test_marginals_and_partition_are_sums_over_all_sequences(
    labels: LabelSet, ban: bool, seed: int
) -> None:
    transitions = random_transitions(labels, np.random.default_rng(seed), ban=ban)
    for emissions in sequences(seed, len(labels.tags), (1, 2, 3, 5)):
        lattice, truth = Lattice(emissions, transitions), Enumeration.of(emissions, transitions)
        assert lattice.log_partition == pytest.approx(truth.log_partition, abs=1e-9)
        np.testing.assert_allclose(
            lattice.marginals(), truth.marginals(len(labels.tags)), atol=1e-9
        )


@pytest.mark.parametrize(("labels", "ban", "seed"), CASES)
def test_every_span_probability_is_a_sum_over_all_sequences(
    labels: LabelSet, ban: bool, seed: int
) -> None:
    transitions = random_transitions(labels, np.random.default_rng(seed), ban=ban)
    for emissions in sequences(seed, len(labels.tags), (1, 2, 4)):
        lattice, truth = Lattice(emissions, transitions), Enumeration.of(emissions, transitions)
        for first in range(len(emissions)):
            for last in range(first, len(emissions)):
                for begin in range(1, len(labels.tags), 2):
                    found = lattice.span_probability(first, last, begin, begin + 1)
                    expected = truth.span_probability(first, last, begin)
                    assert found == pytest.approx(expected, abs=1e-9)


def test_scores_are_given_to_the_spans_of_the_decoded_path_in_order() -> None:
    transitions = random_transitions(TWO, np.random.default_rng(3), ban=True)
    seen = 0
    for emissions in sequences(9, len(TWO.tags), (5,) * 12):
        path = tuple(viterbi(emissions, transitions))
        truth = Enumeration.of(emissions, transitions)
        expected = [truth.span_probability(*span) for span in sorted(spans_of(path))]
        assert span_probabilities(emissions, transitions, path) == pytest.approx(expected, abs=1e-9)
        seen += len(expected)
    assert seen > 12
    assert viterbi(np.empty((0, 5)), transitions) == []
    assert span_probabilities(np.empty((0, 5)), transitions, []) == []


def test_adjacent_spans_of_one_label_are_two_spans() -> None:
    emissions = np.full((3, 3), -9.0)
    for position, tag in enumerate((1, 2, 1)):
        emissions[position, tag] = 9.0
    assert len(span_probabilities(emissions, Transitions.legal(ONE), [1, 2, 1])) == 2


@st.composite
def wild_emissions(draw: st.DrawFn) -> np.ndarray:  # type: ignore[type-arg]
    """(n, 5), from ordinary to absurd magnitudes."""
    scale = 10.0 ** draw(st.integers(-3, 30))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    return rng.normal(scale=scale, size=(draw(st.integers(1, 12)), 5))


@given(wild_emissions(), st.integers(0, 1000), st.booleans())
@settings(max_examples=300)
def test_no_illegal_sequence_is_ever_decoded(
    emissions: np.ndarray,  # type: ignore[type-arg]
    seed: int,
    learned: bool,
) -> None:
    rng = np.random.default_rng(seed)
    linear = Transitions.legal(TWO)
    transitions = random_transitions(TWO, rng, ban=True) if learned else linear
    path = viterbi(emissions, transitions)
    assert is_legal(tuple(path), TWO)
    scores = span_probabilities(emissions, transitions, path)
    assert all(0.0 <= score <= 1.0 for score in scores)
    if abs(emissions).max() < 1e6:  # beyond that rounding alone exceeds e
        marginals = Lattice(emissions, transitions).marginals()
        assert (marginals[0, [2, 4]] == 0).all()
        np.testing.assert_allclose(marginals.sum(axis=1), 1.0, atol=1e-6)


def test_the_ban_holds_where_one_emission_outweighs_it() -> None:
    emissions = np.zeros((3, 5))
    emissions[:, 2] = -10 * FORBIDDEN  # I-A is worth ten bans
    path = tuple(viterbi(emissions, Transitions.legal(TWO)))
    assert is_legal(path, TWO)
    assert path == (1, 2, 2)


@pytest.mark.parametrize("temperature", [0.25, 1.0, 4.0])
def test_a_temperature_keeps_the_best_path_and_raises_path_odds_to_its_inverse(
    temperature: float,
) -> None:
    transitions = random_transitions(TWO, np.random.default_rng(5), ban=True)
    soft = transitions.scaled(temperature)
    for emissions in sequences(5, len(TWO.tags), (1, 3, 5)):
        best = viterbi(emissions, transitions)
        assert viterbi(emissions / temperature, soft) == best
        truth = Enumeration.of(emissions, transitions.absolute)
        odds = np.exp((truth.scores - truth.scores.max()) / temperature)
        expected = 1 / odds.sum()  # the best path's share
        lattice = Lattice(emissions / temperature, soft)
        found = np.exp(truth.scores.max() / temperature - lattice.log_partition)
        assert found == pytest.approx(expected, abs=1e-9)
        assert lattice.marginals()[0, 2] == 0  # I-A cannot start, however soft
