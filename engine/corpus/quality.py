"""What is known about the corpus's quality: agreement of two readings, its written rules."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from engine.corpus.splits import corpus_folder
from engine.evaluation.scores import Scores

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_HEADING = re.compile(r"^(#+ )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Span F1 between two readings of the same ``documents``."""

    documents: int
    scores: Scores


def shipped_agreement(folder: Path | None = None) -> Agreement:
    """The committed agreement of the corpus's two readings."""
    file = (folder or corpus_folder()) / "agreement.json"
    payload = json.loads(file.read_text(encoding="utf-8"))
    return Agreement(payload["documents"], Scores.from_json(payload))


def corpus_page(name: str, folder: Path | None = None) -> str:
    """One of the corpus's Markdown files for a page: no comments, headings two levels lower."""
    text = ((folder or corpus_folder()) / name).read_text(encoding="utf-8")
    return _HEADING.sub(r"##\1", _COMMENT.sub("", text))
