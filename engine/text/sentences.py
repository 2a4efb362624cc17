"""Sentences: runs of text up to and including an ender (। ৷ ॥ ? !) or a newline."""

import re

_SENTENCE = re.compile(r"[^।৷॥?!\r\n]*[।৷॥?!\r\n]+[\"”’')\]]*|[^।৷॥?!\r\n]+")


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences of ``text``; together they cover it without a gap."""
    return [match.span() for match in _SENTENCE.finditer(text)]
