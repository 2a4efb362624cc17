"""Text to predictions with an emission model: pieces, windows, one decode."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.models.config import TaggerConfig
from engine.models.emissions import EmissionModel, Framing, run_sequences
from engine.models.hints import HintBias
from engine.models.lattice import Floats, Transitions, span_probabilities, viterbi
from engine.models.pieces import Pieces, PieceTokenizer
from engine.models.windows import Progress, Window, plan_windows
from engine.tagging.bio import snap_spans, tags_to_spans
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document, Span
from engine.text.words import word_ranges


@dataclass(frozen=True)
class NeuralPredictor:
    """A tagger of any runtime behind one method; ``transitions`` forbid illegal moves.

    ``hints`` adds to the emissions what the lexicon says of the text.
    """

    model: EmissionModel
    tokenizer: PieceTokenizer
    config: TaggerConfig
    labels: LabelSet
    transitions: Transitions
    hints: HintBias | None = None
    progress: Progress | None = None

    def watched(self, progress: Progress) -> "NeuralPredictor":
        """The same, telling ``progress`` what share of the windows of a call is read."""
        return replace(self, progress=progress)

    def predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        """One prediction a text, in order."""
        pieces = [self.tokenizer.split(text) for text in texts]
        for text, split, emissions in zip(texts, pieces, self.emissions(pieces), strict=True):
            yield self.decode(text, split, emissions)

    def emissions(self, pieces: Sequence[Pieces]) -> list[Floats]:
        """Emissions (n, tags) of whole texts, put together from their windows."""
        size = self.config.max_pieces - 2
        plans = [plan_windows(len(split), size, self.config.overlap) for split in pieces]
        sequences = [
            split.ids[window.start : window.end]
            for split, plan in zip(pieces, plans, strict=True)
            for window in plan
        ]
        framing = Framing(self.tokenizer.cls, self.tokenizer.sep, self.tokenizer.pad)
        alone = self.config.kind != "torch"  # INT8 activations are scaled a batch at a time
        run = run_sequences(self.model, framing, sequences, alone=alone, progress=self.progress)
        scored = iter(run)
        empty = np.empty((0, len(self.labels.tags)))
        joined = [_join(plan, [next(scored) for _ in plan], empty) for plan in plans]
        if self.hints is None:
            return joined
        return [self.hints.add(split, rows) for split, rows in zip(pieces, joined, strict=True)]

    def probabilities(self, rows: Floats, path: Sequence[int]) -> list[float]:
        """Calibrated probability of each span of ``path`` under scored ``rows`` (n, tags)."""
        temperature = self.config.temperature
        return span_probabilities(rows / temperature, self.transitions.scaled(temperature), path)

    def decode(
        self, text: str, pieces: Pieces, emissions: Floats, *, scores: bool = True
    ) -> Prediction:
        """Raw argmax and constrained Viterbi of one text's emissions (n, tags).

        Without ``scores`` the spans carry none, which saves the forward and
        backward pass.
        """
        scored = pieces.first if self.config.pieces == "first" else np.ones(len(pieces), bool)
        rows = emissions[scored]
        path = viterbi(rows, self.transitions)
        probabilities = self.probabilities(rows, path) if scores else []
        tags = self.labels.tags
        raw = _spread([tags[i] for i in rows.argmax(axis=1)] if len(rows) else [], scored)
        constrained = _spread([tags[i] for i in path], scored)
        found = tags_to_spans(constrained, pieces.ranges)
        if scores:
            found = [
                Span(span.start, span.end, span.label, probability)
                for span, probability in zip(found, probabilities, strict=True)
            ]
        document = Document(text, tuple(snap_spans(found, word_ranges(text))))
        return Prediction(document, pieces.ranges, tuple(raw), tuple(constrained))


def _join(plan: Sequence[Window], parts: Sequence[Floats], empty: Floats) -> Floats:
    if not plan:
        return empty
    return np.concatenate(
        [
            part[window.keep_start - window.start : window.keep_end - window.start]
            for window, part in zip(plan, parts, strict=True)
        ]
    )


def _spread(tags: Sequence[str], scored: npt.NDArray[np.bool_]) -> list[str]:
    """Tags of scored pieces, each carried on as I over the unscored pieces after it."""
    spread: list[str] = []
    following = iter(tags)
    current = "O"
    for is_scored in scored:
        if is_scored:
            current = next(following)
            spread.append(current)
        else:
            spread.append(current if current == "O" else f"I-{current[2:]}")
    return spread
