import pytest

from engine.tagging.commands import CommandError, carry_out, read_command
from engine.tagging.edits import EditLog
from engine.tagging.span import Document, Span

TEXT = "👩‍⚕️ এখন জ্বর ও কাশি"
AT = TEXT.index("জ্বর")
FEVER = Span(AT, AT + 4, "CMT", 0.7)
DOCUMENT = Document(TEXT, (FEVER,))
LABELS = ("DIS", "CMT")


def raw(action="label", **changes):
    base = {"number": 1, "action": action, "start": AT, "end": AT + 4, "surface": "জ্বর"}
    return base | {"label": "DIS"} | changes


def after(log=None, **changes):
    command = read_command(raw(**changes), TEXT, LABELS)
    return carry_out(command, DOCUMENT, log or EditLog())


def spans(log):
    return [(DOCUMENT.surface(s), s.label, s.score) for s in log.apply(DOCUMENT).spans]


def test_label_delete_confirm_and_move():
    assert spans(after()) == [("জ্বর", "DIS", None)]
    assert spans(after(action="delete")) == []
    assert spans(after(action="confirm")) == [("জ্বর", "CMT", None)]
    assert spans(after(action="move", unit="word")) == [("জ্বর ও", "CMT", None)]


def test_undo_and_redo():
    log = after(action="delete")
    assert spans(after(log, action="undo")) == [("জ্বর", "CMT", 0.7)]
    assert spans(after(after(log, action="undo"), action="redo")) == []


def test_what_changes_nothing_is_no_edit():
    confirmed = after(action="confirm")
    assert after(confirmed, action="confirm") is confirmed
    gone = after(action="delete")
    assert after(gone, action="delete") is gone
    assert after(gone, action="move") is gone


def test_a_moved_span_is_still_found_by_a_command_that_was_on_its_way():
    log = after(action="move", unit="word")
    assert spans(after(log, action="move", unit="word")) == [("জ্বর ও কাশি", "CMT", None)]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "1"},
        {"number": True},
        {"action": "eval"},
        {"action": ["label"]},
        {"start": -1},
        {"start": 1.0},
        {"end": AT},
        {"end": len(TEXT) + 1},
        {"surface": "কাশি"},
        {"surface": None},
        {"start": AT + 1, "end": AT + 5},  # UTF-16 offsets
        {"label": "MED"},
        {"label": ["DIS"]},
        {"action": "move", "side": "top"},
        {"action": "move", "unit": "line"},
        {"action": "move", "step": 2},
        {"action": "move", "step": "1"},
    ],
)
def test_what_no_editor_sends_is_refused(changes):
    with pytest.raises(CommandError):
        read_command(raw(**changes), TEXT, LABELS)


@pytest.mark.parametrize("value", [None, [], "label", 7])
def test_no_object_is_refused(value):
    with pytest.raises(CommandError, match="expected an object"):
        read_command(value, TEXT, LABELS)
