"""What a span editor asks for: read from untrusted values, carried out on an edit log."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from engine.tagging.edits import Edit, EditLog, Side, Unit, confirmed, labelled, moved
from engine.tagging.span import Document, Span

Action = Literal["label", "delete", "confirm", "move", "undo", "redo"]


class CommandError(ValueError):
    """A command that no editor of ours would send."""


@dataclass(frozen=True, slots=True)
class Command:
    """``number`` counts an editor's commands up; ``[start, end)`` is what it acts on."""

    number: int
    action: Action
    start: int = 0
    end: int = 0
    label: str = ""
    side: Side = "end"
    unit: Unit = "cluster"
    step: int = 1


def read_command(raw: object, text: str, labels: Collection[str]) -> Command:
    """The command in ``raw``, for ``text``; raises CommandError where anything is wrong.

    ``surface`` must be the text under the offsets: it proves that the editor counted
    code points of this very text.
    """
    if not isinstance(raw, Mapping):
        raise CommandError(f"expected an object, got {type(raw).__name__}")
    number: Any = raw.get("number")
    action: Any = raw.get("action")
    if type(number) is not int or action not in get_args(Action):
        raise CommandError("expected a number and a known action")
    if action in ("undo", "redo"):
        return Command(number, action)
    start, end = _range(raw, text)
    label = raw.get("label", "")
    if action == "label" and (not isinstance(label, str) or label not in labels):
        raise CommandError("expected a label of the model")
    side, unit, step = raw.get("side", "end"), raw.get("unit", "cluster"), raw.get("step", 1)
    if side not in get_args(Side) or unit not in get_args(Unit) or step not in (1, -1):
        raise CommandError("expected a side, a unit and a step of 1 or -1")
    return Command(number, action, start, end, label, side, unit, int(step))


def carry_out(command: Command, document: Document, log: EditLog) -> EditLog:
    """``log`` after ``command``; ``document`` has the model's spans, without the log's edits.

    A command that would change nothing leaves the log as it is.
    """
    if command.action == "undo":
        return log.undo()
    if command.action == "redo":
        return log.redo()
    before = log.apply(document).spans
    edit = _edit(command, document.text, before)
    if edit is None or _exact(edit.apply(before)) == _exact(before):
        return log
    return log.add(edit)


def _edit(command: Command, text: str, spans: tuple[Span, ...]) -> Edit | None:
    if command.action == "label":
        return labelled(text, command.start, command.end, command.label)
    if command.action == "delete":
        return Edit(command.start, command.end)
    target = _target(command, spans)
    if target is None:
        return None
    if command.action == "confirm":
        return confirmed(target)
    return moved(text, target, command.side, command.unit, command.step)


def _target(command: Command, spans: tuple[Span, ...]) -> Span | None:
    """The span that shares most with the command's range: an earlier command that was
    still on its way may have moved an end of it."""
    overlap = {span: min(span.end, command.end) - max(span.start, command.start) for span in spans}
    best = max(overlap, key=lambda span: overlap[span], default=None)
    return best if best and overlap[best] > 0 else None


def _range(raw: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = raw.get("start"), raw.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise CommandError(f"expected a range inside 0..{len(text)}")
    if raw.get("surface") != text[start:end]:
        raise CommandError("expected the surface of this range of the text")
    return start, end


def _exact(spans: tuple[Span, ...]) -> list[tuple[int, int, str, float | None]]:
    """For comparing with scores, which ``Span`` leaves out."""
    return [(span.start, span.end, span.label, span.score) for span in spans]
