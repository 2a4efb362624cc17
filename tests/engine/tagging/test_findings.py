from engine.tagging.findings import Choice, screen
from engine.tagging.span import Document, Span

TEXT = "জ্বর, কাশি বা বমি নেই। নাপা ও কিডনি।"


def span(surface, label, score):
    start = TEXT.index(surface)
    return Span(start, start + len(surface), label, score)


DOCUMENT = Document(
    TEXT,
    (
        span("জ্বর", "CMT", 0.9),
        span("কাশি", "CMT", 0.3),
        span("বমি", "CMT", None),
        span("নাপা", "MED", 0.8),
        span("কিডনি", "ORG", 0.5),
    ),
)
LABELS = ("MED", "ORG", "CMT")


def surfaces(choice):
    return [finding.surface for finding in screen(DOCUMENT, choice).findings]


def test_all_is_shown_unless_one_chooses():
    shown = screen(DOCUMENT, Choice(LABELS))
    assert shown.document == DOCUMENT
    assert [finding.span for finding in shown.findings] == list(DOCUMENT.spans)


def test_the_threshold_is_for_suggestions_only():
    assert surfaces(Choice(LABELS, threshold=0.8)) == ["জ্বর", "বমি", "নাপা"]
    assert [f.confirmed for f in screen(DOCUMENT, Choice(LABELS, 0.8)).findings] == [
        False,
        True,
        False,
    ]


def test_labels_are_chosen():
    assert surfaces(Choice(("ORG",))) == ["কিডনি"]
    assert surfaces(Choice(())) == []


def test_a_hidden_member_of_a_list_still_carries_its_negation():
    shown = screen(DOCUMENT, Choice(LABELS, threshold=0.8))
    assert [finding.negated for finding in shown.findings] == [True, True, False]
    quiet = screen(DOCUMENT, Choice(LABELS, negation=False))
    assert not any(finding.negated for finding in quiet.findings)


def test_a_medicine_has_the_generic_behind_its_brand_and_an_organ_none():
    generics = {f.surface: f.generic for f in screen(DOCUMENT, Choice(LABELS)).findings}
    assert generics["নাপা"] == "প্যারাসিটামল"
    assert generics["কিডনি"] == ""
    wrong = Document("নাপা", (Span(0, 4, "ORG"),))
    assert screen(wrong, Choice(LABELS)).findings[0].generic == ""
