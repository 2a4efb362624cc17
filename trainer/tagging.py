"""Training a tagger with Hugging Face Trainer: rates, losses, validation, stopping."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import EarlyStoppingCallback, EvalPrediction, Trainer, TrainingArguments

from engine.evaluation.counts import Counts
from engine.models.crf import IGNORED
from engine.models.emissions import Framing
from engine.models.lattice import Transitions, viterbi
from engine.models.pieces import PieceTokenizer
from engine.models.tagger import Tagger
from engine.tagging.bio import tags_to_spans
from trainer.cropping import Cropping
from trainer.example import Example
from trainer.features import NO_HINTS, ExampleDataset, Hiding, PadCollator
from trainer.loop import RunCallback, train
from trainer.losses import kd_terms
from trainer.runs import RunFolder
from trainer.settings import DistillSettings, TrainSettings

_EVAL_BATCH = 32
_LOG_EVERY = 20  # steps


@dataclass(frozen=True)
class TrainingData:
    """Examples of the two splits and the tokenizer that made them."""

    train: Sequence[Example]
    validation: Sequence[Example]
    tokenizer: PieceTokenizer


def train_tagger(
    tagger: Tagger,
    data: TrainingData,
    settings: TrainSettings,
    run: RunFolder,
    title: str,
    distill: DistillSettings | None = None,
) -> Tagger:
    """Train in place and return the epoch that validated best.

    With ``distill`` the examples must carry the teacher's emissions.
    """
    framing = Framing(data.tokenizer.cls, data.tokenizer.sep, data.tokenizer.pad)
    hiding = Hiding(settings.hidden, data.tokenizer.mask) if settings.hidden else None
    callbacks: list[Any] = [RunCallback(run, title)]
    if settings.patience is not None:
        callbacks.append(EarlyStoppingCallback(early_stopping_patience=settings.patience))
    trainer = TaggerTrainer(
        settings=settings,
        distill=distill,
        model=tagger,
        args=_arguments(settings, run, len(data.train)),
        train_dataset=ExampleDataset(
            data.train,
            framing,
            hiding=hiding,
            cropping=Cropping(settings.cropped) if settings.cropped else None,
            no_hints=NO_HINTS if tagger.hints else 0.0,
        ),
        eval_dataset=ExampleDataset(data.validation, framing),
        data_collator=PadCollator(framing.pad),
        compute_metrics=validation_metrics(tagger),
        callbacks=callbacks,
    )
    train(trainer, run.checkpoints)
    return tagger.eval()


class TaggerTrainer(Trainer):  # type: ignore[misc]
    """Trainer with a rate of its own for head and CRF, and the distillation loss."""

    def __init__(
        self, *, settings: TrainSettings, distill: DistillSettings | None, **kwargs: Any
    ) -> None:
        self.settings, self.distill = settings, distill
        self._terms: list[tuple[float, float]] = []
        self._own_optimizer: torch.optim.Optimizer | None = None
        super().__init__(**kwargs)

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """AdamW with groups: encoder, head, CRF; no decay for biases, norms and the CRF."""
        if self._own_optimizer is None:
            self._own_optimizer = torch.optim.AdamW(parameter_groups(self.model, self.settings))
        self.optimizer = self._own_optimizer
        return self._own_optimizer

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Tensor | int | None = None,
    ) -> Any:
        """The tagger's own loss, or eq. (7) with the teacher's emissions of the batch."""
        if self.distill is None:
            outputs = model(**inputs)
            return (outputs["loss"], outputs) if return_outputs else outputs["loss"]
        teacher = inputs.pop("teacher")
        labels = inputs["labels"]
        outputs = model(inputs["input_ids"], inputs["attention_mask"], hints=inputs["hints"])
        alpha, tau = self.distill.alpha, self.distill.tau
        hard, soft = kd_terms(outputs["logits"], teacher, labels, labels != IGNORED, tau)
        if model.training:
            self._terms.append((float(hard.detach()), float(soft.detach()) * tau**2))
        loss = alpha * hard + (1 - alpha) * tau**2 * soft
        return (loss, {"loss": loss, **outputs}) if return_outputs else loss

    def log(self, logs: dict[str, float], *args: Any, **kwargs: Any) -> None:
        """Log the two terms of eq. (7) beside their sum."""
        if self._terms and "loss" in logs:
            count = len(self._terms)
            logs["ce"] = sum(hard for hard, _ in self._terms) / count
            logs["kl"] = sum(soft for _, soft in self._terms) / count
            self._terms.clear()
        super().log(logs, *args, **kwargs)


def parameter_groups(tagger: Tagger, settings: TrainSettings) -> list[dict[str, Any]]:
    """Optimizer groups: (encoder, head) x (decay, no decay); CRF and hints without decay."""
    rates = {
        "encoder": settings.learning_rate,
        "head": settings.head_learning_rate or settings.learning_rate,
        "crf": settings.crf_learning_rate or settings.learning_rate,
    }
    groups: dict[tuple[str, bool], list[Tensor]] = {}
    for name, parameter in tagger.named_parameters():
        part = (
            "crf"
            if name.startswith(("crf.", "hints."))
            else "head"
            if "classifier" in name
            else "encoder"
        )
        decays = part != "crf" and parameter.dim() > 1
        groups.setdefault((part, decays), []).append(parameter)
    return [
        {
            "params": parameters,
            "lr": rates[part],
            "weight_decay": settings.weight_decay if decays else 0.0,
        }
        for (part, decays), parameters in groups.items()
    ]


def validation_metrics(tagger: Tagger) -> Callable[[EvalPrediction], dict[str, float]]:
    """Strict span F1 (constrained decoding, scored pieces as units) and tag accuracy."""
    tags = tagger.labels.tags
    legal = Transitions.legal(tagger.labels)

    def compute(prediction: EvalPrediction) -> dict[str, float]:
        transitions = legal if tagger.crf is None else tagger.crf.transitions()
        counts, right, total = Counts(), 0, 0
        for logits, gold in zip(prediction.predictions, prediction.label_ids, strict=True):
            scored = gold != IGNORED
            path = viterbi(logits[scored].astype(float), transitions)
            units = [(i, i + 1) for i in range(len(path))]
            expected = set(tags_to_spans([tags[i] for i in gold[scored]], units))
            found = set(tags_to_spans([tags[i] for i in path], units))
            hits = len(expected & found)
            counts += Counts(hits, len(found) - hits, len(expected) - hits)
            right += int((gold[scored] == path).sum())
            total += len(path)
        return {
            "f1": counts.f1,
            "precision": counts.precision,
            "recall": counts.recall,
            "accuracy": right / max(total, 1),
        }

    return compute


def _arguments(settings: TrainSettings, run: RunFolder, examples: int) -> TrainingArguments:
    steps_an_epoch = -(-examples // settings.batch)
    return TrainingArguments(
        output_dir=str(run.checkpoints),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch,
        per_device_eval_batch_size=_EVAL_BATCH,
        learning_rate=settings.learning_rate,
        lr_scheduler_type="linear",
        warmup_steps=settings.warmup,
        weight_decay=settings.weight_decay,
        eval_strategy="epoch",
        save_strategy="epoch",
        logging_steps=min(_LOG_EVERY, steps_an_epoch),  # small data have a row an epoch
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model="f1",
        restore_callback_states_from_checkpoint=True,
        train_sampling_strategy="group_by_length",
        label_names=["labels"],
        remove_unused_columns=False,
        seed=settings.seed,
        report_to="none",
        disable_tqdm=True,
        dataloader_pin_memory=False,
    )
