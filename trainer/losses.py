"""The distillation loss of the paper, eqs. (6)-(8), as a pure function."""

from torch import Tensor
from torch.nn import functional as F

from engine.models.crf import IGNORED


def kd_loss(
    student: Tensor, teacher: Tensor, labels: Tensor, mask: Tensor, alpha: float, tau: float
) -> Tensor:
    """alpha * CE(y, student) + (1 - alpha) * tau^2 * KL(teacher || student), eq. (7).

    ``student`` and ``teacher`` are emissions (batch, pieces, tags), ``labels``
    (batch, pieces); ``mask`` is True for valid pieces. Both terms are means over
    valid pieces (eq. (8) sums; the mean keeps them commensurate). Without a valid
    piece the loss is 0.
    """
    hard, soft = kd_terms(student, teacher, labels, mask, tau)
    return alpha * hard + (1 - alpha) * tau**2 * soft


def kd_terms(
    student: Tensor, teacher: Tensor, labels: Tensor, mask: Tensor, tau: float
) -> tuple[Tensor, Tensor]:
    """The two terms of eq. (7) apart: cross-entropy, and KL before the factor tau^2."""
    if student.shape != teacher.shape or student.shape[:2] != labels.shape:
        raise ValueError(
            f"expected equal shapes of emissions and labels to match, got student "
            f"{tuple(student.shape)}, teacher {tuple(teacher.shape)}, labels {tuple(labels.shape)}"
        )
    valid = mask.bool() & (labels != IGNORED)
    if not bool(valid.any()):
        return student.sum() * 0.0, student.sum() * 0.0
    ours, theirs = student[valid], teacher[valid]  # (valid, tags)
    hard = F.cross_entropy(ours, labels[valid])
    log_ours = F.log_softmax(ours / tau, dim=-1)  # eq. (6)
    log_theirs = F.log_softmax(theirs / tau, dim=-1)
    soft = (log_theirs.exp() * (log_theirs - log_ours)).sum(dim=-1).mean()
    return hard, soft
