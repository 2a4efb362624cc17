"""Which mentions of a text are stated to be absent: জ্বর নেই, ডায়াবেটিস হয়নি, no fever.

A small closed rule set after NegEx (Chapman et al., "A simple algorithm for identifying
negated findings and diseases in discharge summaries", J. Biomed. Inform. 34, 2001): trigger
phrases, pseudo-negations and a scope. The scope is a chain, not a window: from a mention to
its trigger there may be nothing but fillers (now, any, sign of) and other members of one
list. All else ends it, so কিন্তু, a semicolon, a sentence's end and another verb do.

- *After* a mention: নেই, ছিল না, হয়নি, পাওয়া যায়নি, না থাকলে, নেগেটিভ, অনুপস্থিত, মুক্ত, নয় …
- *Before* it: no, without, denies, নেই কোনো; নন- tied to it; না X, না Y.
- A list shares its negation if it holds ও, বা, এবং … or begins with কোনো, কারও: "জ্বর, কাশি বা
  শ্বাসকষ্ট নেই". With commas alone the nearest member is negated, as notes are written: "গলা
  ব্যথা, কাশি নেই", "no bleed, infarct"; but "denies fever, cough" is of both.
- A medicine is negated where it is not taken or was not given, or a note rules it out (Algin
  নয়); a test where it was negative or not done. Orders with a verb ("do not give it") and
  forecasts state no fact and are not marked; neither is a question, nor ছাড়া, which is "without"
  and "except" alike. Organs never are, nor a place: in "ম্যারাসমাসে থাকে না" something else is not.
"""

from engine.tagging.negation_chain import after_is_negated, negated_before
from engine.tagging.negation_tokens import Stream
from engine.tagging.negation_words import NOT_PREFIXED, PREFIXES, units
from engine.tagging.span import Document, Span
from engine.text.normalize import normal_form

_ORGANS = ("org", "organ", "organs")
_ENDINGS = tuple(map(normal_form, ("মুক্ত", "বিহীন")))


def negated(document: Document) -> tuple[bool, ...]:
    """Whether each span of ``document`` is stated to be absent, in the order of its spans."""
    stream = Stream.of(document)
    before = negated_before(stream)
    return tuple(
        span.label.lower() not in _ORGANS
        and (
            number in before
            or _in_itself(document, span)
            or after_is_negated(stream, stream.places[number])
        )
        for number, span in enumerate(document.spans)
    )


def _in_itself(document: Document, span: Span) -> bool:
    """জ্বরমুক্ত; নন-ডায়াবেটিক, with the prefix inside the span or tied to it."""
    words = units(document.surface(span))
    if words and words[-1].endswith(_ENDINGS):
        return True
    tied = document.text[max(0, span.start - 4) : span.start].lower()
    return len(words) == 1 and any(
        word.startswith(prefix) and word.removeprefix(prefix) not in NOT_PREFIXED
        for prefix in PREFIXES
        for word in (words[0], prefix + words[0] if tied.endswith(prefix) else "")
    )
