"""Gold BIO tags of a file: checked, repaired, and turned into spans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.formats.dataset import FormatError
from engine.tagging.bio import OUTSIDE, tags_to_spans
from engine.tagging.span import Span
from engine.text.words import Range

_TAG = re.compile(r"O|[BI]-\S(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class TaggedSpans:
    """Spans over the ranges, and the places of the I tags read as the start of a span."""

    spans: tuple[Span, ...]
    repaired: tuple[int, ...]


def read_tags(tags: Sequence[object], ranges: Sequence[Range], where: str) -> TaggedSpans:
    """Spans of gold ``tags``, one for each of ``ranges``.

    An I after O, after another label or at the start opens a span: in a gold file
    that is certain. Raises FormatError, naming ``where``, for an unknown tag or where
    the counts differ.
    """
    if len(tags) != len(ranges):
        raise FormatError(
            f"{where}: expected one tag a token ({len(ranges)}), got {len(tags)} tags."
        )
    fixed: list[str] = []
    repaired: list[int] = []
    previous = OUTSIDE
    for place, tag in enumerate(tags):
        tag = check_tag(tag, where)
        if tag.startswith("I-") and previous[2:] != tag[2:]:
            repaired.append(place)
            tag = f"B-{tag[2:]}"
        fixed.append(tag)
        previous = tag
    return TaggedSpans(tuple(tags_to_spans(fixed, ranges)), tuple(repaired))


def check_tag(tag: object, where: str) -> str:
    """``tag`` if it is one; raises FormatError, naming ``where``, for anything else."""
    if not isinstance(tag, str) or not is_tag(tag):
        raise FormatError(f"{where}: expected O, B-LABEL or I-LABEL, got the tag {tag!r}.")
    return tag


def is_tag(text: str) -> bool:
    """Whether ``text`` is O, B-LABEL or I-LABEL."""
    return _TAG.fullmatch(text) is not None
