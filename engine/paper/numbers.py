"""The paper's own numbers, as ``assets/paper/numbers.json`` holds them."""

import json
from typing import Any

from engine.paths import assets

CITATION = (
    "P. Saha, A. H. Hasib, S. B. Polok: A Lightweight Hybrid Transformer-CRF Architecture for "
    "Multi-Type Bangla Medical Entity Recognition. arXiv:2605.25463, 2026."
)
ADDRESS = "https://arxiv.org/abs/2605.25463"
_FINDINGS = "findings_to_show_beside_the_numbers"


def paper_numbers() -> dict[str, Any]:
    """Tables I-III and the figures, in percent, with the setup and where they are from."""
    numbers: dict[str, Any] = json.loads(
        (assets() / "paper" / "numbers.json").read_text(encoding="utf-8")
    )
    return numbers


def paper_findings() -> tuple[str, ...]:
    """What is inconsistent in the numbers, a sentence or two each, in English."""
    return tuple(paper_numbers()[_FINDINGS])
