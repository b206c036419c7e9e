"""Numbers to one scale: solid what was measured, dashed what was only claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from catalog.figures.svg import element, n, picture

HEIGHT = 18
_EDGE = 0.5
"""Per cent left free at both ends, so that the stroke of an outline is not cut."""


@dataclass(frozen=True)
class Number:
    """``value`` in the unit all the numbers share; ``text`` is it as printed, "+53.2 %"."""

    label: str
    value: Decimal
    text: str
    is_measured: bool


def number_bars(numbers: Sequence[Number]) -> tuple[Markup, ...]:
    """A bar a number, all on one scale from zero; where some are negative, bars run both ways from zero.

    The words stand beside each bar; the bar says its own to those who cannot see it.
    """
    low = min((Decimal(0), *(number.value for number in numbers)))
    high = max((Decimal(0), *(number.value for number in numbers)))
    return tuple(_bar(number, low, high, numbers) for number in numbers)


def _bar(number: Number, low: Decimal, high: Decimal, numbers: Sequence[Number]) -> Markup:
    def x(value: Decimal) -> float:
        span = high - low
        return _EDGE + (100 - 2 * _EDGE) * float((value - low) / span if span else 0)

    starts, ends = sorted((x(Decimal(0)), x(number.value)))
    zero = f"{n(x(Decimal(0)))}%"
    return picture(
        element(
            "rect",
            class_="bar-v" if number.is_measured else "bar-cl",
            x=f"{n(starts)}%",
            y=1,
            width=f"{n(ends - starts)}%",
            height=HEIGHT - 2,
            rx=2,
        ),
        element("line", class_="bar-0", x1=zero, x2=zero, y1=0, y2=HEIGHT),
        height=HEIGHT,
        label=number.label,
        about=number_bar_text(number, numbers),
    )


def number_bar_text(number: Number, numbers: Sequence[Number]) -> str:
    """``"+53.2 %, measured: a solid bar, 13 % as long as the longest"``."""
    longest = max(abs(other.value) for other in numbers)
    drawn = "measured: a solid bar" if number.is_measured else "claimed, not measured: a dashed outline"
    share = round(100 * abs(number.value) / longest) if longest else 0
    if abs(number.value) == longest:
        return f"{number.text}, {drawn}, the longest here"
    return f"{number.text}, {drawn}, {'less than 1' if share < 1 else share} % as long as the longest"
