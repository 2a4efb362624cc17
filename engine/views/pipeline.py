"""The paper's pipeline as an SVG: data, teacher, student, INT8, evaluation.

The drawing takes the page's colors and font (``currentColor``, ``light-dark()``), and its
text comes in the page's language. 400 units wide, so that a phone shows it unscaled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from engine.text.clusters import cluster_ranges
from engine.views.stylesheet import FONT_FAMILY

_WIDTH, _MARGIN, _LINE = 400, 8, 21
_HALF = 165  # width of the text above each of the two models
COPIED = (1, 5, 9, 12)  # the paper's layers
_TEACHER_LAYERS = 12
_BAR, _STEP = 10, 14  # height of a layer's bar, and from one to the next
_LEFT, _RIGHT, _BARS = 62, 262, 76  # where the teacher's and the student's bars begin; width
_TEACHER, _STUDENT, _PLAIN = "#0072b2", "#d55e00", "#999999"


@dataclass(frozen=True, slots=True)
class PipelineWords:
    """The strings of the picture; boxes are (title, explanation)."""

    title: str
    data: tuple[str, str]
    tags: tuple[str, str]
    teacher: tuple[str, str]
    student: tuple[str, str]
    copied: str
    taught: str
    layers: tuple[str, ...]  # the numbers of the copied layers, lowest first
    int8: tuple[str, str]
    evaluation: tuple[str, str]


def pipeline_svg(words: PipelineWords) -> str:
    """The picture as one <svg> element; all strings are escaped."""
    parts: list[str] = []
    y = _MARGIN
    for box in (words.data, words.tags):
        drawn, y = _box(box, y)
        parts += [*drawn, _arrow(_WIDTH // 2, y, y + 26)]
        y += 26
    drawn, y = _models(words, y)
    parts += [*drawn, _arrow(_RIGHT + _BARS // 2, y, y + 26)]
    y += 26
    drawn, y = _box(words.int8, y)
    parts += [*drawn, _arrow(_WIDTH // 2, y, y + 26)]
    drawn, y = _box(words.evaluation, y + 26)
    return (
        f'<svg class="shonakto-pipeline" role="img" viewBox="0 0 {_WIDTH} {y + _MARGIN}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(words.title)}</title>'
        f"{''.join([*parts, *drawn])}</svg>"
    )


def pipeline_style() -> str:
    """The style sheet that the picture needs on its page."""
    return (
        ".shonakto-pipeline { display: block; margin: 0 auto; max-width: 560px; width: 100%; "
        f"font-family: {FONT_FAMILY}; color: inherit }} "
        ".shonakto-pipeline text { fill: currentColor; font-size: 14px } "
        ".shonakto-pipeline .title { font-weight: 700; font-size: 15px } "
        ".shonakto-pipeline .box { fill: none; stroke: currentColor; stroke-opacity: 0.45 } "
        ".shonakto-pipeline .arrow { fill: none; stroke: currentColor; stroke-width: 1.5 } "
        ".shonakto-pipeline .head { fill: currentColor }"
    )


def _box(box: tuple[str, str], y: int) -> tuple[list[str], int]:
    """A frame with a title and its explanation, and where it ends."""
    lines = _wrapped(box[1], _WIDTH - 40)
    height = 32 + _LINE * len(lines)
    frame = f'<rect class="box" x="{_MARGIN}" y="{y}" width="{_WIDTH - 2 * _MARGIN}" '
    parts = [f'{frame}height="{height}" rx="8"/>', _text(box[0], _WIDTH // 2, y + 22, "title")]
    parts += [_text(line, _WIDTH // 2, y + 22 + _LINE * i) for i, line in enumerate(lines, 1)]
    return parts, y + height


def _models(words: PipelineWords, y: int) -> tuple[list[str], int]:
    """Teacher on the left, student on the right, and what goes from one to the other."""
    sides = ((words.teacher, _LEFT + _BARS // 2), (words.student, _RIGHT + _BARS // 2))
    wrapped = [(_wrapped(box[1], _HALF), box[0], x) for box, x in sides]
    parts: list[str] = []
    for lines, title, x in wrapped:
        parts.append(_text(title, x, y + 24, "title"))
        parts += [_text(line, x, y + 24 + _LINE * i) for i, line in enumerate(lines, 1)]
    top = y + 40 + _LINE * max(len(lines) for lines, _, _ in wrapped)
    stack = _STEP * _TEACHER_LAYERS
    parts += _layers(words.layers, top)
    below = top + stack
    notes = [*_wrapped(words.copied, _WIDTH - 40), *_wrapped(words.taught, _WIDTH - 40)]
    parts += [_text(line, _WIDTH // 2, below + 8 + _LINE * i) for i, line in enumerate(notes, 1)]
    height = below + 18 + _LINE * len(notes) - y
    frame = f'<rect class="box" x="{_MARGIN}" y="{y}" width="{_WIDTH - 2 * _MARGIN}" '
    return [f'{frame}height="{height}" rx="8"/>', *parts], y + height


def _layers(names: Sequence[str], top: int) -> Iterator[str]:
    """Twelve bars, four bars, and a line from each copied layer to its copy; layer 1 below."""
    stack = _STEP * _TEACHER_LAYERS
    for layer in range(1, _TEACHER_LAYERS + 1):
        color = _TEACHER if layer in COPIED else _PLAIN
        yield _bar(_LEFT, top + stack - _STEP * layer, color)
    first = top + (stack - _STEP * len(COPIED)) // 2 + _STEP * len(COPIED)
    for place, layer in enumerate(COPIED, 1):
        there, here = top + stack - _STEP * layer + _BAR // 2, first - _STEP * place + _BAR // 2
        yield _text(names[place - 1], _LEFT - 14, there + 5)
        yield f'<path class="arrow" d="M{_LEFT + _BARS} {there} L{_RIGHT} {here}"/>'
        yield _bar(_RIGHT, first - _STEP * place, _STUDENT)


def _bar(x: int, y: int, color: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{_BARS}" height="{_BAR}" rx="2" fill="{color}"/>'


def _arrow(x: int, y: int, end: int) -> str:
    return (
        f'<path class="arrow" d="M{x} {y} L{x} {end - 8}"/>'
        f'<path class="head" d="M{x - 5} {end - 9} L{x + 5} {end - 9} L{x} {end} Z"/>'
    )


def _text(text: str, x: int, y: int, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x}" y="{y}" text-anchor="middle">{escape(text)}</text>'


def _wrapped(text: str, width: int) -> Sequence[str]:
    """Lines of at most ``width`` units, broken at spaces."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _width(text: str) -> float:
    """About how wide ``text`` is drawn: Bangla clusters, and conjuncts more so, are wide."""
    return sum(_cluster_width(text[start:end]) for start, end in cluster_ranges(text))


def _cluster_width(cluster: str) -> float:
    if cluster.isspace():
        return 4
    return 10 + 2 * (len(cluster) - 1) if cluster[0] > "\u02ff" else 6.8
