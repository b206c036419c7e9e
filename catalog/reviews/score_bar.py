"""A score as a bar of ten parts. Decoration: the number stands beside it."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from catalog.figures.svg import element, picture

LEAST: Final = 7
MOST: Final = 13
"""The height of a bar in px, by how much it weighs."""


def score_bar(tenths: int | None, share: float = 0.2) -> Markup:
    """84 fills 84 of 100; None only the ground. ``share``: of all weights, from 0 to 1, drawn as height."""
    height = LEAST + (MOST - LEAST) * min(1.0, share * 2.5)
    ground = element("rect", class_="bar-t", width="100%", height="100%", rx=1.5)
    filled = element("rect", class_="bar-v", width=f"{tenths}%", height="100%", rx=1.5) if tenths else ""
    lines = [
        element("line", class_="bar-g", x1=f"{at}0%", x2=f"{at}0%", y1="0", y2="100%") for at in range(1, 10)
    ]
    return picture(ground, filled, *lines, height=round(height, 1), label=None)
