"""Gold and predictions in, a report out: the one door of evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.evaluation.calibration import calibration, scored_spans
from engine.evaluation.confusion import Confusion, confuse
from engine.evaluation.counts import LabelCounts
from engine.evaluation.errors import count_errors
from engine.evaluation.intervals import share_interval
from engine.evaluation.piece import PieceCounts
from engine.evaluation.report import Evaluation, PieceScores, RawScores
from engine.evaluation.result import DocumentResult, judge
from engine.evaluation.scores import Scores, score
from engine.evaluation.seen import seen_counts
from engine.tagging.bio import spans_to_tags
from engine.tagging.labels import LabelSet
from engine.tagging.prediction import Prediction
from engine.tagging.span import Document


@dataclass(frozen=True, slots=True)
class _Bootstrap:
    resamples: int
    seed: int

    def words(self, documents: Sequence[LabelCounts]) -> Scores:
        return score(documents, self.resamples, self.seed)

    def pieces(self, documents: Sequence[PieceCounts]) -> PieceScores:
        entities = self.words([document.entities for document in documents])
        interval = share_interval(
            [document.correct for document in documents],
            [document.pieces for document in documents],
            self.resamples,
            self.seed,
        )
        return PieceScores(entities, sum(documents[1:], documents[0]).token_accuracy, interval)


def evaluate(
    run: str,
    data: str,
    gold: Sequence[Document],
    predictions: Sequence[Prediction],
    labels: LabelSet,
    train_surfaces: frozenset[str] | None = None,
    resamples: int = 1000,
    seed: int = 42,
) -> Evaluation:
    """Score ``predictions`` of the documents ``gold``, in the same order.

    ``train_surfaces`` (from ``seen.entity_surfaces``) turns seen and unseen scores
    on. ValueError if there is no document, if the texts differ, or if a span has
    a label outside ``labels``.
    """
    _check(gold, predictions)
    results = tuple(
        judge(i, document, prediction, labels)
        for i, (document, prediction) in enumerate(zip(gold, predictions, strict=True))
    )
    bootstrap = _Bootstrap(resamples, seed)
    seen, unseen = _seen(results, train_surfaces, labels, bootstrap)
    return Evaluation(
        run=run,
        data=data,
        documents=len(results),
        word=bootstrap.words([result.word for result in results]),
        piece=bootstrap.pieces([result.piece for result in results]),
        raw=_raw(results, bootstrap),
        confusion=_confusion(gold, predictions, results, labels),
        errors=count_errors((error for result in results for error in result.errors), labels),
        seen=seen,
        unseen=unseen,
        calibration=calibration(scored_spans(pair for r in results for pair in r.pairs)),
        results=results,
    )


def _check(gold: Sequence[Document], predictions: Sequence[Prediction]) -> None:
    if not gold:
        raise ValueError("expected at least one document to evaluate, got none")
    if len(gold) != len(predictions):
        raise ValueError(
            f"expected {len(gold)} predictions, one a document, got {len(predictions)}"
        )
    for i, (document, prediction) in enumerate(zip(gold, predictions, strict=True)):
        if document.text != prediction.document.text:
            raise ValueError(
                f"expected predictions of the gold texts in their order, got another text for "
                f"document {i} (id {document.id!r})"
            )


def _raw(results: Sequence[DocumentResult], bootstrap: _Bootstrap) -> RawScores:
    return RawScores(
        bootstrap.words([result.raw_word for result in results]),
        bootstrap.pieces([result.raw_piece for result in results]),
        sum(not result.raw_valid for result in results) / len(results),
    )


def _confusion(
    gold: Sequence[Document],
    predictions: Sequence[Prediction],
    results: Sequence[DocumentResult],
    labels: LabelSet,
) -> Confusion:
    tags = (
        (spans_to_tags(document.spans, prediction.units), prediction.constrained)
        for document, prediction in zip(gold, predictions, strict=True)
    )
    return confuse(tags, (pair for result in results for pair in result.pairs), labels)


def _seen(
    results: Sequence[DocumentResult],
    surfaces: frozenset[str] | None,
    labels: LabelSet,
    bootstrap: _Bootstrap,
) -> tuple[Scores | None, Scores | None]:
    if surfaces is None:
        return None, None
    parts = [seen_counts(result.text, result.pairs, surfaces, labels) for result in results]
    return bootstrap.words([seen for seen, _ in parts]), bootstrap.words([new for _, new in parts])
