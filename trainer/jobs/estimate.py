"""How long a distillation will about take, before it has a pace of its own."""

from trainer.jobs.data import DataSummary
from trainer.jobs.request import DistillRequest
from trainer.jobs.teachers import Teacher

# Seconds to train one 256-wide layer on one character, on two cores: student-kd of
# assets/reports/healthner-small.json read 505,193 characters five times through four
# layers in 206 s. Reading without learning costs about a third (no backward pass).
_SECONDS = 206 / (505_193 * 5 * 4)
_WIDTH = 256
_READING = 1 / 3
_REST = 20.0  # to start, read the data, test and put the model in place


def expected_seconds(request: DistillRequest, teacher: Teacher, data: DataSummary) -> float:
    """Seconds on two cores, if no epoch is saved by stopping early."""
    layer = _SECONDS * data.characters * (teacher.width / _WIDTH) ** 2
    training = layer * len(request.layers) * request.epochs
    reading = layer * teacher.layers * _READING if request.kd else 0.0
    return training + reading + _REST
