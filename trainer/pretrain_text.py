"""Pre-training data: a stream of pieces cut into blocks, masked deterministically."""

import gzip
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.utils.data import Dataset, Sampler, SequentialSampler
from transformers import Trainer

from engine.text.normalize import normal_form
from trainer.romanize import romanize

IGNORED = -100


@dataclass(frozen=True)
class PieceStream:
    """All pieces of a text, one after another, with [SEP] between lines."""

    pieces: npt.NDArray[np.int32]  # shape (n,)
    word_starts: npt.NDArray[np.bool_]  # shape (n,): whether a word begins here


def read_lines(files: Sequence[Path], romanized_share: float, seed: int) -> list[str]:
    """Lines of text files (.gz too), shuffled, with some romanized copies added.

    ValueError where they hold no text; a file that cannot be read is an OSError.
    """
    rng = random.Random(seed)
    lines: list[str] = []
    for file in files:
        content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        stripped = (line.strip() for line in content.decode("utf-8").splitlines())
        lines.extend(normal_form(line) for line in stripped if line)
    if not lines:
        raise ValueError(f"expected text in {', '.join(file.name for file in files)}, got none")
    copies = [romanize(line, rng) for line in lines if rng.random() < romanized_share]
    mixed = lines + copies
    rng.shuffle(mixed)
    return mixed


def piece_stream(lines: Iterable[str], tokenizer: Tokenizer) -> PieceStream:
    """Tokenize ``lines`` into one stream."""
    separator = special_id(tokenizer, "[SEP]")
    pieces: list[int] = []
    starts: list[bool] = []
    for encoding in tokenizer.encode_batch(list(lines), add_special_tokens=False):
        words = encoding.word_ids
        pieces.extend(encoding.ids)
        starts.extend(i == 0 or words[i] != words[i - 1] for i in range(len(words)))
        pieces.append(separator)
        starts.append(True)
    return PieceStream(np.array(pieces, dtype=np.int32), np.array(starts, dtype=np.bool_))


def special_id(tokenizer: Tokenizer, piece: str) -> int:
    """The id of a special piece; ValueError if the vocabulary lacks it."""
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"expected the piece {piece} in the vocabulary, got none")
    return int(found)


class MaskedBlocks(Dataset[dict[str, torch.Tensor]]):
    """``count`` blocks of ``length`` pieces; item ``i`` depends on (seed, i) alone.

    Blocks walk through the stream epoch by epoch from a new offset each time, so
    that resuming needs no state but the index.
    """

    def __init__(
        self,
        stream: PieceStream,
        tokenizer: Tokenizer,
        *,
        length: int,
        count: int,
        mask_share: float,
        whole_words: bool,
        seed: int,
    ) -> None:
        if len(stream.pieces) < 2 * length:
            raise ValueError(
                f"expected at least {2 * length} pieces of text, got {len(stream.pieces)}"
            )
        self._stream, self._length, self._count, self._seed = stream, length - 2, count, seed
        self._mask_share, self._whole_words = mask_share, whole_words
        self._per_epoch = max(1, (len(stream.pieces) - 2 * length) // self._length)
        self._cls, self._sep, self._mask = (
            special_id(tokenizer, piece) for piece in ("[CLS]", "[SEP]", "[MASK]")
        )
        self._vocabulary = tokenizer.get_vocab_size()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        epoch, position = divmod(index, self._per_epoch)
        order = np.random.default_rng((self._seed, epoch))
        offset = int(order.integers(self._length))
        block = (position * 7919 + int(order.integers(self._per_epoch))) % self._per_epoch
        begin = offset + block * self._length
        window = slice(begin, begin + self._length)
        pieces = self._stream.pieces[window].astype(np.int64)
        rng = np.random.default_rng((self._seed, 1, index))
        masked = self._choose(self._stream.word_starts[window], pieces, rng)
        return self._item(pieces, masked, rng)

    def _choose(
        self,
        starts: npt.NDArray[np.bool_],
        pieces: npt.NDArray[np.int64],
        rng: np.random.Generator,
    ) -> npt.NDArray[np.bool_]:
        """Which positions are predicted: whole words or single pieces."""
        if self._whole_words:
            words = np.cumsum(starts)
            chosen = rng.random(int(words[-1]) + 1) < self._mask_share
            masked: npt.NDArray[np.bool_] = chosen[words]
        else:
            masked = rng.random(len(pieces)) < self._mask_share
        chosen_pieces: npt.NDArray[np.bool_] = masked & (pieces != self._sep)
        return chosen_pieces

    def _item(
        self,
        pieces: npt.NDArray[np.int64],
        masked: npt.NDArray[np.bool_],
        rng: np.random.Generator,
    ) -> dict[str, torch.Tensor]:
        """BERT's 80% [MASK], 10% random, 10% unchanged (Devlin et al., 2019)."""
        labels = np.where(masked, pieces, IGNORED)
        roll = rng.random(len(pieces))
        shown = np.where(masked & (roll < 0.8), self._mask, pieces)
        noise = rng.integers(5, self._vocabulary, len(pieces))
        shown = np.where(masked & (roll >= 0.9), noise, shown)
        framed: npt.NDArray[np.int64] = np.concatenate(([self._cls], shown, [self._sep]))
        targets = np.concatenate(([IGNORED], labels, [IGNORED]))
        return {"input_ids": torch.from_numpy(framed), "labels": torch.from_numpy(targets)}


class SequentialTrainer(Trainer):  # type: ignore[misc]
    """Blocks are already in random order, and their index is all that resuming needs."""

    def _get_train_sampler(self, *args: Any, **kwargs: Any) -> Sampler[int]:
        return SequentialSampler(self.train_dataset)
