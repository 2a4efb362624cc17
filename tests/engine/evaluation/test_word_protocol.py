from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.evaluation.alignment import align
from engine.evaluation.counts import Counts
from engine.evaluation.errors import find_errors
from engine.evaluation.word import word_counts, word_spans
from engine.tagging.labels import LabelSet
from engine.tagging.span import Span
from engine.text.words import SEPARATORS

LABELS = LabelSet(("MED", "DIS", "CMT"))
texts = st.text(alphabet="জ্বরa। ,\n-", min_size=1, max_size=40)


@st.composite
def marked_texts(draw):
    """A text and two lists of disjoint spans of it."""
    text = draw(texts)
    return text, draw(spans_of(text)), draw(spans_of(text))


@st.composite
def spans_of(draw, text):
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Span(a, b, draw(st.sampled_from(LABELS.labels))) for a, b in pairs]


def slow_word_counts(text, gold, predicted):
    """The protocol in the plainest words: grow each end until it cuts no word."""

    def inside_word(i):
        return 0 < i < len(text) and not (separates(text[i - 1]) or separates(text[i]))

    def separates(char):
        return char.isspace() or char in SEPARATORS

    def widen(spans):
        used, triples = set(), []
        for span in sorted(spans):
            start, end = span.start, span.end
            while inside_word(start):
                start -= 1
            while inside_word(end):
                end += 1
            if not used & set(range(start, end)):
                used |= set(range(start, end))
                triples.append((start, end, span.label))
        return triples

    golds, guesses, tally = widen(gold), widen(predicted), Counter()
    for triple in golds:
        tally[triple[2], "tp" if triple in guesses else "fn"] += 1
    for triple in guesses:
        tally[triple[2], "fp"] += triple not in golds
    return {
        label: Counts(tally[label, "tp"], tally[label, "fp"], tally[label, "fn"])
        for label in LABELS.labels
    }


@settings(deadline=None)
@given(marked_texts())
def test_equals_the_obvious_implementation(marked):
    text, gold, predicted = marked
    counted = word_counts(text, gold, predicted, LABELS)
    assert {label: counted[label] for label in LABELS.labels} == slow_word_counts(*marked)


@settings(deadline=None)
@given(marked_texts())
def test_errors_account_for_every_miss(marked):
    text, gold, predicted = marked
    counts = word_counts(text, gold, predicted, LABELS).summed
    errors = find_errors(align(word_spans(text, gold), word_spans(text, predicted)), 0)
    kinds = Counter(error.kind for error in errors)
    wrong = kinds["boundary"] + kinds["label"] + kinds["both"]
    assert counts.fn == kinds["missed"] + wrong
    assert counts.fp == kinds["spurious"] + wrong


def test_part_of_a_word_counts_as_the_word():
    text = "তার জ্বরের ওষুধ"
    counts = word_counts(text, [Span(4, 10, "DIS")], [Span(4, 8, "DIS")], LABELS)
    assert counts["DIS"] == Counts(tp=1)


def test_two_words_are_not_one():
    text = "ডেঙ্গু জ্বর"
    counts = word_counts(text, [Span(0, 11, "DIS")], [Span(0, 6, "DIS")], LABELS)
    assert counts["DIS"] == Counts(fp=1, fn=1)
