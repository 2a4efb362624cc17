"""Label colors that survive color blindness, with readable text on every one.

The six medical labels take Okabe and Ito's colors (Color Universal Design, 2008);
other labels take the rest of theirs and Paul Tol's "muted" scheme. Tints and text
meet WCAG 2.2 AA (contrast of 4.5), and every mark also bears its label as text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zlib import crc32

MEDICAL_COLORS = {
    "MED": "#0072b2",  # blue
    "ORG": "#009e73",  # bluish green
    "DIS": "#d55e00",  # vermilion
    "HOR": "#e69f00",  # orange
    "PHA": "#cc79a7",  # reddish purple
    "CMT": "#56b4e9",  # sky blue
}
OTHER_COLORS = (
    "#f0e442",  # Okabe-Ito yellow
    "#999999",  # Okabe-Ito gray
    "#332288",  # indigo
    "#44aa99",  # teal
    "#999933",  # olive
    "#882255",  # wine
    "#ddcc77",  # sand
    "#cc6677",  # rose
    "#117733",  # green
)
_BLACK, _WHITE = "#000000", "#ffffff"
_LIGHT_PAGE, _DARK_PAGE = "#ffffff", "#0e1117"
_LIGHT_TEXT, _DARK_TEXT = "#1a1a1a", "#fafafa"
_TINT = 0.35  # share of the label color in a background


@dataclass(frozen=True, slots=True)
class Tone:
    """A background and the text color that is readable on it, as #rrggbb."""

    background: str
    text: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """One label's colors: full strength for tags and bars, tints for marked text."""

    solid: Tone
    light: Tone
    dark: Tone


def palette(labels: Iterable[str]) -> dict[str, Swatch]:
    """A swatch for each of ``labels``, the same for the same labels in the same order.

    Labels outside the medical six start at a place given by their name and move on
    while it is taken, so colors repeat only when there are more labels than colors.
    """
    colors: dict[str, str] = {}
    for label in labels:
        if label not in colors:
            colors[label] = MEDICAL_COLORS.get(label) or _free_color(label, set(colors.values()))
    return {label: _swatch(color) for label, color in colors.items()}


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio of two colors, from 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable_on(background: str) -> str:
    """Black or white, whichever stands out more."""
    return max(_BLACK, _WHITE, key=lambda text: contrast(text, background))


def _free_color(label: str, taken: set[str]) -> str:
    place = crc32(label.encode("utf-8", "surrogatepass")) % len(OTHER_COLORS)
    ring = OTHER_COLORS[place:] + OTHER_COLORS[:place]
    return next((color for color in ring if color not in taken), ring[0])


@cache
def _swatch(color: str) -> Swatch:
    return Swatch(
        Tone(color, readable_on(color)),
        Tone(_mix(color, _LIGHT_PAGE), _LIGHT_TEXT),
        Tone(_mix(color, _DARK_PAGE), _DARK_TEXT),
    )


def _mix(color: str, page: str) -> str:
    pairs = zip(_channels(color), _channels(page), strict=True)
    return "#" + "".join(f"{round(_TINT * mine + (1 - _TINT) * its):02x}" for mine, its in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    """Relative luminance of sRGB, WCAG 2.2."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
