"""Where a measured number lies between the least and the most of the catalogue."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from catalog.figures.svg import element, joined, n, picture

HEIGHT, MIDDLE = 14, 7
ENOUGH = 3
"""Numbers from which on a bar says more than the numbers themselves."""


def spec_bars(
    values: Sequence[int | None],
    least: int | None = None,
    most: int | None = None,
    show: Callable[[int], str] = str,
) -> tuple[Markup, ...] | None:
    """A bar a column, empty where its number is not known; None where fewer than three are.

    Only for numbers that were measured by one method, never for a length, a step or a count of needles:
    nobody may read a bar as a scale from worse to better. ``least`` and ``most`` are the catalogue's.
    """
    known = [value for value in values if value is not None]
    if len(known) < ENOUGH:
        return None
    low, high = min([*known, *_given(least)]), max([*known, *_given(most)])
    drawn = []
    for i, value in enumerate(values):
        others = [other for j, other in enumerate(values) if j != i and other is not None]
        drawn.append(Markup("") if value is None else spec_bar(value, others, low, high, show))
    return tuple(drawn)


def spec_bar(
    value: int, others: Sequence[int], least: int, most: int, show: Callable[[int], str] = str
) -> Markup:
    """A track from the least to the most of the catalogue, a tick for each other column, a dot for this."""

    def x(number: int) -> str:
        share = (number - least) / (most - least) if most > least else 0.5
        return f"{n(4 + 92 * share)}%"

    ends = (element("line", class_="sb-e", x1=at, x2=at, y1=3, y2=11) for at in ("4%", "96%"))
    ticks = (
        element("line", class_="sb-o", x1=x(other), x2=x(other), y1=2, y2=12) for other in sorted(set(others))
    )
    return picture(
        element("line", class_="sb-t", x1="4%", x2="96%", y1=MIDDLE, y2=MIDDLE),
        joined(*ends, *ticks),
        element("circle", class_="sb-v", cx=x(value), cy=MIDDLE, r=5),
        height=HEIGHT,
        label=f"{show(value)} among the others",
        about=spec_bar_text(value, others, least, most, show),
        class_="sb",
    )


def spec_bar_text(
    value: int, others: Sequence[int], least: int, most: int, show: Callable[[int], str] = str
) -> str:
    """``"58 dB; the others here 55 dB and 60 dB; in the catalogue 52 dB to 66 dB"``."""
    beside = [show(other) for other in sorted(set(others))]
    words = f"; the others here {', '.join(beside[:-1])}{' and ' if beside[1:] else ''}{beside[-1]}"
    return f"{show(value)}{words if beside else ''}; in the catalogue {show(least)} to {show(most)}"


def _given(end: int | None) -> list[int]:
    return [] if end is None else [end]
