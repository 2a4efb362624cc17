"""The paper's size: parameters counted without memory, steps taken when asked for."""

import os
import time

import psutil
import pytest
import torch
from transformers import BertConfig

from engine.models.tagger import Tagger
from engine.tagging.labels import LabelSet
from trainer.benchmark_worker import PAPER_VOCABULARY
from trainer.losses import kd_loss
from trainer.settings import PAPER_LAYERS
from trainer.stages import student_of


def full_size(layers: int, *, crf: bool) -> Tagger:
    config = BertConfig(vocab_size=PAPER_VOCABULARY, num_hidden_layers=layers)
    return Tagger.from_config(config, LabelSet(), crf=crf)


@pytest.mark.parametrize(
    ("layers", "crf", "millions"), [(12, False, 163.8), (12, True, 163.8), (4, False, 107.1)]
)
def test_parameters_of_the_paper(layers: int, crf: bool, millions: float) -> None:
    with torch.device("meta"):
        tagger = full_size(layers, crf=crf)
    assert PAPER_VOCABULARY == 102_025
    assert len(tagger.labels.tags) == 13
    assert round(tagger.parameter_count() / 1e6, 1) == millions


def test_a_crf_adds_transitions_starts_and_ends_and_there_is_no_pooler() -> None:
    with torch.device("meta"):
        linear, crf = full_size(12, crf=False), full_size(12, crf=True)
    assert crf.parameter_count() - linear.parameter_count() == 13 * 13 + 2 * 13
    assert not any("pooler" in name for name, _ in linear.named_parameters())
    # Table II says 164.4 M: with the unused pooler, 768 * 768 + 768 more
    assert round((linear.parameter_count() + 768 * 768 + 768) / 1e6, 1) == 164.4


@pytest.mark.skipif(
    os.environ.get("SHONAKTO_FULL_SIZE") != "1", reason="set SHONAKTO_FULL_SIZE=1 (5 GB, minutes)"
)
def test_three_steps_of_teacher_and_distillation_fit_in_memory() -> None:
    teacher = full_size(12, crf=True)
    student = student_of(teacher, PAPER_LAYERS)
    ids = torch.randint(5, PAPER_VOCABULARY, (16, 40))
    mask, labels = torch.ones_like(ids), torch.zeros_like(ids)
    started = time.monotonic()
    for tagger in (teacher, student):
        optimizer = torch.optim.AdamW(tagger.parameters(), lr=3e-5)
        tagger.train()
        for _ in range(3):
            if tagger is teacher:
                loss = tagger(ids, mask, labels)["loss"]
            else:
                with torch.no_grad():
                    soft = teacher.eval().emissions(ids, mask)
                loss = kd_loss(tagger.emissions(ids, mask), soft, labels, mask, 0.5, 4.0)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            assert torch.isfinite(loss)
    assert psutil.Process().memory_info().rss < 8 * 2**30
    assert time.monotonic() - started < 600
