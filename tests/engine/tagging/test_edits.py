import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.tagging.edits import Edit, EditLog, confirmed, is_confirmed, labelled, moved
from engine.tagging.span import Document, Span
from engine.text.clusters import cluster_ranges

TEXT = "রোজ ইনসুলিন নেন, ক্ষুধা কম।"
INSULIN = Span(4, 11, "HOR", 0.8)
DOCUMENT = Document(TEXT, (INSULIN,))


def surface(edit):
    assert edit is not None
    return TEXT[edit.span.start : edit.span.end]


def test_a_selection_loses_its_white_space_and_takes_whole_clusters():
    at = TEXT.index("ক্ষুধা")
    assert surface(labelled(TEXT, 3, 12, "MED")) == "ইনসুলিন"
    assert surface(labelled(TEXT, at + 1, at + 2, "CMT")) == "ক্ষু"
    assert labelled(TEXT, 3, 4, "MED") is None


def test_a_new_span_replaces_what_it_overlaps():
    log = EditLog().add(labelled(TEXT, 0, 6, "CMT"))
    assert [s.label for s in log.apply(DOCUMENT).spans] == ["CMT"]
    assert log.apply(DOCUMENT).spans[0].end <= 7


def test_confirming_takes_the_score_away_and_nothing_else():
    (span,) = EditLog().add(confirmed(INSULIN)).apply(DOCUMENT).spans
    assert span == INSULIN
    assert is_confirmed(span)
    assert not is_confirmed(INSULIN)


@pytest.mark.parametrize(
    ("side", "unit", "step", "expected"),
    [
        ("end", "cluster", 1, "ইনসুলিন নে"),
        ("end", "cluster", -1, "ইনসুলি"),
        ("end", "word", 1, "ইনসুলিন নেন"),
        ("start", "cluster", -1, "জ ইনসুলিন"),
        ("start", "cluster", 1, "নসুলিন"),
        ("start", "word", -1, "রোজ ইনসুলিন"),
    ],
)
def test_an_end_moves_by_cluster_or_word_over_white_space(side, unit, step, expected):
    assert surface(moved(TEXT, INSULIN, side, unit, step)) == expected


@pytest.mark.parametrize(
    ("span", "side", "unit", "step"),
    [
        (INSULIN, "end", "word", -1),
        (INSULIN, "start", "word", 1),
        (Span(0, 3, "MED"), "start", "cluster", -1),
        (Span(26, 27, "MED"), "end", "word", 1),
    ],
)
def test_an_end_does_not_move_where_nothing_would_be_left_or_the_text_ends(span, side, unit, step):
    assert moved(TEXT, span, side, unit, step) is None


def test_a_shrunk_span_leaves_nothing_of_the_old_one():
    log = EditLog().add(moved(TEXT, INSULIN, "end", "cluster", -1))
    (span,) = log.apply(DOCUMENT).spans
    assert DOCUMENT.surface(span) == "ইনসুলি"


def test_undo_and_redo_go_back_and_forth_and_a_new_edit_forgets_the_undone():
    first, second = Edit(4, 11), labelled(TEXT, 0, 3, "CMT")
    log = EditLog().add(first).add(second)
    assert log.undo().redo() == log
    assert log.undo().undo().undo().apply(DOCUMENT) == DOCUMENT
    assert log.undo().add(first).redo() == log.undo().add(first)


def test_given_spans_stand_before_the_models_and_no_undo_takes_them():
    own = Document(TEXT, (Span(4, 11, "MED"), Span(17, 23, "CMT", 0.4)))
    log = EditLog.of(own)
    assert log.apply(DOCUMENT).spans == (Span(4, 11, "MED"),)
    deleted = log.add(Edit(4, 11))
    assert deleted.apply(DOCUMENT).spans == ()
    assert deleted.undo().undo().apply(DOCUMENT).spans == (Span(4, 11, "MED"),)
    assert deleted.undo().redo() == deleted


def test_edits_hold_for_any_model_of_the_same_text():
    other = Document(TEXT, (Span(0, 11, "DIS", 0.5), Span(12, 15, "CMT", 0.4)))
    log = EditLog().add(confirmed(INSULIN))
    assert log.apply(other).spans == (INSULIN, other.spans[1])


@pytest.mark.parametrize("edit", [(3, 3, None), (-1, 2, None), (2, 3, Span(2, 4, "MED"))])
def test_an_edit_has_a_range_that_holds_its_span(edit):
    with pytest.raises(ValueError, match="expected"):
        Edit(*edit)


TEXTS = st.text(st.sampled_from("জ্বর ক্ষেোিয়ন।, \n\r😀👩🏽\u200d"), min_size=1, max_size=25)


@given(TEXTS, st.data())
def test_any_edits_leave_whole_clusters_without_overlap_and_undo_to_the_start(text, data):
    log, document = EditLog(), Document(text)
    edges = {edge for pair in cluster_ranges(text) for edge in pair}
    for _ in range(data.draw(st.integers(1, 6))):
        spans = log.apply(document).spans
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        edit = labelled(text, start, end, "MED")
        if spans and data.draw(st.booleans()):
            side, unit = data.draw(st.sampled_from(["start", "end"])), data.draw(UNITS)
            edit = moved(text, data.draw(st.sampled_from(spans)), side, unit, data.draw(STEPS))
        log = log.add(edit) if edit else log
        for span in log.apply(document).spans:
            assert {span.start, span.end} <= edges
            assert document.surface(span).strip()
    for _ in log.done:
        log = log.undo()
    assert log.apply(document) == document


UNITS, STEPS = st.sampled_from(["cluster", "word"]), st.sampled_from([1, -1])
