"""Crops of examples: a few words of a text, as texts of a few words are rare in training."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import torch

from engine.models.pieces import Ids
from trainer.example import Example

WORDS = 8  # of the longest crop, punctuation included


@dataclass(frozen=True)
class Cropping:
    """In a ``share`` of the readings a model that learns sees one to eight words alone.

    A tagger that has only read whole sentences finds nothing in a lone word, or in a
    question without its final danda. A crop cuts neither a span nor what the lexicon
    takes for one, and keeps the teacher's emissions of the whole text: the student
    learns to tell from a few words what its teacher tells from all. The draw is anew
    at every reading, from torch's generator.
    """

    share: float

    def apply(self, example: Example) -> Example:
        """``example``, or with chance ``share`` a crop of it."""
        if torch.rand(()) >= self.share or len(example.cuts) < 2:
            return example
        first, length = (int(torch.randint(n, ())) for n in (len(example.cuts) - 1, WORDS))
        last = min(first + 1 + length, len(example.cuts) - 1)
        return crop(example, int(example.cuts[first]), int(example.cuts[last]))


def crop(example: Example, start: int, end: int) -> Example:
    """The pieces ``start`` to ``end`` of ``example`` as an example of their own."""
    cuts: Ids = example.cuts[(example.cuts >= start) & (example.cuts <= end)] - start
    return replace(
        example,
        ids=example.ids[start:end],
        labels=example.labels[start:end],
        teacher=None if example.teacher is None else example.teacher[start:end],
        hints=None if example.hints is None else example.hints[start:end],
        cuts=cuts,
    )


def cuts_of(first: npt.NDArray[np.bool_], tags: Ids, hints: Ids | None) -> Ids:
    """Where a crop may begin or end: at words that go on no span and no hint, and the end.

    ``first`` (n,) says which pieces begin a word; ``tags`` (n,) and ``hints`` (n,) are
    ids as in ``Example``.
    """
    free = first & ~_goes_on(tags)
    if hints is not None:
        free &= ~_goes_on(hints - 1)
    return np.append(np.flatnonzero(free), len(tags))


def _goes_on(tags: Ids) -> npt.NDArray[np.bool_]:
    """Which tag ids are I: 0 is O, then B and I in turn."""
    inside: npt.NDArray[np.bool_] = (tags > 0) & (tags % 2 == 0)
    return inside
