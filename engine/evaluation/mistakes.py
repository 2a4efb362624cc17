"""The documents that a model gets wrong, most wrong first."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from engine.annotator import Annotator
from engine.evaluation.errors import ErrorKind, SpanError
from engine.evaluation.reports import Report
from engine.evaluation.result import DocumentResult, judge
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document

_CHUNK = 32  # documents between two calls of ``progress``


def judge_model(
    annotator: Annotator,
    gold: Sequence[Document],
    progress: Callable[[float], None] = lambda done: None,
) -> tuple[DocumentResult, ...]:
    """What ``annotator`` makes of each of ``gold``, in order.

    ``progress`` gets the share that is done, from 0 to 1. Labels of model and data
    are united.
    """
    labels = united(annotator.labels, gold)
    results: list[DocumentResult] = []
    for start in range(0, len(gold), _CHUNK):
        chunk = gold[start : start + _CHUNK]
        predictions = annotator.predict_batch(document.text for document in chunk)
        for document, prediction in zip(chunk, predictions, strict=True):
            results.append(judge(len(results), document, prediction, labels))
        progress(len(results) / len(gold))
    return tuple(results)


def reported(report: Report, gold: Sequence[Document]) -> dict[str, tuple[DocumentResult, ...]]:
    """Each model's results in ``report`` that are of the texts of ``gold``, and of all of them."""
    texts = {document.text for document in gold}
    return {
        model: evaluation.results
        for model, evaluation in report.evaluations.items()
        if {result.text for result in evaluation.results} == texts
    }


def united(labels: LabelSet, gold: Iterable[Document]) -> LabelSet:
    """The model's labels, then those that only the data has."""
    extra = {span.label for document in gold for span in document.spans} - set(labels.labels)
    return LabelSet((*labels.labels, *sorted(extra))) if extra else labels


def most_wrong(
    results: Iterable[DocumentResult],
    kinds: frozenset[ErrorKind] = frozenset(),
    labels: frozenset[str] = frozenset(),
) -> list[DocumentResult]:
    """Documents with errors of ``kinds`` on ``labels`` (empty: all), most of them first.

    Among equals the one with fewer hits comes first, then the earlier one.
    """
    counted = [(len(list(wanted(result.errors, kinds, labels))), result) for result in results]
    wrong = [(count, result) for count, result in counted if count]
    ranked = sorted(wrong, key=lambda pair: (-pair[0], _hits(pair[1]), pair[1].index))
    return [result for _, result in ranked]


def wanted(
    errors: Iterable[SpanError], kinds: frozenset[ErrorKind], labels: frozenset[str]
) -> Iterator[SpanError]:
    """The errors of ``kinds`` that touch one of ``labels``, as gold or as predicted."""
    for error in errors:
        touched = {span.label for span in (error.gold, error.predicted) if span}
        if (not kinds or error.kind in kinds) and (not labels or labels & touched):
            yield error


def _hits(result: DocumentResult) -> int:
    return len(result.pairs) - len(result.errors)
