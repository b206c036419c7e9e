"""The needle lengths that one source accepts, as a thin bar on the scale that all sources share."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from catalog.figures.svg import Number, at, element, joined, n, picture, text
from catalog.specs.units import MILLIMETRE

SCALE: Final = 3000
"""µm: the whole width of every bar, so that the bars of two sources can be compared."""
STEP: Final = 1000
HEIGHT, MIDDLE = 16, 8


def limit_bar(low: int | None, high: int, *, includes_high: bool = True) -> Markup:
    """A bar from ``low`` (µm), or from no needle at all, to ``high``; beyond the scale it ends in an arrow.

    A round end is hollow where ``high`` itself is not included.
    """
    x1, x2 = _share(low or 0), _share(high)
    parts = [*_ticks(), element("line", class_="lb-v", x1=x1, x2=x2, y1=MIDDLE, y2=MIDDLE)]
    if high > SCALE:
        arrow = element("path", class_="lb-a", d=f"M-8 {MIDDLE - 5}V{MIDDLE + 5}L0 {MIDDLE}Z")
        parts.append(at(100, arrow))
    elif not includes_high:
        parts.append(element("circle", class_="lb-o", cx=x2, cy=MIDDLE, r=4))
    words = limit_text(low, high, includes_high=includes_high)
    return picture(
        *parts,
        height=HEIGHT,
        label=words[:1].upper() + words[1:],
        about=f"On a scale from 0 to {MILLIMETRE.format(SCALE)} mm",
        class_="lb",
    )


def limit_scale() -> Markup:
    """The scale itself, for the head of the bars; decoration, because the words beside it say its ends."""
    numbers = (
        at(100 * number / SCALE, text(MILLIMETRE.format(number), 0, 11, "lb-n", _anchor(number)))
        for number in range(0, SCALE + 1, STEP)
    )
    return picture(*numbers, height=14, label=None, class_="lb")


def scale_end() -> str:
    """Where the scale ends, in mm: "3"."""
    return MILLIMETRE.format(SCALE)


def limit_text(low: int | None, high: int | None, *, includes_high: bool = True) -> str:
    """``"0.25–1.0 mm"``, ``"up to 0.3 mm"``, ``"under 1.5 mm"``, ``"names no length"``."""
    if high is None:
        return "names no length"
    end = f"{MILLIMETRE.show(high)} mm"
    if low:
        return f"{MILLIMETRE.show(low)}–{end}" if includes_high else f"{MILLIMETRE.show(low)} to under {end}"
    return f"up to {end}" if includes_high else f"under {end}"


def _ticks() -> list[Markup]:
    line = element("line", class_="lb-t", x1="0%", x2="100%", y1=MIDDLE, y2=MIDDLE)
    marks = (
        element("line", class_="lb-e", x1=_share(number), x2=_share(number), y1=4, y2=12)
        for number in range(0, SCALE + 1, STEP)
    )
    return [line, joined(*marks)]


def _share(length: Number) -> str:
    return f"{n(100 * min(length, SCALE) / SCALE)}%"


def _anchor(number: int) -> str | None:
    return None if number == 0 else "end" if number == SCALE else "middle"
