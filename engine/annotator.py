"""The one door of pages and command line: ``load(name).annotate(text)``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol

from engine.models.config import ModelError, TaggerConfig
from engine.models.registry import LEXICON, find_model
from engine.models.windows import Progress
from engine.tagging.labels import LabelSet
from engine.tagging.lexicon import Lexicon, shared_lexicon
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document
from engine.text.normalize import without_surrogates
from engine.text.words import unit_ranges

DEFAULT_MODEL = "int8"
_BUFFER = 128  # texts that are sorted by length together: bounds the memory


class Predictor(Protocol):
    """Texts in, one prediction each out, in order."""

    @property
    def labels(self) -> LabelSet: ...

    def predict(self, texts: Sequence[str]) -> Iterator[Prediction]: ...

    def watched(self, progress: Progress) -> "Predictor": ...


@dataclass(frozen=True)
class Annotator:
    """A loaded model. ``name`` is its registry name or folder name."""

    name: str
    predictor: Predictor
    config: TaggerConfig

    @property
    def labels(self) -> LabelSet:
        """The labels it finds."""
        return self.predictor.labels

    def watched(self, progress: Progress) -> "Annotator":
        """The same model; ``progress`` hears which share of a text's windows is read."""
        return replace(self, predictor=self.predictor.watched(progress))

    def annotate(self, text: str) -> Document:
        """The spans of ``text``: whole words, raw code-point offsets, no overlap.

        A span's score is the probability, under the model's CRF or, without one,
        under its softmax restricted to legal BIO sequences, that exactly this span
        with this label is there; the lexicon gives 1.0.
        """
        return self.predict(text).document

    def predict(self, text: str) -> Prediction:
        """The document together with raw and constrained tags."""
        if not isinstance(text, str):
            raise TypeError(f"expected a text of type str, got {type(text).__name__}")
        return next(self._predict([text]))

    def annotate_batch(self, texts: Iterable[str]) -> Iterator[Document]:
        """Documents in the order of ``texts``, read and held a buffer at a time."""
        return (prediction.document for prediction in self.predict_batch(texts))

    def predict_batch(self, texts: Iterable[str]) -> Iterator[Prediction]:
        """Like ``annotate_batch``, with tags."""
        stream = iter(texts)
        while buffer := list(islice(stream, _BUFFER)):
            yield from self._predict(buffer)

    def _predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        """Predictions of any str: lone surrogates, which tokenizers refuse, are masked."""
        readable = [without_surrogates(text) for text in texts]
        for text, prediction in zip(texts, self.predictor.predict(readable), strict=True):
            if prediction.document.text != text:
                document = replace(prediction.document, text=text)
                prediction = replace(prediction, document=document)
            yield prediction


@dataclass(frozen=True)
class LexiconPredictor:
    """The longest-match baseline as a predictor; its units are words."""

    lexicon: Lexicon
    labels: LabelSet

    def watched(self, progress: Progress) -> "LexiconPredictor":
        """The same: it reads a text in one go."""
        return self

    def predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        """One prediction a text; raw and constrained tags are the same."""
        from engine.tagging.bio import spans_to_tags
        from engine.tagging.span import Span

        for text in texts:
            spans = [Span(s.start, s.end, s.label, 1.0) for s in self.lexicon.find(text)]
            units = tuple(unit_ranges(text))
            tags = tuple(spans_to_tags(spans, units))
            yield Prediction(Document(text, tuple(spans)), units, tags, tags)


def load(name: str | Path = DEFAULT_MODEL) -> Annotator:
    """Load a model by registry name or folder.

    Raises ModelError, in one sentence, where there is no such model or it cannot
    be read. PyTorch is imported only for PyTorch models.
    """
    if str(name) == LEXICON:
        return _load_lexicon()
    folder = find_model(name)
    return load_folder(folder, folder.name)


def load_folder(folder: Path, name: str) -> Annotator:
    """Load the model folder ``folder`` under a display name."""
    from engine.models.neural import NeuralPredictor
    from engine.models.pieces import PieceTokenizer

    config = TaggerConfig.read(folder)
    labels = LabelSet.from_tags(config.tags)
    tokenizer = PieceTokenizer.read(folder)
    if config.kind == "onnx":
        from engine.models.hints import HintBias
        from engine.models.lattice import Transitions
        from engine.models.onnx_runtime import OnnxEmissions

        onnx = OnnxEmissions(folder)
        transitions, hints = Transitions.legal(labels), HintBias.read(config.hints, labels)
        predictor = NeuralPredictor(onnx, tokenizer, config, labels, transitions, hints)
        return Annotator(name, predictor, config)
    from engine.models.torch_runtime import load_predictor

    return Annotator(name, load_predictor(folder, tokenizer, config, labels), config)


def _load_lexicon() -> Annotator:
    from engine.paths import lexicon_folder

    lexicon = shared_lexicon(lexicon_folder())
    labels = LabelSet()
    config = TaggerConfig(tags=labels.tags, row=LEXICON)
    return Annotator(LEXICON, LexiconPredictor(lexicon, labels), config)


__all__ = ["DEFAULT_MODEL", "Annotator", "LexiconPredictor", "ModelError", "load", "load_folder"]
