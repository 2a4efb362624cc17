"""Grapheme clusters: nothing that is shown to a person cuts one."""

import regex

_CLUSTER = regex.compile(r"\X")


def cluster_ranges(text: str) -> list[tuple[int, int]]:
    """Code-point ranges of the extended grapheme clusters of ``text``, in order."""
    return [match.span() for match in _CLUSTER.finditer(text)]


def snap_to_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """The smallest range of whole clusters that covers ``[start, end)``."""
    for low, high in cluster_ranges(text):
        if low < start < high:
            start = low
        if low < end < high:
            end = high
    return start, end
