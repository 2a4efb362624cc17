"""Which predicted span answers which gold span: one to one, by overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.tagging.span import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold span and its answer; ``predicted`` None is missed, ``gold`` None spurious."""

    gold: Span | None
    predicted: Span | None


def align(gold: Sequence[Span], predicted: Sequence[Span]) -> tuple[Pair, ...]:
    """Every span of both sides exactly once, in reading order.

    Both sides are sorted and free of overlap. Overlapping spans are paired one to
    one: those of equal label first, then by length of overlap, then by position.
    """
    answers: dict[Span, Span] = {}
    taken: set[Span] = set()
    for mine, theirs in sorted(_overlaps(gold, predicted), key=_preference):
        if mine not in answers and theirs not in taken:
            answers[mine] = theirs
            taken.add(theirs)
    pairs = [Pair(span, answers.get(span)) for span in gold]
    pairs += [Pair(None, span) for span in predicted if span not in taken]
    return tuple(sorted(pairs, key=_position))


def _overlaps(gold: Sequence[Span], predicted: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    first = 0
    for mine in gold:
        while first < len(predicted) and predicted[first].end <= mine.start:
            first += 1
        i = first
        while i < len(predicted) and predicted[i].start < mine.end:
            yield mine, predicted[i]
            i += 1


def _preference(pair: tuple[Span, Span]) -> tuple[bool, int, int, int]:
    mine, theirs = pair
    overlap = min(mine.end, theirs.end) - max(mine.start, theirs.start)
    return mine.label != theirs.label, -overlap, mine.start, theirs.start


def _position(pair: Pair) -> tuple[int, bool]:
    span = pair.gold or pair.predicted
    return (span.start if span else 0), pair.gold is None
