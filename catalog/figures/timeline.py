"""Times after needling on one logarithmic scale: a dot at a moment, a bar for a span.

Hours and months differ by a thousand, so that time runs by factors: the first day takes as much room as the
month that follows it, and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from markupsafe import Markup

from catalog.figures.svg import element, joined, n, picture

HEIGHT: Final = 18
LEFT, RIGHT = 2, 98
"""Shares of the width between which time runs."""
TICKS: Final = (("1 hour", 60), ("1 day", 1440), ("1 week", 10_080), ("1 month", 43_800), ("1 year", 525_600))


@dataclass(frozen=True)
class Moment:
    """``since`` and ``until`` in minutes; ``words`` say when, and what was seen in whom."""

    since: int
    until: int | None
    words: str


def timeline(moments: Sequence[Moment]) -> tuple[Markup, ...]:
    """A picture a moment, all on one scale from 1 hour to 1 year, or as far as the moments go."""
    first = min([TICKS[0][1], *(moment.since for moment in moments)])
    last = max([TICKS[-1][1], *(moment.until or moment.since for moment in moments)])
    return tuple(_track(moment, first, last) for moment in moments)


def timeline_axis() -> Markup:
    """The numbers over the pictures; decoration, because each picture says its own."""
    drawn = []
    for i, (words, minutes) in enumerate(TICKS):
        anchor = "start" if i == 0 else "end" if i == len(TICKS) - 1 else "middle"
        drawn.append(element("text", words, class_="tl-t", x=f"{n(_x(minutes))}%", y=13, text_anchor=anchor))
    return picture(*drawn, height=HEIGHT, label=None, class_="tl")


def _track(moment: Moment, first: int, last: int) -> Markup:
    x, middle = _x(moment.since, first, last), HEIGHT / 2
    ticks = (
        element("line", class_="tl-k", x1=at, x2=at, y2=HEIGHT)
        for at in (f"{n(_x(minutes, first, last))}%" for _, minutes in TICKS)
    )
    line = element("line", class_="tl-a", x1=f"{n(LEFT)}%", x2=f"{n(RIGHT)}%", y1=middle, y2=middle)
    if moment.until is None:
        mark = element("circle", class_="tl-d", cx=f"{n(x)}%", cy=middle, r=5.5)
    else:
        width = f"{n(_x(moment.until, first, last) - x)}%"
        mark = element("rect", class_="tl-d", x=f"{n(x)}%", y=middle - 4, width=width, height=8, rx=3)
    return picture(joined(*ticks), line, mark, height=HEIGHT, label=moment.words, class_="tl")


def _x(minutes: int, first: int = TICKS[0][1], last: int = TICKS[-1][1]) -> float:
    """A share of the width."""
    return LEFT + (RIGHT - LEFT) * log(minutes / first) / log(last / first)
