"""The linear-chain CRF of the paper, on pytorch-crf, with its traps closed."""

import numpy as np
import torch
from torch import Tensor, nn
from torchcrf import CRF

from engine.models.lattice import FORBIDDEN, Transitions
from engine.tagging.labels import LabelSet

IGNORED = -100


class CrfLayer(nn.Module):
    """Negative log-likelihood over real pieces only, with illegal moves forbidden.

    pytorch-crf scores wrongly, without a word, when its mask has holes, and fails
    on -100 and on empty sequences; so real pieces are gathered to the front, labels
    clamped and empty sequences left out. The forbidden moves are part of the
    normalizer too: probability mass never lies on illegal sequences.
    """

    legal_start: Tensor
    legal_between: Tensor

    def __init__(self, labels: LabelSet) -> None:
        super().__init__()
        self.crf = CRF(len(labels.tags), batch_first=True)
        legal = Transitions.legal(labels)
        self.register_buffer("legal_start", torch.tensor(legal.start).float(), persistent=False)
        self.register_buffer("legal_between", torch.tensor(legal.between).float(), persistent=False)

    def forward(self, emissions: Tensor, labels: Tensor) -> Tensor:
        """Mean over sequences of -log P(Y|X), eqs. (2)-(4).

        ``emissions`` (batch, pieces, tags); ``labels`` (batch, pieces) with -100
        for pieces that are not scored.
        """
        if emissions.shape[:2] != labels.shape:
            raise ValueError(
                f"expected labels of shape {tuple(emissions.shape[:2])}, got {tuple(labels.shape)}"
            )
        front, tags, mask = gather_scored(emissions, labels)
        if front.shape[0] == 0:
            return emissions.sum() * 0.0
        log_likelihood: Tensor = self._constrained()(front, tags, mask=mask, reduction="none")
        return -log_likelihood.mean()

    def transitions(self) -> Transitions:
        """Learned scores plus the ban on illegal moves, for decoding."""
        with torch.no_grad():
            return Transitions(
                (self.crf.start_transitions + self.legal_start).double().numpy(),
                (self.crf.transitions + self.legal_between).double().numpy(),
                self.crf.end_transitions.double().numpy().astype(np.float64),
            )

    def _constrained(self) -> "_CrfScores":
        return _CrfScores(
            self.crf,
            self.crf.start_transitions + self.legal_start,
            self.crf.transitions + self.legal_between,
        )


class _CrfScores:
    """pytorch-crf's likelihood with other start and transition scores in place."""

    def __init__(self, crf: CRF, start: Tensor, between: Tensor) -> None:
        self._crf, self._start, self._between = crf, start, between

    def __call__(self, emissions: Tensor, tags: Tensor, mask: Tensor, reduction: str) -> Tensor:
        scores = {
            "start_transitions": self._start,
            "transitions": self._between,
            "end_transitions": self._crf.end_transitions,
        }
        result: Tensor = torch.func.functional_call(
            self._crf, scores, (emissions, tags), {"mask": mask, "reduction": reduction}
        )
        return result


def gather_scored(emissions: Tensor, labels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Scored pieces moved to the front; empty sequences dropped.

    Returns emissions (b, n, tags), tags (b, n) with 0 as filling, mask (b, n).
    """
    scored = labels != IGNORED
    kept = scored.any(dim=1)
    emissions, labels, scored = emissions[kept], labels[kept], scored[kept]
    if emissions.shape[0] == 0:
        return emissions, labels, scored
    longest = int(scored.sum(dim=1).max())
    order = torch.argsort((~scored).long(), dim=1, stable=True)[:, :longest]  # (b, n)
    front = emissions.gather(1, order[..., None].expand(-1, -1, emissions.shape[-1]))
    mask = scored.gather(1, order)
    tags = labels.gather(1, order).masked_fill(~mask, 0)
    return front, tags, mask


__all__ = ["FORBIDDEN", "IGNORED", "CrfLayer", "gather_scored"]
