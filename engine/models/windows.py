"""Windows: texts of any length through a model of limited length, losing nothing.

Each piece's emissions come from the window in which it is most central; one
decode then runs over the whole sequence, so no span can be cut at an edge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

Progress = Callable[[float], None]  # is told the share of the windows that is read, up to 1


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` are read; ``[keep_start, keep_end)`` are kept."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def plan_windows(count: int, size: int, overlap: int) -> list[Window]:
    """Windows of at most ``size`` pieces over ``count``, neighbors sharing ``overlap``.

    The kept ranges partition ``[0, count)``; the last window is moved left so that
    it is full.
    """
    if not 0 <= overlap < size:
        raise ValueError(f"expected 0 <= overlap < size, got overlap {overlap}, size {size}")
    if count <= size:
        return [Window(0, count, 0, count)] if count else []
    starts = [*range(0, count - size, size - overlap), count - size]
    edges = [0]
    for left, right in pairwise(starts):
        edges.append((left + size + right) // 2)
    edges.append(count)
    return [Window(start, start + size, edges[i], edges[i + 1]) for i, start in enumerate(starts)]
