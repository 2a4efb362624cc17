"""Hyperparameters: the paper's to the letter, and a small set for two cores."""

from dataclasses import dataclass, field, replace

from engine.models.config import PieceRule

PAPER_ENCODER = "sagorsarker/bangla-bert-base"
PAPER_LAYERS = (1, 5, 9, 12)


@dataclass(frozen=True)
class TrainSettings:
    """One training run. Rates are peaks of a linear warm-up and decay.

    ``head_learning_rate`` and ``crf_learning_rate`` fall back to ``learning_rate``;
    ``patience`` counts epochs without a better validation F1 (None: never stop).
    ``hidden`` is the share of input pieces replaced by [MASK] in every second reading
    of an example, so that a model must read the words around an entity too; ``cropped``
    is the share of readings of a few words alone, as users type them.
    """

    epochs: int
    learning_rate: float = 3e-5
    head_learning_rate: float | None = None
    crf_learning_rate: float | None = None
    batch: int = 16
    weight_decay: float = 0.01
    warmup: float = 0.05
    patience: int | None = None
    hidden: float = 0.0
    cropped: float = 0.0
    seed: int = 42

    def changed(
        self, epochs: int | None, learning_rate: float | None, seed: int
    ) -> "TrainSettings":
        """The same settings with what a command line gave; None keeps a value."""
        return replace(
            self,
            epochs=epochs or self.epochs,
            learning_rate=learning_rate or self.learning_rate,
            seed=seed,
        )


@dataclass(frozen=True)
class DistillSettings:
    """Eq. (7): ``alpha`` weights the hard loss, ``tau`` is the temperature."""

    alpha: float = 0.5
    tau: float = 4.0
    layers: tuple[int, ...] = PAPER_LAYERS

    def __post_init__(self) -> None:
        if not 0 <= self.alpha <= 1:
            raise ValueError(f"expected alpha from 0 to 1, got {self.alpha}")
        if self.tau <= 0:
            raise ValueError(f"expected tau above 0, got {self.tau}")
        if not self.layers or list(self.layers) != sorted(set(self.layers)):
            raise ValueError(f"expected different layers in rising order, got {self.layers}")


@dataclass(frozen=True)
class Preset:
    """Everything ``shonakto reproduce`` needs to know besides the data."""

    name: str
    teacher: TrainSettings
    student: TrainSettings
    pieces: PieceRule
    max_pieces: int
    overlap: int
    encoder: str | None = None
    adapt_steps: int = 0
    distill: DistillSettings = field(default_factory=DistillSettings)

    def with_seed(self, seed: int) -> "Preset":
        """The same preset with another seed."""
        return replace(
            self,
            teacher=replace(self.teacher, seed=seed),
            student=replace(self.student, seed=seed),
        )


PAPER = Preset(
    name="paper",
    teacher=TrainSettings(epochs=5),
    student=TrainSettings(epochs=7, patience=3),
    pieces="all",
    max_pieces=256,
    overlap=64,
    encoder=PAPER_ENCODER,
)
SMALL = Preset(
    name="small",
    teacher=TrainSettings(
        epochs=4,
        learning_rate=4e-4,
        head_learning_rate=1e-3,
        crf_learning_rate=3e-3,
        batch=8,
        warmup=0.15,  # 0.05 left one CRF teacher of three at twice the others' loss
        hidden=0.2,
    ),
    student=TrainSettings(
        epochs=5,
        learning_rate=6e-4,
        head_learning_rate=1e-3,
        batch=8,
        patience=3,
        hidden=0.2,
        cropped=0.25,
    ),
    pieces="first",
    max_pieces=128,
    overlap=48,
    adapt_steps=400,
    distill=DistillSettings(),
)
PRESETS = {preset.name: preset for preset in (PAPER, SMALL)}
