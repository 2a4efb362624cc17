"""Documents to training examples: pieces, tags, and chunks that cut no span."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engine.corpus.provenance import is_made
from engine.models.config import PieceRule
from engine.models.crf import IGNORED
from engine.models.emissions import Framing
from engine.models.hints import UNKNOWN, LexiconHints
from engine.models.pieces import Ids, Pieces, PieceTokenizer
from engine.tagging.bio import snap_spans, spans_to_tags
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document
from engine.text.sentences import sentence_ranges
from engine.text.words import word_ranges
from trainer.cropping import Cropping, cuts_of
from trainer.example import Example

WHOLE = 0.5  # share of readings in which nothing is hidden
NO_HINTS = 0.25  # share of a learner's readings in which the lexicon is not asked


def make_examples(
    documents: Iterable[Document],
    tokenizer: PieceTokenizer,
    labels: LabelSet,
    rule: PieceRule,
    max_pieces: int,
    hints: LexiconHints | None = None,
) -> list[Example]:
    """Chunks of at most ``max_pieces`` with [CLS] and [SEP], whole sentences if possible.

    Made documents get no hints: they consist of what the lexicon or a model knows, and a
    tagger would learn from them to trust the lexicon blindly.
    """
    examples: list[Example] = []
    for document in documents:
        pieces = tokenizer.split(document.text)
        spans = snap_spans(document.spans, word_ranges(document.text))
        tags = spans_to_tags(spans, pieces.ranges)
        ids = np.array([labels.tag_ids[tag] for tag in tags], dtype=np.int64)
        hinted = hints.ids(pieces) if hints and not is_made(document) else None
        for start, end in _chunks(document.text, pieces, tags, max_pieces - 2):
            target = ids[start:end].copy()
            if rule == "first":
                target[~pieces.first[start:end]] = IGNORED
            _ignore_leading_inside(target)
            if (target != IGNORED).any():
                asked = None if hinted is None else hinted[start:end]
                cuts = cuts_of(pieces.first[start:end], ids[start:end], asked)
                examples.append(Example(pieces.ids[start:end], target, hints=asked, cuts=cuts))
    return examples


def _chunks(text: str, pieces: Pieces, tags: Sequence[str], size: int) -> Iterable[tuple[int, int]]:
    """Cut at sentence starts, else between words, never inside a span that fits."""
    sentences = {start for start, _ in sentence_ranges(text)}
    free = [i for i in range(1, len(pieces)) if pieces.first[i] and not tags[i].startswith("I-")]
    best = _sentence_cuts(pieces, free, sorted(sentences))
    start = 0
    while len(pieces) - start > size:
        limit = start + size
        ends = [i for i in best if start < i <= limit] or [i for i in free if start < i <= limit]
        end = ends[-1] if ends else limit
        yield start, end
        start = end
    if start < len(pieces):
        yield start, len(pieces)


def _sentence_cuts(pieces: Pieces, free: Sequence[int], starts: Sequence[int]) -> list[int]:
    """Those free cuts with a sentence start between the piece before and the piece."""
    cuts: list[int] = []
    position = 0
    for i in free:
        while position < len(starts) and starts[position] < pieces.ranges[i - 1][1]:
            position += 1
        if position < len(starts) and starts[position] <= pieces.ranges[i][0]:
            cuts.append(i)
    return cuts


def _ignore_leading_inside(target: Ids) -> None:
    """A span longer than a chunk is cut; its rest would begin with an illegal I."""
    for i, tag in enumerate(target):
        if tag == IGNORED:
            continue
        if tag == 0 or tag % 2 == 1:
            return
        target[i] = IGNORED


@dataclass(frozen=True)
class Hiding:
    """Pieces hidden from a model that learns: each becomes ``mask`` with chance ``share``.

    Half of the readings are left whole, as texts are when they are annotated: a model
    that always sees a [MASK] comes to rely on it, and finds nothing without one. The
    draw is anew at every reading, from torch's generator, so that a resumed training
    draws as an undisturbed one does.
    """

    share: float
    mask: int

    def apply(self, ids: Ids) -> Ids:
        """A copy of ``ids`` (n,), in half of the calls with some pieces hidden."""
        if torch.rand(()) < WHOLE:
            return ids.copy()
        hidden = torch.rand(len(ids)).numpy() < self.share
        return np.where(hidden, self.mask, ids)


class ExampleDataset(Dataset[dict[str, object]]):
    """Examples with [CLS] and [SEP] around them, as the Trainer wants them."""

    def __init__(
        self,
        examples: Sequence[Example],
        framing: Framing,
        *,
        hiding: Hiding | None = None,
        cropping: Cropping | None = None,
        no_hints: float = 0.0,
    ) -> None:
        """``no_hints`` is the share of readings in which the lexicon is not asked."""
        self._examples, self._framing = examples, framing
        self._hiding, self._cropping, self._no_hints = hiding, cropping, no_hints

    def __len__(self) -> int:
        return len(self._examples)

    def __getitem__(self, index: int) -> dict[str, object]:
        example = self._examples[index]
        if self._cropping:
            example = self._cropping.apply(example)
        hints = example.asked()
        if self._no_hints and torch.rand(()) < self._no_hints:
            hints = np.full_like(hints, UNKNOWN)
        ids = self._hiding.apply(example.ids) if self._hiding else example.ids
        item: dict[str, object] = {
            "input_ids": [self._framing.cls, *ids.tolist(), self._framing.sep],
            "labels": [IGNORED, *example.labels.tolist(), IGNORED],
            "hints": [UNKNOWN, *hints.tolist(), UNKNOWN],
        }
        if example.teacher is not None:
            item["teacher"] = np.pad(example.teacher, ((1, 1), (0, 0)))
        return item


@dataclass(frozen=True)
class PadCollator:
    """Pads a batch on the right; shapes (batch, longest) and (batch, longest, tags)."""

    pad: int

    def __call__(self, items: Sequence[dict[str, object]]) -> dict[str, Tensor]:
        width = max(len(item["input_ids"]) for item in items)  # type: ignore[arg-type]
        batch = {
            "input_ids": self._rows(items, "input_ids", width, self.pad),
            "labels": self._rows(items, "labels", width, IGNORED),
            "hints": self._rows(items, "hints", width, UNKNOWN),
        }
        lengths = torch.tensor([len(item["input_ids"]) for item in items])  # type: ignore[arg-type]
        batch["attention_mask"] = (torch.arange(width)[None, :] < lengths[:, None]).long()
        if "teacher" in items[0]:
            arrays = [np.asarray(item["teacher"], dtype=np.float32) for item in items]
            batch["teacher"] = torch.stack(
                [torch.from_numpy(np.pad(a, ((0, width - len(a)), (0, 0)))) for a in arrays]
            )
        return batch

    @staticmethod
    def _rows(items: Sequence[dict[str, object]], key: str, width: int, fill: int) -> Tensor:
        rows = torch.full((len(items), width), fill)
        for row, item in enumerate(items):
            values = torch.tensor(item[key])
            rows[row, : len(values)] = values
        return rows
