"""The one model: encoder, dropout, linear head; lexicon hints and a CRF on demand."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoConfig, AutoModelForTokenClassification

from engine.models.architectures import FAMILIES
from engine.models.config import ModelError
from engine.models.crf import IGNORED, CrfLayer
from engine.models.hint_table import HintTable
from engine.tagging.labels import LabelSet

DROPOUT = 0.1


class Tagger(nn.Module):
    """A transformers token classifier, optionally with hints and a CRF on its emissions."""

    def __init__(
        self, network: Any, labels: LabelSet, *, crf: bool, hints: HintTable | None = None
    ) -> None:
        super().__init__()
        self.network = network
        self.labels = labels
        self.crf = CrfLayer(labels) if crf else None
        self.hints = hints

    @classmethod
    def from_encoder(cls, encoder: str | Path, labels: LabelSet, *, crf: bool) -> "Tagger":
        """A pre-trained encoder (hub name or folder) with a new head.

        The path of a config.json gives random weights: that is how a teacher from
        scratch is trained.
        """
        if from_scratch(encoder):
            return cls.from_config(AutoConfig.from_pretrained(encoder), labels, crf=crf)
        config = _token_config(AutoConfig.from_pretrained(encoder), labels)
        network = AutoModelForTokenClassification.from_pretrained(
            encoder, config=config, attn_implementation="sdpa"
        )
        return cls(network, labels, crf=crf)

    @classmethod
    def from_config(cls, config: Any, labels: LabelSet, *, crf: bool) -> "Tagger":
        """Random weights of a transformers configuration."""
        network = AutoModelForTokenClassification.from_config(_token_config(config, labels))
        return cls(network, labels, crf=crf)

    def emissions(self, input_ids: Tensor, attention_mask: Tensor | None) -> Tensor:
        """Scores before the CRF, shape (batch, pieces, tags); no mask: no padding."""
        logits: Tensor = self.network(input_ids=input_ids, attention_mask=attention_mask).logits
        return logits

    def forward(
        self,
        input_ids: Tensor,
        attention_mask: Tensor,
        labels: Tensor | None = None,
        hints: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """Emissions as "logits" and, with ``labels`` (batch, pieces), the "loss".

        The loss is the CRF's negative log-likelihood, or cross-entropy as a mean
        over scored pieces. Labels are -100 where a piece is not scored. ``hints``
        (batch, pieces) are those of ``LexiconHints.ids``, for a tagger that has a table.
        """
        logits = self.emissions(input_ids, attention_mask)
        if self.hints is not None and hints is not None:
            logits = logits + self.hints(hints)
        if labels is None:
            return {"logits": logits}
        if self.crf is not None:
            return {"loss": self.crf(logits, labels), "logits": logits}
        loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
        return {"loss": loss, "logits": logits}

    def parameter_count(self) -> int:
        """Number of parameters, tied ones counted once."""
        return sum(p.numel() for p in self.parameters())


def from_scratch(encoder: str | Path) -> bool:
    """Whether ``encoder`` is a configuration file, and no folder or hub name."""
    return Path(encoder).is_file()


def _token_config(config: Any, labels: LabelSet) -> Any:
    if config.model_type not in FAMILIES:
        raise ModelError(
            f"expected an encoder of type {', '.join(FAMILIES)}, got {config.model_type!r}"
        )
    config.id2label = dict(enumerate(labels.tags))
    config.label2id = dict(labels.tag_ids)
    config.num_labels = len(labels.tags)
    config.classifier_dropout = DROPOUT
    config.dtype = torch.float32
    return config
