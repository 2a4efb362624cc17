"""Layer truncation (Fig. 2): a trained model cut after its first k layers, untouched."""

from collections.abc import Sequence
from pathlib import Path

from engine.annotator import load_folder
from engine.evaluation.counts import LabelCounts, count_matches, total
from engine.evaluation.depths import DepthScore
from engine.evaluation.piece import PieceCounts, piece_counts
from engine.evaluation.word import word_spans
from engine.models.depths import DepthPredictor
from engine.tagging.bio import spans_to_tags
from engine.tagging.span import Document
from trainer.progress import Progress


def truncation_curve(
    folder: Path, gold: Sequence[Document], *, hints: bool = True
) -> list[DepthScore]:
    """One score a depth, 1 to all layers, from a single pass over ``gold``.

    Without ``hints`` the lexicon's, if the model has them, are left out.
    """
    predictor = DepthPredictor.of(load_folder(folder, folder.name).predictor, hints=hints)
    labels = predictor.stacked.labels
    counts: list[tuple[list[LabelCounts], list[PieceCounts]]] = [
        ([], []) for _ in range(predictor.depths)
    ]
    progress = Progress(f"truncate {folder.parent.name}")
    progress.start(0, len(gold))
    for i, document in enumerate(gold):
        golds = word_spans(document.text, document.spans)
        predictions = predictor.predict(document.text, scores=False)
        tags = spans_to_tags(document.spans, predictions[0].units)
        for found, (words, units) in zip(predictions, counts, strict=True):
            words.append(count_matches(golds, found.document.spans, labels))
            units.append(piece_counts(tags, found.constrained, labels))
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
