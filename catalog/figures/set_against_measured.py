"""What was set against what was measured: dots, a dashed line of exact agreement, the gap between the two.

x is a share of the width and y is pixels, so that the text stays at its size at every width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.svg import element, n, picture
from catalog.specs.units import MILLIMETRE

LABEL = "Set length against measured length"
LEFT, RIGHT = 9.0, 97.0
"""Per cent of the width between which the settings lie."""
TOP, GROUND = 26.0, 282.0
HEIGHT = 330


@dataclass(frozen=True)
class Point:
    """One setting: what was set and the mean of ``n`` readings at it, µm; their spread if there is one."""

    set_to: int
    measured: int
    n: int
    spread: int | None = None


def set_against_measured(points: Sequence[Point]) -> Markup:
    """The picture; both axes have one scale, which begins at zero and ends above everything drawn."""
    most = _end(max(max(p.set_to, p.measured + (p.spread or 0)) for p in points))
    drawn: list[str] = []
    for step in range(0, most + 1, _step(most)):
        drawn += _tick(step, most)
    drawn.append(
        element(
            "line",
            class_="ideal",
            x1=f"{n(LEFT)}%",
            y1=GROUND,
            x2=f"{n(RIGHT)}%",
            y2=TOP,
        )
    )
    for point in points:
        drawn += _point(point, most)
    drawn.append(element("text", "exact agreement", class_="k-s", x=f"{n(_x(most * 0.68, most))}%", dx=-10,
                         y=_y(most * 0.78, most), text_anchor="end"))  # fmt: skip
    drawn.append(element("text", "Measured, mm", class_="k-s", x=0, y=12))
    drawn.append(element("text", "Set, mm", class_="k-s", x=f"{n(RIGHT)}%", y=HEIGHT - 6, text_anchor="end"))
    return picture(
        *drawn, height=HEIGHT, label=LABEL, about=set_against_measured_text(points), class_="against"
    )


def set_against_measured_text(points: Sequence[Point]) -> str:
    """A sentence a setting: ``"Set to 0.5 mm: 0.46 ± 0.03 mm, 0.04 mm shorter, 9 readings."``."""
    return " ".join(map(_words, points))


def _words(point: Point) -> str:
    spread = "" if point.spread is None else f" ± {MILLIMETRE.show(point.spread)}"
    readings = "1 reading" if point.n == 1 else f"{point.n} readings"
    measured = f"{MILLIMETRE.show(point.measured)}{spread} mm"
    return f"Set to {MILLIMETRE.show(point.set_to)} mm: {measured}, {gap_words(point)}, {readings}."


def gap_words(point: Point) -> str:
    """How far the measured length is from what was set: "0.04 mm shorter", "exactly that"."""
    gap = point.measured - point.set_to
    if gap == 0:
        return "exactly that"
    return f"{MILLIMETRE.show(abs(gap))} mm {'longer' if gap > 0 else 'shorter'}"


def _point(point: Point, most: int) -> list[Markup]:
    x = f"{n(_x(point.set_to, most))}%"
    drawn = [
        element("line", class_="err-l", x1=x, x2=x, y1=_y(point.set_to, most), y2=_y(point.measured, most))
    ]
    if point.spread:
        ends = {"y1": _y(point.measured - point.spread, most), "y2": _y(point.measured + point.spread, most)}
        drawn.append(element("line", class_="spread-l", x1=x, x2=x, **ends))
    return [*drawn, element("circle", class_="dot", cx=x, cy=_y(point.measured, most), r=5)]


def _tick(value: int, most: int) -> list[Markup]:
    x, y = f"{n(_x(value, most))}%", _y(value, most)
    words = MILLIMETRE.show(value)
    return [
        element("line", class_="gx", x1=f"{n(LEFT)}%", x2=f"{n(RIGHT)}%", y1=y, y2=y),
        element("text", words, class_="k-s", x=f"{n(LEFT)}%", dx=-8, y=y + 4, text_anchor="end"),
        element("text", words, class_="k-s", x=x, y=GROUND + 18, text_anchor="middle"),
    ]


def _x(value: float, most: int) -> float:
    return LEFT + (RIGHT - LEFT) * value / most


def _y(value: float, most: int) -> float:
    return GROUND - (GROUND - TOP) * value / most


def _step(most: int) -> int:
    """Every half millimetre where that is not too much to read."""
    return next(step for step in (100, 250, 500, 1000, 2000, 5000, 10**7) if most <= 6 * step)


def _end(longest: int) -> int:
    """The end of both axes, µm: whole steps, at least half a millimetre."""
    step = _step(max(longest, 500))
    return max(-(-longest // step) * step, step * 2)
