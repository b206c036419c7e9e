"""How a price went: a step from each day it was seen to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from catalog.dates import show_date
from catalog.figures.svg import at, element, n, picture, text

HEIGHT, TOP, FOOT = 84, 24, 60
LEFT, RIGHT = 4, 96
ENOUGH = 3
"""Days from which on a line says more than the prices themselves."""


@dataclass(frozen=True)
class PricePoint:
    """A price on a day, in the smallest unit of its currency."""

    day: date
    amount: int


def price_sparkline(points: Sequence[PricePoint], show: Callable[[int], str] = str) -> Markup | None:
    """The picture; None for fewer than three days. All prices are of one thing in one currency.

    A price holds until the next one was seen, so the line has steps and no slopes.
    """
    seen = _by_day(points)
    if len(seen) < ENOUGH:
        return None
    place = _Place(seen)
    lowest, now = _lowest(seen), seen[-1]
    lines = []
    for one, following in pairwise(seen):
        left, right, y = place.x(one), place.x(following), place.y(one)
        lines.append(element("line", class_="sp", x1=left, x2=right, y1=y, y2=y))
        if place.y(following) != y:
            lines.append(element("line", class_="sp", x1=right, x2=right, y1=y, y2=place.y(following)))
    y = place.y(lowest)
    low = at(
        place.share(lowest),
        element("path", class_="sp-l", d=f"M-6 {n(y - 5)}H6L0 {n(y + 5)}Z"),
        text("lowest", 0, y + 18, "sp-t", _anchor(place.share(lowest))),
    )
    # Where the lowest is today's, one of the two words would cover the other: now stands above.
    ring = at(
        RIGHT,
        element("circle", class_="sp-n", cy=place.y(now), r=8),
        text("now", 8, place.y(now) - 12, "sp-t", "end"),
    )
    return picture(
        *lines,
        low,
        ring,
        height=HEIGHT,
        label=f"The price on {len(seen)} days",
        about=price_sparkline_text(seen, show),
        class_="spark",
    )


def price_sparkline_text(points: Sequence[PricePoint], show: Callable[[int], str] = str) -> str:
    """``"Lowest $89 (3 Nov 2026), highest $120 (1 May 2026), now $95 (20 Nov 2026)"``."""
    seen = _by_day(points)
    if not seen:
        return "No price seen"
    highest = max(seen, key=lambda one: one.amount)
    named = (("Lowest", _lowest(seen)), ("highest", highest), ("now", seen[-1]))
    return ", ".join(f"{word} {show(one.amount)} ({show_date(one.day.isoformat())})" for word, one in named)


def _by_day(points: Sequence[PricePoint]) -> list[PricePoint]:
    """One price a day, the lowest that was seen on it."""
    least: dict[date, PricePoint] = {}
    for point in sorted(points, key=lambda one: (one.day, one.amount)):
        least.setdefault(point.day, point)
    return list(least.values())


def _lowest(seen: Sequence[PricePoint]) -> PricePoint:
    """The newest of the lowest: that price was there most recently."""
    return min(reversed(seen), key=lambda one: one.amount)


class _Place:
    def __init__(self, seen: Sequence[PricePoint]) -> None:
        amounts = [one.amount for one in seen]
        self.first, self.days = seen[0].day, (seen[-1].day - seen[0].day).days
        self.least, self.most = min(amounts), max(amounts)

    def share(self, one: PricePoint) -> float:
        return LEFT + (RIGHT - LEFT) * (one.day - self.first).days / self.days

    def x(self, one: PricePoint) -> str:
        return f"{n(self.share(one))}%"

    def y(self, one: PricePoint) -> float:
        if self.most == self.least:
            return (TOP + FOOT) / 2
        return FOOT - (FOOT - TOP) * (one.amount - self.least) / (self.most - self.least)


def _anchor(share: float) -> str:
    return "start" if share < 15 else "end" if share > 85 else "middle"
