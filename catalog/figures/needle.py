"""One needle, drawn round x = 0 at a scale, in the look that says what is known of it."""

from collections.abc import Iterable

from markupsafe import Markup

from catalog.figures.looks import HATCHED, OPEN, OUTLINED, SOLID, STEM, STUB, Look
from catalog.figures.scales import Scale
from catalog.figures.svg import element, joined, n, short

NOTCH_APART = 6
"""Notches nearer than this (px) would run together."""


def needle(look: Look, scale: Scale, width: float | None = None) -> Markup:
    """The needle; its point lies exactly at ``scale.y(look.longest)``."""
    half = (scale.width if width is None else width) / 2
    start = scale.start
    if look.kind == STUB:
        side = min(2 * half, 8)
        return element(
            "path",
            class_="nd-n",
            d=f"M-{short(half)} {short(start - 2)}h{short(2 * half)}v{short(side)}h-{short(2 * half)}Z",
        )
    drawn = []
    if look.dashed_to is not None:
        # The dashed outline starts at the shoulder of the filled needle; its own point is below.
        shoulder = (
            start
            if look.longest is None
            else scale.y(look.longest) - _tip(half, scale.y(look.longest) - start)
        )
        drawn.append(element("path", class_="nd-a", d=_spike(half, shoulder, scale.y(look.dashed_to), start)))
    if look.lowest is not None:
        drawn.append(_stem(half, start, scale.y(look.lowest)))
    if look.kind == STEM:
        assert look.lowest is not None
        return joined(*drawn, _dots(scale.y(look.lowest) + 5))
    assert look.longest is not None
    end = scale.y(look.longest)
    begin = start if look.lowest is None else scale.y(look.lowest)
    tip = _tip(half, end - start)
    neck = max(end - tip, begin)
    point = element("path", class_="nd", d=f"M-{short(half)} {short(neck)}H{short(half)}L0 {n(end)}Z")
    if look.kind == HATCHED:
        body = element(
            "rect",
            class_="nd-h",
            x=-half,
            y=round(begin, 1),
            width=2 * half,
            height=round(max(neck - begin, 0), 1),
        )
        drawn += [body, point]
    elif look.kind == OUTLINED:
        frame = f"M-{short(half)} {short(begin)}h{short(2 * half)}V{short(neck)}h-{short(2 * half)}Z"
        drawn += [element("path", class_="nd-o", d=frame), point]
    elif look.kind in (SOLID, OPEN):
        drawn.append(element("path", class_="nd", d=_spike(half, begin, end, start)))
    drawn.append(_notched(half, [scale.y(stop) for stop in look.notches], end))
    if look.kind == OPEN:
        drawn.append(_dots(end + 6))
    return joined(*drawn)


def _tip(half: float, bar: float) -> float:
    return min(0.9 * 2 * half, 0.6 * bar)


def _spike(half: float, begin: float, end: float, start: float) -> str:
    """A bar with a point, whose length counts from where needles begin: equal needles look equal."""
    neck = max(end - _tip(half, end - start), begin)
    return (
        f"M-{short(half)} {short(begin)}H{short(half)}V{short(neck)}L0 {n(end)}L-{short(half)} {short(neck)}Z"
    )


def _stem(half: float, start: float, end: float) -> Markup:
    return element(
        "path",
        class_="nd-stem",
        d=f"M-{short(half)} {short(start)}h{short(2 * half)}V{short(end)}h-{short(2 * half)}Z",
    )


def _notched(half: float, stops: Iterable[float], end: float) -> Markup:
    shown: list[float] = []
    for y in stops:
        if end - y >= NOTCH_APART / 2 and (not shown or y - shown[-1] >= NOTCH_APART - 0.01):
            shown.append(y)
    if not shown:
        return Markup("")
    return element(
        "path", class_="nd-step", d="".join(f"M-{short(half)} {short(y)}H{short(half)}" for y in shown)
    )


def _dots(y: float) -> Markup:
    """Three dots: lines of no length with round ends."""
    return element("path", class_="nd-d", d="".join(f"M0 {short(y + apart)}v0" for apart in (0, 6, 12)))
