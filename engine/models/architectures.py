"""Where BERT, ELECTRA and ModernBERT keep their layers, and what follows the last one."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import get_ident
from typing import Any

import torch
from torch import Tensor, nn

from engine.models.config import ModelError

FAMILIES = ("bert", "electra", "modernbert")


@dataclass(frozen=True)
class EncoderParts:
    """The layer stack of a token classifier, and its way from hidden states to logits.

    ``finish`` maps hidden states (batch, pieces, width) after any layer to
    emissions (batch, pieces, tags), in evaluation mode.
    """

    layers: nn.ModuleList
    finish: Callable[[Tensor], Tensor]


def encoder_parts(network: Any) -> EncoderParts:
    """The parts of an ``AutoModelForTokenClassification`` of a known family."""
    family = network.config.model_type
    if family == "bert":
        return EncoderParts(network.bert.encoder.layer, network.classifier)
    if family == "electra":
        return EncoderParts(network.electra.encoder.layer, network.classifier)
    if family == "modernbert":
        final_norm = network.model.final_norm
        return EncoderParts(
            network.model.layers,
            lambda hidden: network.classifier(network.head(final_norm(hidden))),
        )
    raise ModelError(f"expected an encoder of type {', '.join(FAMILIES)}, got {family!r}")


def keep_layers(network: Any, layers: tuple[int, ...]) -> None:
    """Reduce ``network`` in place to these of its layers, numbered from 1."""
    parts = encoder_parts(network)
    depth = len(parts.layers)
    if not layers or any(not 1 <= layer <= depth for layer in layers):
        raise ModelError(f"expected layers from 1 to {depth}, got {layers}")
    kept = nn.ModuleList(parts.layers[layer - 1] for layer in layers)
    if network.config.model_type == "modernbert":
        network.model.layers = kept
        network.config.layer_types = [network.config.layer_types[i - 1] for i in layers]
    else:
        getattr(network, network.config.model_type).encoder.layer = kept
    network.config.num_hidden_layers = len(layers)


@torch.inference_mode()
def emissions_by_depth(
    network: Any, input_ids: Tensor, attention_mask: Tensor | None
) -> list[Tensor]:
    """Emissions of the model cut after layer 1, 2, … n, from one forward pass.

    Each has shape (batch, pieces, tags). No weights are changed: this is what
    Fig. 2 of the paper calls layer truncation. Other threads may run the network meanwhile.
    """
    parts = encoder_parts(network)
    hidden: list[Tensor] = []
    mine = get_ident()

    def keep(_module: nn.Module, _inputs: Any, output: Any) -> None:
        if get_ident() == mine:
            hidden.append(output[0] if isinstance(output, tuple) else output)

    handles = [layer.register_forward_hook(keep) for layer in parts.layers]
    try:
        network(input_ids=input_ids, attention_mask=attention_mask)
    finally:
        for handle in handles:
            handle.remove()
    return [parts.finish(states) for states in hidden]
