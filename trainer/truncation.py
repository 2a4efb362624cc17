"""Layer truncation (Fig. 2): a trained model cut after its first k layers, untouched."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.evaluation.counts import LabelCounts, count_matches, total
from engine.evaluation.piece import PieceCounts, piece_counts
from engine.evaluation.word import word_spans
from engine.models.architectures import emissions_by_depth, encoder_parts
from engine.models.checkpoint import load_tagger
from engine.models.config import TaggerConfig
from engine.models.emissions import Framing, run_sequences
from engine.models.pieces import Ids, PieceTokenizer
from engine.models.tagger import Tagger
from engine.models.torch_runtime import tagger_predictor
from engine.models.windows import plan_windows
from engine.tagging.bio import spans_to_tags
from engine.tagging.span import Document
from trainer.progress import Progress


@dataclass(frozen=True)
class DepthScore:
    """Scores with the first ``layers`` layers: micro F1 by both protocols, accuracy."""

    layers: int
    word_f1: float
    piece_f1: float
    token_accuracy: float

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def truncation_curve(folder: Path, gold: Sequence[Document]) -> list[DepthScore]:
    """One score a depth, 1 to all layers, from a single pass over ``gold``."""
    tagger, tokenizer = load_tagger(folder), PieceTokenizer.read(folder)
    config = TaggerConfig.read(folder)
    predictor = tagger_predictor(tagger, tokenizer, config, tagger.labels)
    depths = len(encoder_parts(tagger.network).layers)
    counts: list[tuple[list[LabelCounts], list[PieceCounts]]] = [([], []) for _ in range(depths)]
    framing = Framing(tokenizer.cls, tokenizer.sep, tokenizer.pad)
    progress = Progress(f"truncate {folder.parent.name}")
    progress.start(0, len(gold))
    for i, document in enumerate(gold):
        pieces = tokenizer.split(document.text)
        golds = word_spans(document.text, document.spans)
        tags = spans_to_tags(document.spans, pieces.ranges)
        stacked = _emissions(tagger, framing, pieces.ids, config)
        for emissions, (words, units) in zip(stacked, counts, strict=True):
            found = predictor.decode(document.text, pieces, emissions, scores=False)
            words.append(count_matches(golds, found.document.spans, tagger.labels))
            units.append(piece_counts(tags, found.constrained, tagger.labels))
        progress.advance(i + 1)
    progress.finish()
    return [_score(k + 1, words, pieces) for k, (words, pieces) in enumerate(counts)]


def _score(layers: int, words: list[LabelCounts], pieces: list[PieceCounts]) -> DepthScore:
    summed = sum(pieces[1:], pieces[0])
    return DepthScore(
        layers=layers,
        word_f1=total(words).summed.f1,
        piece_f1=summed.entities.summed.f1,
        token_accuracy=summed.token_accuracy,
    )


def _emissions(
    tagger: Tagger, framing: Framing, ids: Ids, config: TaggerConfig
) -> list[np.ndarray]:
    """Emissions (n, tags) of one text at every depth, windows joined."""
    model = _AllDepths(tagger)
    plan = plan_windows(len(ids), config.max_pieces - 2, config.overlap)
    parts = run_sequences(model, framing, [ids[w.start : w.end] for w in plan])
    tags = len(tagger.labels.tags)
    kept = [
        part[window.keep_start - window.start : window.keep_end - window.start]
        for part, window in zip(parts, plan, strict=True)
    ]
    joined = np.concatenate(kept) if kept else np.empty((0, model.depths * tags))
    return np.split(joined, model.depths, axis=1)


class _AllDepths:
    """Emissions of all depths side by side: (batch, pieces, depths * tags)."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger
        self.depths = len(encoder_parts(tagger.network).layers)

    def run(self, input_ids: Ids, attention_mask: Ids) -> np.ndarray:
        ids, mask = torch.from_numpy(input_ids), torch.from_numpy(attention_mask)
        result: np.ndarray = torch.cat(
            emissions_by_depth(self.tagger.network, ids, mask), dim=-1
        ).numpy()
        return result
