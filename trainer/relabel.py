"""A model scored on data that was labelled by other rules: only shared labels count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.annotator import Predictor
from engine.models.neural import NeuralPredictor
from engine.models.windows import Progress
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span

OUTSIDE = "O"


def read_renaming(pairs: Iterable[str]) -> dict[str, str]:
    """``["Medicine=MED"]`` as a mapping from the data's label to the model's."""
    renaming: dict[str, str] = {}
    for pair in pairs:
        theirs, equals, ours = pair.partition("=")
        if not (theirs and equals and ours):
            raise ValueError(f"expected THEIRS=OURS such as Medicine=MED, got {pair!r}")
        renaming[theirs] = ours
    return renaming


def relabeled(
    gold: Sequence[Document], predictor: Predictor, renaming: Mapping[str, str]
) -> tuple[tuple[Document, ...], Predictor]:
    """``gold`` with the model's labels, and the model without the labels that it lacks.

    ValueError where the data has none of the labels, or the model lacks one.
    """
    found = {span.label for document in gold for span in document.spans}
    if not found & renaming.keys():
        names = ", ".join(sorted(found)) or "none"
        raise ValueError(f"expected one of {', '.join(renaming)} in the data, got {names}")
    if missing := set(renaming.values()) - set(predictor.labels.labels):
        names = ", ".join(predictor.labels.labels)
        raise ValueError(f"expected labels of the model ({names}), got {', '.join(missing)}")
    kept = frozenset(renaming.values())
    documents = tuple(replace(doc, spans=_renamed(doc.spans, renaming)) for doc in gold)
    return documents, _Restricted(predictor, kept)


def _renamed(spans: Iterable[Span], renaming: Mapping[str, str]) -> tuple[Span, ...]:
    return tuple(replace(s, label=renaming[s.label]) for s in spans if s.label in renaming)


def without_hints(predictor: Predictor) -> Predictor:
    """The network alone, of a model that was trained with the lexicon's hints."""
    if not isinstance(predictor, NeuralPredictor) or predictor.hints is None:
        raise ValueError("expected a model with the lexicon's hints to leave them out, got none")
    return replace(predictor, hints=None)


@dataclass(frozen=True)
class _Restricted:
    """A predictor whose answers keep some labels only."""

    predictor: Predictor
    kept: frozenset[str]

    @property
    def labels(self) -> LabelSet:
        own = self.predictor.labels.labels
        return LabelSet(tuple(label for label in own if label in self.kept))

    def watched(self, progress: Progress) -> "_Restricted":
        return replace(self, predictor=self.predictor.watched(progress))

    def predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        return map(self._restrict, self.predictor.predict(texts))

    def _restrict(self, found: Prediction) -> Prediction:
        document = found.document
        spans = tuple(span for span in document.spans if span.label in self.kept)
        return Prediction(
            replace(document, spans=spans),
            found.units,
            self._tags(found.raw),
            self._tags(found.constrained),
        )

    def _tags(self, tags: Iterable[str]) -> tuple[str, ...]:
        return tuple(tag if tag[2:] in self.kept else OUTSIDE for tag in tags)
