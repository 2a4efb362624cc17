import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation import resampling
from engine.evaluation.counts import Counts, LabelCounts, total
from engine.evaluation.intervals import compare, f1_intervals
from engine.evaluation.scores import Scores, score

LABELS = ("MED", "DIS")


def documents(number, quality=0.6, seed=0):
    """``number`` documents whose spans are hit with probability ``quality``."""
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(number):
        counts = []
        for size in (4, 2):
            hits = int(rng.binomial(size, quality))
            counts.append(Counts(hits, int(rng.binomial(2, 1 - quality)), size - hits))
        rows.append(LabelCounts(LABELS, tuple(counts)))
    return rows


def test_contains_the_point():
    for seed in range(20):
        rows = documents(40, seed=seed)
        scores = score(rows, resamples=300, seed=seed)
        for entry in (scores.micro, scores.macro, *scores.labels.values()):
            low, high = entry.ci95
            assert 0 <= low <= entry.f1 <= high <= 1
            assert low < high


def test_same_seed_same_interval():
    rows = documents(30)
    assert f1_intervals(rows, seed=7) == f1_intervals(rows, seed=7)
    assert f1_intervals(rows, seed=7) != f1_intervals(rows, seed=8)


def test_more_documents_narrow_the_interval():
    def width(number):
        low, high = f1_intervals(documents(number)).micro
        return high - low

    assert width(400) < width(25) / 2


def test_covers_the_truth_about_as_often_as_it_says():
    truth = score(documents(20_000, seed=99), resamples=1).micro.f1
    covered = 0
    for seed in range(200):
        low, high = f1_intervals(documents(60, seed=seed), resamples=200).micro
        covered += low <= truth <= high
    assert 0.88 <= covered / 200 <= 0.99


def test_equal_documents_leave_no_doubt():
    rows = [LabelCounts(LABELS, (Counts(3, 1, 1), Counts(1, 0, 0)))] * 5
    scores = score(rows, resamples=50)
    assert scores.micro.ci95 == pytest.approx((scores.micro.f1, scores.micro.f1))
    assert scores.macro.ci95 == pytest.approx((0.875, 0.875))


def test_no_entities_score_zero():
    scores = score([LabelCounts(LABELS, (Counts(), Counts()))] * 3, resamples=10)
    assert scores.micro.f1 == scores.macro.f1 == 0.0
    assert scores.micro.ci95 == scores.macro.ci95 == (0.0, 0.0)


def test_macro_leaves_out_labels_without_gold():
    rows = [LabelCounts(LABELS, (Counts(2, 0, 2), Counts(fp=5)))]
    scores = score(rows, resamples=10)
    assert scores.macro.recall == 0.5
    assert scores.macro.f1 == scores.labels["MED"].f1 == pytest.approx(2 / 3)
    assert scores.micro.precision == pytest.approx(2 / 7)


def test_macro_is_the_mean_of_the_labels():
    scores = score(documents(30), resamples=10)
    for name in ("precision", "recall", "f1"):
        values = [getattr(entry, name) for entry in scores.labels.values()]
        assert getattr(scores.macro, name) == pytest.approx(np.mean(values))


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 9)] * 6), min_size=1, max_size=6))
def test_array_scores_equal_count_scores(rows):
    table = [LabelCounts(LABELS, (Counts(*row[:3]), Counts(*row[3:]))) for row in rows]
    summed, array = total(table), resampling.count_array(table).sum(0)
    assert resampling.micro_f1(array) == pytest.approx(summed.summed.f1)
    assert resampling.f1(array) == pytest.approx([count.f1 for count in summed.counts])
    assert resampling.macro_f1(array) == pytest.approx(score(table, resamples=1).macro.f1)


def test_blocks_draw_the_right_number(monkeypatch):
    array = resampling.count_array(documents(10))
    monkeypatch.setattr(resampling, "_CELLS", 25)
    drawn = resampling.resample(array, 7, seed=1)
    assert drawn.shape == (7, 2, 3)
    assert (drawn[..., 0] + drawn[..., 2] == [40, 20]).all()


def test_a_model_equals_itself():
    rows = documents(30)
    result = compare(rows, rows, resamples=100)
    assert (result.micro.delta, result.micro.ci95, result.micro.p_value) == (0.0, (0.0, 0.0), 1.0)


def test_a_better_model_is_found_better():
    result = compare(documents(80, 0.9), documents(80, 0.5, seed=1))
    for difference in (result.micro, result.macro):
        assert difference.ci95[0] > 0
        assert difference.delta > 0.2
        assert difference.p_value < 0.01


def test_comparison_is_antisymmetric():
    first, second = documents(30, 0.6), documents(30, 0.55, seed=3)
    one, other = compare(first, second).micro, compare(second, first).micro
    assert one.delta == pytest.approx(-other.delta)
    assert one.ci95 == pytest.approx((-other.ci95[1], -other.ci95[0]))
    assert one.p_value == other.p_value


def test_p_values_of_equal_models_are_spread_out():
    pairs = [(documents(40, seed=2 * i), documents(40, seed=2 * i + 1)) for i in range(100)]
    small = sum(compare(a, b, resamples=200).micro.p_value < 0.05 for a, b in pairs)
    assert small <= 14


def test_refuses_unequal_data():
    rows = documents(3)
    renamed = [LabelCounts(("A", "B"), row.counts) for row in rows]
    with pytest.raises(ValueError, match="same documents, got 3, 2"):
        compare(rows, rows[:2])
    with pytest.raises(ValueError, match="same labels"):
        compare(rows, renamed)
    with pytest.raises(ValueError, match="at least one resample"):
        f1_intervals(rows, resamples=0)
    with pytest.raises(ValueError, match="at least one document"):
        f1_intervals([])
    with pytest.raises(ValueError, match="expected counts of"):
        resampling.count_array([rows[0], renamed[0]])


def test_scores_round_trip():
    scores = score(documents(5), resamples=20)
    assert Scores.from_json(scores.to_json()) == scores
    assert "support" not in scores.micro.to_json()
