"""Sentence frames: the grammar of ``assets/generated/frames.txt``.

A line is ``genre<TAB>frame``; # begins a comment, ``@name<TAB>a|b|c`` a list of ordinary
words. A frame holds

- ``{LABEL.kind:feature}``: an entity. ``kind`` is a kind of the lexicon table, several
  joined by +, or nothing (the usual kinds of the label); ``MED.same`` is the generic name
  behind the brand before it. Features: a case of
  ``trainer.inflect``, and ``latin`` or ``roman`` for the script;
- ``{n:2-9}`` or ``{n:250|500}``: a number, in the digits of the document;
- ``{name}``: an ordinary word of the list ``@name``;
- ``[text](LABEL)``: an entity written out. It may hold slots, which then are parts of the
  one entity: ``[{ORG.body:loc} ব্যথা](CMT)``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from engine.paths import assets
from engine.tagging.labels import MEDICAL_LABELS
from engine.text.normalize import normal_form
from trainer.inflect import CASES

GENRES = ("drug", "clinical", "patient", "education", "news", "none")
SCRIPTS = ("latin", "roman")

_PART = re.compile(r"\[([^\[\]]+)\]\(([A-Z]{3})\)|\{([^{}]+)\}")
_HALF_WRITTEN = re.compile(r"[\[\]{}]|\]\(")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for an entity; empty ``kinds``, ``script`` and ``case`` mean the usual."""

    label: str
    kinds: tuple[str, ...] = ()
    script: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place for an ordinary word, or (``numeric``) a number in Latin digits."""

    options: tuple[str, ...]
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """An entity written out in the frame, with or without slots in it."""

    label: str
    parts: tuple["str | Slot | Choice", ...]


Part = str | Slot | Choice | Mark


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence frame; ``line`` is its place in the file."""

    genre: str
    parts: tuple[Part, ...]
    line: int

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All entity slots, those inside marks too."""
        inner = (part.parts if isinstance(part, Mark) else (part,) for part in self.parts)
        return tuple(part for parts in inner for part in parts if isinstance(part, Slot))


def frames_file() -> Path:
    """The shipped frames."""
    return assets() / "generated" / "frames.txt"


def read_frames(path: Path) -> list[Frame]:
    """The frames of ``path``; raises ValueError with the line of a slip."""
    lists: dict[str, tuple[str, ...]] = {}
    frames: list[Frame] = []
    for number, line in enumerate(normal_form(path.read_text("utf-8")).split("\n"), start=1):
        name, tab, rest = line.partition("\t")
        where = f"{path.name}, line {number}"
        if not line.strip() or line.startswith("#"):
            continue
        if not tab or not rest.strip():
            raise ValueError(f"{where}: expected genre<TAB>frame, got {line[:40]!r}")
        if name.startswith("@"):
            lists[name[1:]] = tuple(word.strip() for word in rest.split("|"))
        elif name in GENRES:
            frames.append(Frame(name, _parts(rest.strip(), lists, where), number))
        else:
            raise ValueError(f"{where}: expected a genre of {', '.join(GENRES)}, got {name!r}")
    return frames


def _parts(text: str, lists: dict[str, tuple[str, ...]], where: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    position = 0
    for match in _PART.finditer(text):
        parts.append(_literal(text[position : match.start()], where))
        if match[3] is not None:
            parts.append(_slot(match[3], lists, where))
        else:
            inner = _parts(match[1], lists, where)
            flat = tuple(part for part in inner if not isinstance(part, Mark))
            parts.append(Mark(_label(match[2], where), flat))
        position = match.end()
    parts.append(_literal(text[position:], where))
    return tuple(part for part in parts if part != "")


def _literal(text: str, where: str) -> str:
    if _HALF_WRITTEN.search(text):
        raise ValueError(f"{where}: expected {{slot}} or [text](LABEL), got {text[:40]!r}")
    return text


def _slot(body: str, lists: dict[str, tuple[str, ...]], where: str) -> Slot | Choice:
    head, *features = body.split(":")
    if head == "n" and len(features) == 1:
        return Choice(_numbers(features[0], where), numeric=True)
    if head in lists and not features:
        return Choice(lists[head])
    label, _, kinds = head.partition(".")
    case = next((feature for feature in features if feature in CASES), "")
    script = next((feature for feature in features if feature in SCRIPTS), "")
    if unknown := [feature for feature in features if feature not in (case, script)]:
        raise ValueError(f"{where}: expected a case or a script in {{{body}}}, got {unknown[0]!r}")
    return Slot(_label(label, where), tuple(kinds.split("+")) if kinds else (), script, case)


def _label(label: str, where: str) -> str:
    if label not in MEDICAL_LABELS:
        raise ValueError(f"{where}: expected one of {', '.join(MEDICAL_LABELS)}, got {label!r}")
    return label


def _numbers(body: str, where: str) -> tuple[str, ...]:
    """``2-9`` is a range, ``250|500`` a list."""
    low, dash, high = body.partition("-")
    if dash and low.isdigit() and high.isdigit() and int(low) < int(high):
        return tuple(str(number) for number in range(int(low), int(high) + 1))
    if dash or not all(body.split("|")):
        raise ValueError(f"{where}: expected {{n:2-9}} or {{n:250|500}}, got {body!r}")
    return tuple(body.split("|"))
