"""The site's sign: three lengths hanging from a surface, on a square of 26 px."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from catalog.figures.svg import element

from .style import colours

_STROKES: Final = (("control", "M2 5h22"), ("care-line", "M6.5 5v4.5"), ("accent", "M13 5v10M19.5 5v17"))


def mark(**place: str) -> Markup:
    """As a group; ``place`` are attributes of it, such as ``transform``."""
    drawn = (element("path", d=d, stroke=colours()[colour]) for colour, d in _STROKES)
    return element("g", *drawn, fill="none", stroke_width=2.6, stroke_linecap="round", **place)


def large_mark() -> Markup:
    """As a picture of its own."""
    return element("svg", mark(), viewBox="0 0 26 26", aria_hidden="true")
