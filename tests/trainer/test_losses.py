"""The distillation loss, eqs. (6)-(8), against arithmetic done by hand."""

import math

import pytest
import torch
from torch.nn import functional as F

from engine.models.crf import IGNORED
from trainer.losses import kd_loss, kd_terms

# One piece, two tags, gold tag 0, tau 2:
#   student (0, 0):     p_S = (1/2, 1/2) at any temperature; CE = ln 2
#   teacher (2 ln 3, 0): divided by tau = 2 it is (ln 3, 0), so p_T = (3/4, 1/4)
#   KL(p_T || p_S) = 3/4 ln(3/4 / 1/2) + 1/4 ln(1/4 / 1/2) = 3/4 ln 3 - ln 2
#                  = 0.823959 - 0.693147 = 0.130812
STUDENT = torch.tensor([[[0.0, 0.0]]])
TEACHER = torch.tensor([[[2 * math.log(3), 0.0]]])
GOLD = torch.tensor([[0]])
ALL = torch.tensor([[True]])
KL = 0.75 * math.log(3) - math.log(2)


def random_case(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(seed)
    student, teacher = torch.randn(2, 3, 5, 7) * 2
    labels = torch.randint(0, 7, (3, 5))
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 0, 1, 0, 0], [0, 0, 0, 0, 0]]).bool()
    return student, teacher, labels, mask


def test_the_two_terms_by_hand() -> None:
    hard, soft = kd_terms(STUDENT, TEACHER, GOLD, ALL, tau=2.0)
    assert float(hard) == pytest.approx(0.693147, abs=1e-6)
    assert float(soft) == pytest.approx(KL, abs=1e-6)
    assert round(KL, 6) == 0.130812


def test_the_sum_by_hand() -> None:
    # alpha 0.25: 0.25 * 0.693147 + 0.75 * 2^2 * 0.130812 = 0.173287 + 0.392436 = 0.565723
    found = float(kd_loss(STUDENT, TEACHER, GOLD, ALL, alpha=0.25, tau=2.0))
    assert found == pytest.approx(0.565723, abs=1e-6)


def test_the_kl_goes_from_teacher_to_student() -> None:
    # The other direction would be KL(p_S || p_T) = 1/2 ln(1/2 / 3/4) + 1/2 ln(1/2 / 1/4)
    #   = 1/2 (ln(2/3) + ln 2) = 1/2 ln(4/3) = 0.143841
    _, soft = kd_terms(STUDENT, TEACHER, GOLD, ALL, tau=2.0)
    assert abs(float(soft) - 0.143841) > 0.01


def test_both_terms_are_means_over_valid_pieces() -> None:
    # Three pieces, of which the second is not valid; the first has CE ln 2 and KL as above,
    # the third has gold tag 1 and student (ln 4, 0): p_S = (4/5, 1/5), CE = ln 5;
    # its teacher is (2 ln 4, 0) and its student at tau 2 is (ln 2, 0): p_T = (4/5, 1/5),
    # p_S = (2/3, 1/3), KL = 4/5 ln(6/5) + 1/5 ln(3/5) = 0.145857 - 0.102165 = 0.043692
    student = torch.tensor([[[0.0, 0.0], [5.0, -5.0], [math.log(4), 0.0]]])
    teacher = torch.tensor([[[2 * math.log(3), 0.0], [1.0, 9.0], [2 * math.log(4), 0.0]]])
    mask = torch.tensor([[True, False, True]])
    hard, soft = kd_terms(student, teacher, torch.tensor([[0, 0, 1]]), mask, tau=2.0)
    assert float(hard) == pytest.approx((math.log(2) + math.log(5)) / 2, abs=1e-6)
    assert float(soft) == pytest.approx((0.130812 + 0.043692) / 2, abs=1e-6)


def test_alpha_one_is_cross_entropy() -> None:
    student, teacher, labels, mask = random_case()
    expected = F.cross_entropy(student[mask], labels[mask])
    torch.testing.assert_close(kd_loss(student, teacher, labels, mask, 1.0, 4.0), expected)


def test_alpha_zero_is_the_scaled_divergence_and_ignores_the_gold_tags() -> None:
    student, teacher, labels, mask = random_case()
    for tau in (0.5, 1.0, 4.0):
        _, soft = kd_terms(student, teacher, labels, mask, tau)
        found = kd_loss(student, teacher, labels, mask, 0.0, tau)
        torch.testing.assert_close(found, tau**2 * soft)
        torch.testing.assert_close(found, kd_loss(student, teacher, 6 - labels, mask, 0.0, tau))


def test_equal_emissions_have_no_divergence_nor_do_shifted_ones() -> None:
    student, _, labels, mask = random_case()
    for teacher in (student, student + 3.0):
        hard, soft = kd_terms(student, teacher, labels, mask, 4.0)
        assert float(soft) == pytest.approx(0.0, abs=1e-6)
        found = kd_loss(student, teacher, labels, mask, 0.3, 4.0)
        torch.testing.assert_close(found, 0.3 * hard)


def test_the_temperature_divides_the_emissions_and_tau_squared_multiplies() -> None:
    student, teacher, labels, mask = random_case()
    plain = kd_loss(student, teacher, labels, mask, 0.0, 1.0)
    hot = kd_loss(8 * student, 8 * teacher, labels, mask, 0.0, 8.0)
    torch.testing.assert_close(hot, 64 * plain)


def test_soft_gradients_keep_their_size_as_the_temperature_rises() -> None:
    student, teacher, labels, mask = random_case()
    sizes = []
    for tau in (50.0, 100.0):
        leaf = student.clone().requires_grad_()
        kd_loss(leaf, teacher, labels, mask, 0.0, tau).backward()
        assert leaf.grad is not None
        sizes.append(float(leaf.grad.norm()))
    assert sizes[0] == pytest.approx(sizes[1], rel=0.05)


@pytest.mark.parametrize("by", ["mask", "labels"])
def test_masked_positions_neither_count_nor_get_gradients(by: str) -> None:
    student, teacher, labels, mask = random_case()
    shown = torch.ones_like(mask)
    if by == "labels":
        labels = labels.masked_fill(~mask, IGNORED)
    else:
        shown = mask
    leaf = student.clone().requires_grad_()
    loss = kd_loss(leaf, teacher, labels, shown, 0.5, 4.0)
    loss.backward()
    assert leaf.grad is not None
    assert (leaf.grad[~mask] == 0).all()
    assert (leaf.grad[mask] != 0).any(dim=-1).all()
    noise = torch.randn_like(student) * 100
    student[~mask], teacher[~mask] = noise[~mask], -noise[~mask]
    torch.testing.assert_close(kd_loss(student, teacher, labels, shown, 0.5, 4.0), loss.detach())


def test_without_a_valid_piece_the_loss_is_zero_and_differentiable() -> None:
    student, teacher, labels, _ = random_case()
    student.requires_grad_()
    loss = kd_loss(student, teacher, labels, torch.zeros(3, 5), 0.5, 4.0)
    loss.backward()
    assert float(loss.detach()) == 0.0
    assert student.grad is not None
    assert (student.grad == 0).all()


def test_other_shapes_are_refused_in_one_sentence() -> None:
    student, teacher, labels, mask = random_case()
    for wrong in ((student[:, :4], teacher, labels), (student, teacher, labels[:2])):
        with pytest.raises(ValueError, match="expected equal shapes of emissions"):
            kd_loss(*wrong, mask, 0.5, 4.0)
