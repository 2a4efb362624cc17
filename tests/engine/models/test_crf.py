"""The CRF's loss against all sequences written out, holes and empty sequences too."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.models.crf import IGNORED, CrfLayer, gather_scored
from engine.models.lattice import Transitions, viterbi
from engine.tagging.labels import LabelSet
from tests.engine.models.enumeration import Enumeration, is_legal, score

LABELS = LabelSet(("A", "B"))
TAGS = len(LABELS.tags)


def make_layer(seed: int, *, ban: bool = True) -> CrfLayer:
    torch.manual_seed(seed)
    layer = CrfLayer(LABELS).double()
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter)
    if not ban:
        layer.legal_start.zero_()
        layer.legal_between.zero_()
    return layer


def legal_tags(length: int, rng: np.random.Generator) -> list[int]:
    return viterbi(rng.normal(size=(length, TAGS)), Transitions.legal(LABELS))


def enumerated_loss(layer: CrfLayer, emissions: torch.Tensor, labels: torch.Tensor) -> float:
    """-log P(Y|X) of the scored positions of one sequence, eqs. (2)-(4)."""
    scored = labels != IGNORED
    rows, path = emissions[scored].detach().numpy(), tuple(labels[scored].tolist())
    transitions = layer.transitions()
    return Enumeration.of(rows, transitions).log_partition - score(path, rows, transitions)


@pytest.mark.parametrize("ban", [True, False])
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_the_loss_is_that_of_all_sequences(length: int, ban: bool) -> None:
    rng = np.random.default_rng(length)
    layer = make_layer(length, ban=ban)
    for _ in range(3):
        emissions = torch.tensor(rng.normal(size=(1, length, TAGS)))
        labels = torch.tensor([legal_tags(length, rng)])
        found = float(layer(emissions, labels).detach())
        assert found == pytest.approx(enumerated_loss(layer, emissions[0], labels[0]), abs=1e-8)


def test_the_ban_is_part_of_the_normalizer() -> None:
    layer, rng = make_layer(4), np.random.default_rng(4)
    emissions = rng.normal(size=(3, TAGS))
    truth = Enumeration.of(emissions, layer.transitions())
    mass = sum(
        probability
        for path, probability in zip(truth.paths, truth.probabilities, strict=True)
        if is_legal(path, LABELS)
    )
    assert mass == pytest.approx(1.0, abs=1e-9)
    losses = [
        float(layer(torch.tensor(emissions)[None], torch.tensor([path])).detach())
        for path in truth.paths
        if is_legal(path, LABELS)
    ]
    assert np.exp(-np.array(losses)).sum() == pytest.approx(1.0, abs=1e-8)


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=4))
@settings(max_examples=60)
def test_holes_and_empty_sequences_anywhere(pattern: list[list[bool]]) -> None:
    rng, layer = np.random.default_rng(5), make_layer(5)
    emissions = torch.tensor(rng.normal(size=(len(pattern), 5, TAGS)))
    labels = torch.full((len(pattern), 5), IGNORED)
    for row, scored in enumerate(pattern):
        if any(scored):
            labels[row, torch.tensor(scored)] = torch.tensor(legal_tags(sum(scored), rng))
    singles = [
        enumerated_loss(layer, emissions[i], labels[i]) for i, s in enumerate(pattern) if any(s)
    ]
    expected = float(np.mean(singles)) if singles else 0.0
    assert float(layer(emissions, labels).detach()) == pytest.approx(expected, abs=1e-8)
    alone = [
        float(layer(emissions[i : i + 1], labels[i : i + 1]).detach())
        for i, s in enumerate(pattern)
        if any(s)
    ]
    assert alone == pytest.approx(singles, abs=1e-8)


def test_unscored_positions_get_no_gradient_and_do_not_matter() -> None:
    layer, rng = make_layer(6), np.random.default_rng(6)
    emissions = torch.tensor(rng.normal(size=(2, 4, TAGS)), requires_grad=True)
    labels = torch.tensor([[IGNORED, 1, IGNORED, 2], [IGNORED] * 4])
    loss = layer(emissions, labels)
    loss.backward()
    assert emissions.grad is not None
    assert (emissions.grad[0, [0, 2]] == 0).all()
    assert (emissions.grad[1] == 0).all()
    assert (emissions.grad[0, [1, 3]] != 0).any(dim=1).all()
    changed = emissions.detach().clone()
    changed[0, [0, 2]] = 77.0
    changed[1] = -77.0
    assert float(layer(changed, labels).detach()) == float(loss.detach())


def test_gradients_reach_emissions_and_transitions_as_differences_say() -> None:
    layer, rng = make_layer(7), np.random.default_rng(7)
    labels = torch.tensor([[IGNORED, 3, 4, 0], [1, 1, IGNORED, IGNORED]])
    emissions = torch.tensor(rng.normal(size=(2, 4, TAGS)), requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: layer(x, labels), (emissions,))
    layer(emissions, labels).backward()
    for parameter in layer.parameters():
        assert parameter.grad is not None
        assert parameter.grad.abs().sum() > 0


def test_a_batch_without_a_scored_piece_has_loss_zero() -> None:
    emissions = torch.randn(2, 3, TAGS, dtype=torch.float64, requires_grad=True)
    loss = make_layer(8)(emissions, torch.full((2, 3), IGNORED))
    loss.backward()
    assert float(loss.detach()) == 0.0
    assert emissions.grad is not None
    assert (emissions.grad == 0).all()


def test_gathering_keeps_the_order() -> None:
    emissions = torch.arange(8.0).reshape(1, 4, 2)
    front, tags, mask = gather_scored(emissions, torch.tensor([[IGNORED, 3, IGNORED, 4]]))
    assert front.tolist() == [[[2.0, 3.0], [6.0, 7.0]]]
    assert tags.tolist() == [[3, 4]]
    assert mask.tolist() == [[True, True]]


def test_shapes_that_do_not_match_are_refused() -> None:
    with pytest.raises(ValueError, match=r"expected labels of shape \(2, 3\), got \(2, 4\)"):
        make_layer(9)(torch.zeros(2, 3, TAGS).double(), torch.zeros(2, 4, dtype=torch.long))
