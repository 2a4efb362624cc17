import pytest

from engine.tagging.labels import MEDICAL_LABELS
from engine.views.palette import MEDICAL_COLORS, OTHER_COLORS, contrast, palette

MANY = [*MEDICAL_LABELS, *(f"L{i}" for i in range(40))]


def ratio(first, second):
    """WCAG 2.2 contrast, written again from the standard's text."""

    def luminance(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    one, two = luminance(first) + 0.05, luminance(second) + 0.05
    return max(one, two) / min(one, two)


@pytest.mark.parametrize("label", MANY)
def test_text_meets_aa_on_every_background(label):
    swatch = palette(MANY)[label]
    for tone in (swatch.solid, swatch.light, swatch.dark):
        assert ratio(tone.background, tone.text) >= 4.5


def test_contrast_at_its_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#d55e00", "#0072b2") == pytest.approx(ratio("#0072b2", "#d55e00"))


def test_medical_labels_always_have_their_colors():
    assert palette(["XXX", "MED"])["MED"].solid.background == MEDICAL_COLORS["MED"]
    assert len({swatch.solid for swatch in palette(MEDICAL_LABELS).values()}) == 6


def test_other_labels_take_different_colors_from_the_rest():
    health = ("Age", "Dosage", "Health Condition", "Medicine", "Procedure", "Specialist", "Symptom")
    swatches = palette(health)
    colors = [swatch.solid.background for swatch in swatches.values()]
    assert len(set(colors)) == len(health)
    assert set(colors) <= set(OTHER_COLORS)
    assert palette(health) == swatches


def test_more_labels_than_colors_still_get_one():
    assert len(palette(MANY)) == len(MANY)


def test_hostile_label_names_get_a_color():
    assert palette(["", "\ud800", "<b>"])
