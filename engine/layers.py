"""A text as the first layers of a model read it: the door of the page on layers."""

from engine.annotator import Annotator
from engine.models.registry import RegisteredModel, registered_models
from engine.tagging.span import Document
from engine.text.normalize import without_surrogates


def models_with_layers() -> tuple[RegisteredModel, ...]:
    """The registered models whose layers can be cut: those that PyTorch runs in FP32."""
    return tuple(m for m in registered_models() if m.kind == "torch" and not m.problem)


def annotate_by_depth(
    annotator: Annotator, text: str, *, hints: bool = True
) -> tuple[Document, ...]:
    """``text`` as the first 1, 2, … n layers annotate it, without retraining.

    One forward pass serves all depths; the last document is ``annotator.annotate(text)``.
    Without ``hints`` the network is on its own, and the lexicon's hints are left out.
    Raises ModelError for a model without layers to cut.
    """
    from engine.models.depths import DepthPredictor  # PyTorch, only when asked for

    predictor = DepthPredictor.of(annotator.predictor, hints=hints)
    predictions = predictor.predict(without_surrogates(text))
    return tuple(Document(text, prediction.document.spans) for prediction in predictions)
