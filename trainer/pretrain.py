"""Self-supervised pre-training of a small ModernBERT-type encoder, by stages.

Twelve layers from scratch learn slowly on two cores, so a shallow encoder is
trained first, its layers are stacked, and training goes on (progressive
stacking; Gong et al., ICML 2019).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tokenizers import Tokenizer
from transformers import (
    ModernBertConfig,
    ModernBertForMaskedLM,
    TrainingArguments,
    set_seed,
)

from engine.models.checkpoint import replace_folder, save_tokenizer
from trainer.loop import RunCallback, train
from trainer.pretrain_text import (
    MaskedBlocks,
    PieceStream,
    SequentialTrainer,
    piece_stream,
    read_lines,
)
from trainer.runs import RunFolder
from trainer.vocabulary import SPECIAL_PIECES, train_vocabulary


@dataclass(frozen=True)
class PretrainStage:
    """One depth of the encoder: ``steps`` batches of ``batch`` x ``length`` pieces."""

    layers: int
    steps: int
    batch: int = 32
    length: int = 64
    learning_rate: float = 2e-3
    schedule: str = "constant_with_warmup"
    warmup_steps: int = 100
    mask_share: float = 0.3
    whole_words: bool = False


@dataclass(frozen=True)
class PretrainConfig:
    """Sizes of the encoder and the stages that train it."""

    vocabulary: int = 6000
    width: int = 256
    heads: int = 4
    intermediate: int = 384
    romanized_share: float = 0.1
    seed: int = 42
    save_steps: int = 500
    stages: tuple[PretrainStage, ...] = field(default_factory=tuple)

    @classmethod
    def read(cls, file: Path) -> "PretrainConfig":
        """Read a JSON file; a ValueError names what is unknown or missing."""
        try:
            values = json.loads(file.read_text(encoding="utf-8"))
            stages = tuple(PretrainStage(**stage) for stage in values.pop("stages"))
            return cls(**values, stages=stages)
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"expected pre-training settings in {file}, got: {error}") from error


def pretrain(texts: Sequence[Path], config: PretrainConfig, out: Path) -> Path:
    """Run all stages, each resumable; returns the model folder ``out/model``."""
    lines = read_lines(texts, config.romanized_share, config.seed)
    run = RunFolder.open(out, {"texts": [str(file) for file in texts], **asdict(config)})
    if run.state().status == "done":
        return run.model
    run.begin()
    set_seed(config.seed)
    tokenizer = _tokenizer(run, lines, config.vocabulary)
    stream = piece_stream(lines, tokenizer)
    run.log(f"{len(lines)} lines, {len(stream.pieces)} pieces")
    model: ModernBertForMaskedLM | None = None
    for number, stage in enumerate(config.stages, 1):
        model = _stage(run, model, stage, number, config, tokenizer, stream)
    assert model is not None
    _save(model, tokenizer, run.model)
    run.update(status="done")
    return run.model


def encoder_config(config: PretrainConfig, layers: int) -> ModernBertConfig:
    """ModernBERT's architecture with every layer global."""
    return ModernBertConfig(
        vocab_size=config.vocabulary,
        hidden_size=config.width,
        intermediate_size=config.intermediate,
        num_hidden_layers=layers,
        num_attention_heads=config.heads,
        max_position_embeddings=512,
        layer_types=["full_attention"] * layers,
        classifier_dropout=0.1,
        sparse_prediction=True,
        **{
            f"{name}_token_id": SPECIAL_PIECES.index(piece)
            for name, piece in {
                "pad": "[PAD]", "cls": "[CLS]", "bos": "[CLS]", "sep": "[SEP]", "eos": "[SEP]",
            }.items()
        },
    )  # fmt: skip


def stack(shallow: ModernBertForMaskedLM, config: ModernBertConfig) -> ModernBertForMaskedLM:
    """A deeper model whose layer ``i`` starts as layer ``i mod n`` of the shallow one.

    ModernBERT's first layer has no attention norm; its copies further up keep the
    fresh norm, whose weights are ones.
    """
    deep = ModernBertForMaskedLM(config)
    depth = shallow.config.num_hidden_layers
    state = {k: v for k, v in shallow.state_dict().items() if ".layers." not in k}
    deep.load_state_dict(state, strict=False)
    for i, layer in enumerate(deep.model.layers):
        layer.load_state_dict(shallow.model.layers[i % depth].state_dict(), strict=False)
    return deep


def _stage(
    run: RunFolder,
    previous: ModernBertForMaskedLM | None,
    stage: PretrainStage,
    number: int,
    config: PretrainConfig,
    tokenizer: Tokenizer,
    stream: PieceStream,
) -> ModernBertForMaskedLM:
    finished = run.path / "stages" / f"{number}-{stage.layers}L"
    if (finished / "config.json").exists():
        return ModernBertForMaskedLM.from_pretrained(finished)
    shape = encoder_config(config, stage.layers)
    model = ModernBertForMaskedLM(shape) if previous is None else stack(previous, shape)
    checkpoints = run.checkpoints / f"{number}-{stage.layers}L"
    blocks = MaskedBlocks(
        stream,
        tokenizer,
        length=stage.length,
        count=stage.batch * stage.steps,
        mask_share=stage.mask_share,
        whole_words=stage.whole_words,
        seed=config.seed + number,
    )
    trainer = SequentialTrainer(
        model=model,
        args=_arguments(stage, config, checkpoints),
        train_dataset=blocks,
        callbacks=[RunCallback(run, f"pretrain {stage.layers} layers")],
    )
    train(trainer, checkpoints)
    model.save_pretrained(finished)
    return model


def _arguments(stage: PretrainStage, config: PretrainConfig, out: Path) -> TrainingArguments:
    return TrainingArguments(
        output_dir=str(out),
        per_device_train_batch_size=stage.batch,
        max_steps=stage.steps,
        learning_rate=stage.learning_rate,
        lr_scheduler_type=stage.schedule,
        warmup_steps=stage.warmup_steps,
        weight_decay=0.01,
        adam_beta2=0.98,
        optim="adamw_torch_fused",
        logging_steps=50,
        save_steps=config.save_steps,
        save_total_limit=2,
        disable_tqdm=True,
        report_to="none",
        seed=config.seed,
        remove_unused_columns=False,
        dataloader_pin_memory=False,
        logging_strategy="steps",
    )


def _tokenizer(run: RunFolder, lines: list[str], size: int) -> Tokenizer:
    file = run.path / "tokenizer.json"
    if not file.exists():
        tokenizer = train_vocabulary(lines, size)
        tokenizer.save(str(file))
    return Tokenizer.from_file(str(file))


def _save(model: ModernBertForMaskedLM, tokenizer: Tokenizer, folder: Path) -> None:
    temporary = folder.parent / "model.writing"
    model.save_pretrained(temporary)
    save_tokenizer(temporary, tokenizer)
    replace_folder(temporary, folder)
