"""Tiny models, a tiny vocabulary and a dozen sentences: small enough to train in tests."""

import re
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import (
    AutoModelForMaskedLM,
    BertConfig,
    ElectraConfig,
    set_seed,
)

from engine.models.checkpoint import save_tagger, save_tokenizer
from engine.models.config import PieceRule, TaggerConfig
from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet
from engine.tagging.span import Document, Span
from trainer.pretrain import PretrainConfig, encoder_config
from trainer.settings import TrainSettings
from trainer.stages import TaggingTask
from trainer.vocabulary import train_vocabulary

FAMILIES = ("bert", "electra", "modernbert")
LABELS = LabelSet(("MED", "DIS"))
PIECES = 160
_MARKED = (
    "রোগীর [ডেঙ্গু জ্বর](DIS) হয়েছে।",
    "[প্যারাসিটামল](MED) খেলে [জ্বর](DIS) কমে।",
    "[যক্ষ্মা রোগ](DIS) হলে [রিফাম্পিসিন](MED) দিতে হয়।",
    "ডাক্তার [মেটফরমিন](MED) লিখেছেন।",
    "তার [উচ্চ রক্তচাপ](DIS) ও [হাঁপানি](DIS) আছে।",
    "[হাঁপানি](DIS) থাকলে [সালবিউটামল](MED) নিন।",
    "আজ হাসপাতালে অনেক রোগী এসেছে।",
    "[ডায়াবেটিস](DIS) রোগীকে [মেটফরমিন](MED) দেওয়া হয়।",
    "[তীব্র ব্রঙ্কাইটিস](DIS) হলে বিশ্রাম নিন।",
    "শিশুর [নিউমোনিয়া](DIS) হলে [অ্যামক্সিসিলিন](MED) লাগে।",
    "[প্যারাসিটামল](MED), [মেটফরমিন](MED) ও [রিফাম্পিসিন](MED) আনুন।",
    "রাতে কাশি বাড়ে, তবে [জ্বর](DIS) নেই।",
)


def marked(text: str) -> Document:
    """ "[জ্বর](DIS) কমে" as a document."""
    plain, spans = "", []
    for part in re.split(r"(\[[^]]*\]\([A-Z]+\))", text):
        match = re.fullmatch(r"\[([^]]*)\]\(([A-Z]+)\)", part)
        surface = match[1] if match else part
        if match:
            spans.append(Span(len(plain), len(plain) + len(surface), match[2]))
        plain += surface
    return Document(plain, tuple(spans))


DOCUMENTS = tuple(marked(text) for text in _MARKED)
TEXTS = tuple(document.text for document in DOCUMENTS)


def tiny_tokenizer() -> Tokenizer:
    """A vocabulary of at most ``PIECES`` pieces of the dozen sentences."""
    return train_vocabulary(TEXTS, PIECES)


def tiny_config(family: str, layers: int = 2) -> Any:
    """A configuration of ``family``, 32 wide."""
    if family == "modernbert":
        shape = PretrainConfig(vocabulary=PIECES, width=32, heads=2, intermediate=48)
        return encoder_config(shape, layers)
    sizes = {
        "vocab_size": PIECES,
        "hidden_size": 32,
        "num_hidden_layers": layers,
        "num_attention_heads": 2,
        "intermediate_size": 64,
        "max_position_embeddings": 160,
    }
    return BertConfig(**sizes) if family == "bert" else ElectraConfig(**sizes, embedding_size=16)


def tiny_tagger(family: str, *, layers: int = 2, crf: bool = False, seed: int = 0) -> Tagger:
    """Random weights, spread widely enough that tags differ, in evaluation mode."""
    set_seed(seed)
    tagger = Tagger.from_config(tiny_config(family, layers), LABELS, crf=crf)
    for name, parameter in tagger.network.named_parameters():
        if parameter.dim() > 1:
            torch.nn.init.normal_(parameter, std=0.3)
        elif "bias" in name or "norm" in name.lower():
            torch.nn.init.normal_(parameter, mean=0.0 if "bias" in name else 1.0, std=0.1)
    return tagger.eval()


def tiny_batch(batch: int = 3, pieces: int = 11) -> tuple[torch.Tensor, torch.Tensor]:
    """Piece ids and a mask with padding on the right."""
    generator = torch.Generator().manual_seed(batch * 100 + pieces)
    ids = torch.randint(5, PIECES, (batch, pieces), generator=generator)
    lengths = torch.arange(pieces, pieces - batch, -1)[:, None]
    return ids, (torch.arange(pieces)[None, :] < lengths).long()


def save_tiny(
    folder: Path, family: str, *, pieces: PieceRule = "all", crf: bool = False, **sizes: int
) -> Path:
    """A model folder with random weights."""
    tagger = tiny_tagger(family, crf=crf, layers=sizes.pop("layers", 2))
    sizes = {"max_pieces": 48, "overlap": 16, **sizes}
    config = TaggerConfig(tags=LABELS.tags, pieces=pieces, crf=crf, row="student", **sizes)
    save_tagger(folder, tagger, config, tiny_tokenizer())
    return folder


def save_encoder(folder: Path, family: str = "modernbert", layers: int = 2) -> Path:
    """An encoder folder with random weights, as the hub has them: no tagger settings."""
    set_seed(7)
    AutoModelForMaskedLM.from_config(tiny_config(family, layers)).save_pretrained(folder)
    save_tokenizer(folder, tiny_tokenizer())
    return folder


def tiny_task(count: int = len(DOCUMENTS), pieces: PieceRule = "all") -> TaggingTask:
    """Training and validation on the same first ``count`` sentences."""
    documents = DOCUMENTS[:count]
    return TaggingTask(documents, documents, LABELS, pieces, max_pieces=48, overlap=16)


def quick(epochs: int, **changes: Any) -> TrainSettings:
    """Settings with which a tiny model learns in seconds."""
    rates = {"learning_rate": 5e-3, "head_learning_rate": 1e-2, "crf_learning_rate": 5e-2}
    return TrainSettings(epochs=epochs, batch=4, **{**rates, **changes})
