"""Encoders by hub name or folder: their tokenizer made safe, and adaptation to a text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, normalizers
from transformers import (
    AutoConfig,
    AutoModelForMaskedLM,
    AutoTokenizer,
    Trainer,
    TrainingArguments,
    set_seed,
)

from engine.models.architectures import FAMILIES
from engine.models.checkpoint import replace_folder, save_tokenizer
from engine.models.config import ModelError
from engine.models.tagger import from_scratch
from engine.text.normalize import NUKTA_LETTERS, normal_form
from trainer.loop import RunCallback, train
from trainer.pretrain_text import MaskedBlocks, SequentialTrainer, piece_stream
from trainer.runs import RunFolder
from trainer.vocabulary import normal_form_normalizer


@dataclass(frozen=True)
class AdaptSettings:
    """Continued masked-language modelling on the task's own training text."""

    steps: int = 300
    batch: int = 32
    length: int = 64
    learning_rate: float = 5e-4
    mask_share: float = 0.3
    seed: int = 42


def check_encoder(encoder: str | Path) -> None:
    """Refuse, before anything is written, what is no encoder of a known family."""
    try:
        family = AutoConfig.from_pretrained(encoder).model_type
    except (OSError, ValueError) as error:
        raise ModelError(
            f"expected an encoder in {encoder} (a folder with config.json, or a hub name with "
            f"the network), got: {str(error).splitlines()[0]}"
        ) from error
    if family not in FAMILIES:
        raise ModelError(
            f"expected an encoder of type {', '.join(FAMILIES)} in {encoder}, got {family!r}"
        )
    encoder_tokenizer(encoder)


def encoder_tokenizer(encoder: str | Path) -> Tokenizer:
    """The tokenizer of an encoder, with our normal form and never stripping accents.

    That of a configuration file lies beside it.

    The nukta letters take the form that the vocabulary knows: joined (U+09DF) or,
    in vocabularies made with plain NFC, split.
    """
    try:
        wrapper = AutoTokenizer.from_pretrained(
            Path(encoder).parent if from_scratch(encoder) else encoder
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"expected a tokenizer in {encoder} (a folder, or a hub name with the network), "
            f"got: {str(error).splitlines()[0]}"
        ) from error
    tokenizer: Tokenizer = wrapper.backend_tokenizer
    vocabulary = tokenizer.get_vocab()
    joined = any(letter in piece for piece in vocabulary for letter in NUKTA_LETTERS.values())
    current = json.loads(tokenizer.to_str())["normalizer"] or {"type": "none"}
    if current["type"] == "BertNormalizer":
        tokenizer.normalizer = normal_form_normalizer(
            lowercase=current["lowercase"], joined_nukta=joined
        )
    elif not _is_ours(current):
        ours = normal_form_normalizer(lowercase=False, joined_nukta=joined)
        existing = tokenizer.normalizer
        tokenizer.normalizer = normalizers.Sequence([ours, existing] if existing else [ours])
    return tokenizer


def _is_ours(normalizer: dict[str, object]) -> bool:
    steps = normalizer.get("normalizers")
    return isinstance(steps, list) and bool(steps) and steps[0] == {"type": "NFC"}


def adapt(encoder: str | Path, texts: Sequence[str], settings: AdaptSettings, out: Path) -> Path:
    """Continue pre-training on ``texts``, resumable; returns the new encoder folder."""
    run = RunFolder.open(out, {"encoder": str(encoder), "texts": len(texts), **settings.__dict__})
    if run.state().status == "done":
        return run.model
    run.begin()
    set_seed(settings.seed)
    tokenizer = encoder_tokenizer(encoder)
    stream = piece_stream([normal_form(text) for text in texts], tokenizer)
    model = _language_model(encoder)
    blocks = MaskedBlocks(
        stream,
        tokenizer,
        length=settings.length,
        count=settings.steps * settings.batch,
        mask_share=settings.mask_share,
        whole_words=True,
        seed=settings.seed,
    )
    trainer: Trainer = SequentialTrainer(
        model=model,
        args=_arguments(settings, run),
        train_dataset=blocks,
        callbacks=[RunCallback(run, "adapt")],
    )
    train(trainer, run.checkpoints)
    temporary = run.path / "model.writing"
    model.save_pretrained(temporary)
    save_tokenizer(temporary, tokenizer)
    replace_folder(temporary, run.model)
    run.update(status="done")
    return run.model


def _language_model(encoder: str | Path) -> Any:
    if from_scratch(encoder):
        return AutoModelForMaskedLM.from_config(AutoConfig.from_pretrained(encoder))
    return AutoModelForMaskedLM.from_pretrained(encoder)


def _arguments(settings: AdaptSettings, run: RunFolder) -> TrainingArguments:
    return TrainingArguments(
        output_dir=str(run.checkpoints),
        per_device_train_batch_size=settings.batch,
        max_steps=settings.steps,
        learning_rate=settings.learning_rate,
        lr_scheduler_type="linear",
        warmup_steps=0.05,
        weight_decay=0.01,
        logging_steps=20,
        save_steps=100,
        save_total_limit=2,
        disable_tqdm=True,
        report_to="none",
        seed=settings.seed,
        remove_unused_columns=False,
        dataloader_pin_memory=False,
    )
