"""Windows partition a text, keep the most central piece, and change nothing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from engine.models.lattice import viterbi
from engine.models.windows import Window, plan_windows
from engine.tagging.bio import tags_to_spans
from tests.engine.models.fake_models import LABELS, PieceTable, fake_predictor, pieces_of


@st.composite
def plans(draw: st.DrawFn) -> tuple[int, int, int]:
    """(count, size, overlap)."""
    size = draw(st.integers(1, 130))
    return draw(st.integers(0, 5000)), size, draw(st.integers(0, size - 1))


def distance_to_cut(window: Window, piece: int, count: int) -> float:
    """How far a piece stands from the nearest edge at which the text was cut."""
    left = piece - window.start if window.start > 0 else np.inf
    right = window.end - 1 - piece if window.end < count else np.inf
    return min(left, right)


@given(plans())
def test_kept_ranges_partition_the_pieces(plan: tuple[int, int, int]) -> None:
    count, size, overlap = plan
    windows = plan_windows(count, size, overlap)
    kept = [i for w in windows for i in range(w.keep_start, w.keep_end)]
    assert kept == list(range(count))
    for window in windows:
        assert 0 <= window.start <= window.keep_start < window.keep_end <= window.end <= count
        assert window.end - window.start == min(size, count)
    for left, right in pairwise(windows):
        assert left.start < right.start
        assert left.end - right.start >= overlap


@given(plans())
def test_every_piece_comes_from_the_window_in_which_it_is_most_central(
    plan: tuple[int, int, int],
) -> None:
    count, size, overlap = plan
    windows = plan_windows(count, size, overlap)
    for i, window in enumerate(windows):
        near = windows[max(0, i - 2) : i + 3]
        for piece in {window.keep_start, window.keep_end - 1}:
            best = max(
                distance_to_cut(other, piece, count)
                for other in near
                if other.start <= piece < other.end
            )
            assert distance_to_cut(window, piece, count) >= best - 1  # a tie has two middles


@given(plans())
def test_a_kept_piece_stands_half_the_overlap_from_every_cut(plan: tuple[int, int, int]) -> None:
    count, size, overlap = plan
    for window in plan_windows(count, size, overlap):
        for piece in {window.keep_start, window.keep_end - 1}:
            assert distance_to_cut(window, piece, count) >= (overlap - 1) // 2


@pytest.mark.parametrize(("size", "overlap"), [(0, 0), (10, 10), (10, -1)])
def test_impossible_overlaps_are_refused(size: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="expected 0 <= overlap < size"):
        plan_windows(100, size, overlap)


@pytest.mark.parametrize("count", [3, 29, 30, 31, 52, 53, 60, 61, 100, 777, 5000])
def test_windowed_emissions_are_the_unwindowed_ones(tokenizer: Tokenizer, count: int) -> None:
    model = PieceTable.random(tokenizer.get_vocab_size(), len(LABELS.tags), longest=32)
    predictor = fake_predictor(tokenizer, model)
    ids = np.random.default_rng(count).integers(5, tokenizer.get_vocab_size(), count)
    pieces = pieces_of(ids)
    (found,) = predictor.emissions([pieces])
    expected = model.table[ids]
    np.testing.assert_allclose(found, expected, atol=1e-5)
    prediction = predictor.decode("x " * count, pieces, found, scores=False)
    path = viterbi(expected, predictor.transitions)
    tags = [LABELS.tags[i] for i in path]
    assert list(prediction.constrained) == tags
    assert [(s.start, s.end, s.label) for s in prediction.document.spans] == [
        (s.start, s.end, s.label) for s in tags_to_spans(tags, pieces.ranges)
    ]


def test_texts_of_all_lengths_in_one_call_stay_in_order(tokenizer: Tokenizer) -> None:
    model = PieceTable.random(tokenizer.get_vocab_size(), len(LABELS.tags), longest=32)
    predictor = fake_predictor(tokenizer, model)
    rng = np.random.default_rng(1)
    counts = [0, 500, 3, 0, 31, 1, 2000, 30]
    texts = [pieces_of(rng.integers(5, tokenizer.get_vocab_size(), n)) for n in counts]
    for pieces, found in zip(texts, predictor.emissions(texts), strict=True):
        assert found.shape == (len(pieces), len(LABELS.tags))
        np.testing.assert_allclose(found, model.table[pieces.ids].reshape(found.shape), atol=1e-5)
    assert max(rows * width for rows, width in model.seen) <= 2048


@given(st.data())
def test_no_span_is_lost_at_an_edge(data: st.DataObject) -> None:
    """A span of up to (overlap - 1) // 2 pieces lies whole in the window that keeps its start."""
    size = data.draw(st.integers(20, 60))
    overlap = data.draw(st.integers(8, size - 8))
    count = data.draw(st.integers(size + 1, 600))
    length = data.draw(st.integers(1, (overlap - 1) // 2))
    start = data.draw(st.integers(0, count - length))
    keeper = next(
        w for w in plan_windows(count, size, overlap) if w.keep_start <= start < w.keep_end
    )
    assert keeper.start <= start
    assert start + length <= keeper.end
