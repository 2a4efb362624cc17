"""Texts that break naive code: what the property tests draw from."""

from hypothesis import strategies as st

from engine.tagging.span import Document, Span
from engine.text.words import unit_ranges

TRICKY = (
    *"কখগরলজ্বাড়ঢ়য়িেোৌঁংঃৎ্ািীুূৃ",
    "\u09a1\u09bc",  # ড় in two code points
    "\u09af\u09bc",  # য় in two code points
    "\u09dc",
    "\u09df",
    "\u09c7\u09be",  # ো in two code points
    "\u09c7\u09d7",  # ৌ in two code points
    "\u09bc",  # a nukta alone
    "\u200c",
    "\u200d",
    "র\u200d\u09cdয",
    "জ্বর",
    "😀",
    "👩🏽‍⚕️",
    "é",
    "e\u0301",
    "Aspirin",
    "İ",
    "123",
    "৪৫",
    "। ",
    "৷",
    "॥",
    ", ",
    "-",
    "(",
    ")",
    "/",
    '"',
    "[",
    "](",
    "\\",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\x00",
    "\u202e",
    "\u2067",
    "\ufeff",
    "#",
)
texts = st.one_of(
    st.lists(st.sampled_from(TRICKY), max_size=40).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=40),
)
LABELS = ("MED", "ORG", "DIS", "HOR", "PHA", "CMT")


@st.composite
def documents(draw: st.DrawFn, units: str = "words") -> Document:
    """A document with random spans over whole units (words) or over characters."""
    text = draw(texts)
    ranges = unit_ranges(text) if units == "words" else [(i, i + 1) for i in range(len(text))]
    spans: list[Span] = []
    position = 0
    while position < len(ranges):
        skip = draw(st.integers(0, 4))
        length = draw(st.integers(1, 3))
        first, last = position + skip, position + skip + length - 1
        if last >= len(ranges):
            break
        spans.append(Span(ranges[first][0], ranges[last][1], draw(st.sampled_from(LABELS))))
        position = last + 1
    return Document(text, tuple(spans), "7")
