"""Entity cells of the MedER table: which strings the annotator meant.

A repair is made only where there is one sound reading; each is counted by its kind.
"""

import re
from dataclasses import dataclass, replace

COLUMNS = {
    "MED": "Medicine\\ Chemical Name",
    "ORG": "Organ",
    "DIS": "Disease",
    "HOR": "Hormone",
    "PHA": "Pharmacological Class",
    "CMT": "Common Medical Terms",
}
SPLIT_PARENTHESES = "comma inside parentheses"
_PLACEHOLDERS = {"nan", "none", "null", "n/a", "nil"}
_QUOTES = "\"'“”‘’`´«»"
_DANDAS = "।৷॥"
_JUNK = _QUOTES + _DANDAS + "[]{}<>.:;,،!?•*·–—-_=|\\/\u200b\u200c\u200d\ufeff \t\r\n\u00a0"
# A comma inside a number or a locant (1,25-dihydroxy…) is part of the name.
_SEPARATOR = re.compile(r"(?<=\d),(?!\d)|(?<!\d),|[;،\n\r।৷॥]")
# One word alone may be an entity ("hormone"), so it leaks only with its colon.
_LEAK = re.compile(
    r"(?<![a-z])(?:(?:(?P<MED>medicine\s*[\\/]?\s*chemical\s+names?)"
    r"|(?P<PHA>pharmacological\s+class(?:es)?)|(?P<CMT>common\s+medical\s+terms?))\s*[:–—-]*"
    r"|(?:(?P<ORG>organs?)|(?P<DIS>diseases?)|(?P<HOR>hormones?))\s*:)(?![a-z])",
    re.IGNORECASE,
)
LEAKED_HEADER = "leaked header"
# "NSAIDs (naproxen", "celecoxib)": quotes around each half of what a comma cut in two.
_QUOTED_COMMA = re.compile(rf"[{_QUOTES}]+\s*(,)\s*[{_QUOTES}]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One entity string with its label and the kinds of repair that led to it."""

    surface: str
    label: str
    repairs: tuple[str, ...] = ()


def cell_items(cell: str, label: str) -> list[Item]:
    """The entity strings of one cell of the column ``label``, in order.

    After a header name that leaked into the cell ("Common Medical Terms: কাশি") the
    strings belong to that header's column. A header with nothing behind it is an item
    without a surface, which carries the repair alone.
    """
    items: list[Item] = []
    for piece, repairs in _split(_LEAK.sub(lambda leak: f"\n{leak.group()}", cell)):
        leak = _LEAK.match(piece)
        if leak and leak.lastgroup:
            label, piece = leak.lastgroup, piece[leak.end() :]
            repairs = (*repairs, LEAKED_HEADER)
        found = _whole_items(Item(piece, label, repairs))
        items += found if found or not leak else [Item("", label, (LEAKED_HEADER,))]
    return items


def is_header_name(text: str) -> bool:
    """Whether ``text`` is the name of a column and nothing else."""
    leak = _LEAK.fullmatch(text.strip())
    return leak is not None or text.strip().rstrip(":").lower() in ("organ", "disease", "hormone")


def parts(item: Item) -> list[Item]:
    """The strings outside and inside the parentheses of ``item``, one by one.

    The first carries the repairs of ``item``, so that each is counted once.
    """
    pieces = re.split(r"[()]|" + _SEPARATOR.pattern, item.surface)
    kept = [part for piece in pieces if (part := _trimmed(Item(piece, item.label))).surface]
    if kept:
        kept[0] = replace(kept[0], repairs=item.repairs + kept[0].repairs)
    return kept


def _whole_items(item: Item) -> list[Item]:
    """``item`` without its junk; in parts where a parenthesis has lost its partner."""
    item = _trimmed(item)
    if item.surface.count("(") != item.surface.count(")"):
        item = replace(item, repairs=(*item.repairs, "unbalanced parenthesis"))
        return parts(item)
    if item.surface.startswith("(") and item.surface.endswith(")") and item.surface.count("(") == 1:
        item = _trimmed(replace(item, surface=item.surface[1:-1]))
    if item.surface.lower() in _PLACEHOLDERS:
        return []
    return [item] if item.surface else []


def _trimmed(item: Item) -> Item:
    """``item`` without quotes, dandas and other punctuation around it."""
    core = item.surface.strip(_JUNK)
    start = item.surface.find(core)
    lost = set(item.surface[:start] + item.surface[start + len(core) :]) if core else set()
    found = (
        ("stray quote", bool(lost & set(_QUOTES))),
        ("stray danda", bool(lost & set(_DANDAS))),
        ("stray punctuation", any(not c.isspace() and c not in _QUOTES + _DANDAS for c in lost)),
    )
    kinds = tuple(kind for kind, is_so in found if is_so and kind not in item.repairs)
    return Item(" ".join(core.split()), item.label, item.repairs + kinds)


def _split(cell: str) -> list[tuple[str, tuple[str, ...]]]:
    """Pieces between separators outside parentheses, with the repairs that took."""
    pieces: list[tuple[str, tuple[str, ...]]] = []
    closed = _closed_parentheses(cell)
    start = 0
    inside = False
    for match in [*_SEPARATOR.finditer(cell), None]:
        end = match.start() if match else len(cell)
        if match and any(low < end < high for low, high in closed):
            inside = True
            continue
        repairs = (SPLIT_PARENTHESES,) if inside else ()
        kind = {";": "semicolon", **dict.fromkeys(_DANDAS, "stray danda")}
        if match and match.group() in kind:
            repairs = (*repairs, kind[match.group()])
        piece = _QUOTED_COMMA.sub(r"\1 ", cell[start:end]) if inside else cell[start:end]
        pieces.append((piece, repairs))
        start, inside = (match.end() if match else end), False
    return pieces


def _closed_parentheses(cell: str) -> list[tuple[int, int]]:
    """Ranges of the parentheses that have both their ends."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for place, char in enumerate(cell):
        if char == "(":
            opened.append(place)
        elif char == ")" and opened:
            closed.append((opened.pop(), place))
    return closed
