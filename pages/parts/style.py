"""The style sheet of every page: the bundled Bangla font, and the marks."""

from base64 import b64encode
from functools import cache

from engine.paths import assets
from engine.views.stylesheet import stylesheet

_FACES = {400: "NotoSansBengali-Regular.woff2", 700: "NotoSansBengali-Bold.woff2"}
# Bengali, dandas, joiners, dotted circle: what the bundled files hold.
_RANGE = "U+0951-0952, U+0964-0965, U+0980-09FE, U+200C-200D, U+25CC"
# Vowel signs rise above and fall below Latin letters and need the room; a primary
# button's white text would be too faint on the dark theme's light blue.
_APP = (
    "h1, h2, h3 { line-height: 1.4 } "
    ".shonakto-document { font-size: 1.1rem } "
    ".stTextArea textarea { font-size: 1rem; line-height: 1.7 } "
    "[data-testid=stBaseButton-primary]:not(:disabled) "
    "{ color: light-dark(#ffffff, #06222b) !important }"
)


class StyleElement:
    """One <style> element; the fonts are in it, for a page may be shown offline.

    As an object that knows its HTML it is sent as it is: Streamlit dedents strings, at
    every rerun, and this one is long.
    """

    def _repr_html_(self) -> str:
        return _style()


@cache
def _style() -> str:
    return f"<style>{font_faces()} {stylesheet()} {_APP}</style>"


@cache
def font_faces() -> str:
    """@font-face rules with the bundled fonts in them."""
    return " ".join(_font_face(weight, name) for weight, name in _FACES.items())


def _font_face(weight: int, name: str) -> str:
    data = b64encode((assets() / "fonts" / name).read_bytes()).decode("ascii")
    return (
        f'@font-face {{ font-family: "Noto Sans Bengali"; font-weight: {weight}; '
        f"font-display: swap; unicode-range: {_RANGE}; "
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )
