"""What all figures share: the Bangla font, series colors, a page's own background."""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from engine.views.palette import MEDICAL_COLORS, OTHER_COLORS

FONT_FAMILY = "Noto Sans Bengali, Noto Sans, sans-serif"
SERIES_COLORS = (*MEDICAL_COLORS.values(), *OTHER_COLORS)
SERIES_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
SERIES_PATTERNS = ("", "/", "x", ".", "-")
SERIES_SYMBOLS = ("diamond", "square", "circle", "triangle-up", "cross", "x")
PERCENT = ".0%"
NEUTRAL = "#888888"  # lines that must be seen on a light and on a dark page


def series_color(index: int) -> str:
    """Color of series ``index``, from the label palette, repeating."""
    return SERIES_COLORS[index % len(SERIES_COLORS)]


def line_style(index: int) -> dict[str, Any]:
    """Color, dash and symbol of line ``index``: it can be told apart without color."""
    color = series_color(index)
    return {
        "line": {"color": color, "dash": SERIES_DASHES[index % len(SERIES_DASHES)]},
        "marker": {
            "color": color,
            "size": 9,
            "symbol": SERIES_SYMBOLS[index % len(SERIES_SYMBOLS)],
        },
        "mode": "lines+markers",
    }


def bar_style(index: int) -> dict[str, Any]:
    """Color and pattern of bars of series ``index``: they can be told apart without color."""
    shape = SERIES_PATTERNS[index % len(SERIES_PATTERNS)]
    pattern = {"shape": shape, "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.7}
    return {"color": series_color(index), "pattern": pattern}


def finish(figure: go.Figure, height: int = 420) -> go.Figure:
    """Give ``figure`` the common look and return it."""
    figure.update_layout(
        font={"family": FONT_FAMILY, "size": 14},
        height=height,
        hoverlabel={"font": {"family": FONT_FAMILY}},
        legend={"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0},
        margin={"l": 60, "r": 20, "t": 40, "b": 50},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(automargin=True, gridcolor="rgba(128,128,128,0.25)")
    figure.update_yaxes(automargin=True, gridcolor="rgba(128,128,128,0.25)")
    return figure


def legend_above(figure: go.Figure) -> go.Figure:
    """Put the legend over ``figure``, whose labels below may be long, and return it."""
    figure.update_layout(legend={"yanchor": "bottom", "y": 1.02})
    return figure


def plain(text: str) -> str:
    """``text`` with no markup in it: plotly reads a subset of HTML in every label."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_all(texts: Iterable[str]) -> list[str]:
    """``plain`` of each."""
    return [plain(text) for text in texts]
