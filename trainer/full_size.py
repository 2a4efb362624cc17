"""The paper's sizes with random weights: do three training steps fit in memory?"""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import BertConfig

from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet
from trainer.benchmark_worker import PAPER_VOCABULARY
from trainer.losses import kd_loss
from trainer.progress import Progress
from trainer.settings import PAPER
from trainer.stages import student_of
from trainer.tagging import parameter_groups

STEPS = 3
PIECES = 128


@dataclass(frozen=True)
class TrainingFit:
    """One kind of training at full size; memory is the process's peak, in GiB."""

    stage: str
    params: int
    seconds_per_step: float
    peak_gib: float


def training_fits() -> list[TrainingFit]:
    """Three steps at batch 16 of the CRF teacher, then of distillation from it."""
    labels = LabelSet()
    torch.manual_seed(0)
    teacher = Tagger.from_config(BertConfig(vocab_size=PAPER_VOCABULARY), labels, crf=True)
    batch = PAPER.teacher.batch
    ids = torch.randint(5, PAPER_VOCABULARY, (batch, PIECES))
    mask = torch.ones_like(ids)
    tags = torch.zeros_like(ids)
    progress = Progress("full-size training")
    progress.start(0, 2 * STEPS)

    def teach() -> Tensor:
        loss: Tensor = teacher(ids, mask, tags)["loss"]
        return loss

    fits = [_steps("teacher-crf", teacher, teach, progress, 0)]
    student = student_of(teacher.eval(), PAPER.distill.layers)

    def distill() -> Tensor:
        with torch.no_grad():
            soft = teacher.emissions(ids, mask)
        ours = student.emissions(ids, mask)
        return kd_loss(ours, soft, tags, mask, PAPER.distill.alpha, PAPER.distill.tau)

    fits.append(_steps("student-crf-kd", student, distill, progress, STEPS))
    progress.finish()
    return fits


def _steps(
    stage: str, tagger: Tagger, loss: Callable[[], Tensor], progress: Progress, done: int
) -> TrainingFit:
    tagger.train()
    optimizer = torch.optim.AdamW(parameter_groups(tagger, PAPER.teacher))
    began = time.perf_counter()
    for step in range(STEPS):
        value = loss()
        if not bool(torch.isfinite(value)):
            raise RuntimeError(f"expected a finite loss at step {step + 1}, got {float(value)}")
        value.backward()
        optimizer.step()
        optimizer.zero_grad()
        progress.advance(done + step + 1)
    seconds = (time.perf_counter() - began) / STEPS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return TrainingFit(stage, tagger.parameter_count(), round(seconds, 2), round(peak, 2))
