"""Needles, a bar and a bank card at their true size: SVG whose unit is the millimetre.

Every drawing has its width and height in mm and a viewBox of the same numbers, so that one unit is one
millimetre on paper printed at 100 %.
"""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from catalog.figures.svg import element, joined
from catalog.specs.units import MILLIMETRE

LENGTHS: Final = (200, 250, 300, 500, 750, 1000, 1500, 2000, 2500, 3000)
"""Lengths (µm) that rollers, stamps and cartridges are sold in, from the shortest to the longest drawn."""
BAR_MM: Final = 100.0
CARD_MM: Final = (85.60, 53.98)
"""Width and height of a bank card: ISO/IEC 7810:2019, size ID-1."""
CORNER_MM: Final = 3.18
"""Its corner's radius, the middle of what the standard allows (2.88 to 3.48 mm)."""
TICK_MM: Final = 0.15
"""How thick a tick of the bar is."""
THICK_MM: Final = 0.25
ACROSS_MM: Final = 170.0
"""Widest drawing: it fits A4 (210 mm) and Letter (215.9 mm) with margins of 12 mm."""
PITCH_MM: Final = 17.0
COMB_MM: Final = 12.0
IN_A_COMB: Final = 5
TIMES: Final = 10


@dataclass(frozen=True)
class Comb:
    """Equal needles in a row under a bar: ``length`` in µm, the rest in mm. Needles hang from ``top``."""

    length: int
    left: float
    top: float
    middles: tuple[float, ...]

    @property
    def tip(self) -> float:
        """Where the points are."""
        return self.top + self.length / 1000


def combs(top: float = 4.0) -> tuple[Comb, ...]:
    """A comb for each length, side by side; neighbouring needles are 2.4 mm apart."""
    apart = COMB_MM / IN_A_COMB
    lefts = ((PITCH_MM - COMB_MM) / 2 + place * PITCH_MM for place in range(len(LENGTHS)))
    return tuple(
        Comb(length, left, top, tuple(left + apart * (n + 0.5) for n in range(IN_A_COMB)))
        for length, left in zip(LENGTHS, lefts, strict=True)
    )


def label(length: int) -> str:
    """``250`` → ``"0.25"``."""
    return MILLIMETRE.show(length)


def check() -> Markup:
    """A bar of 10 cm with a tick each millimetre, and under it the outline of a bank card."""
    left, base, foot = 1.0, 6.0, 15.0
    ticks = "".join(
        f"M{mm(left + _inside(n))} {mm(base - (3.2 if n % 10 == 0 else 2 if n % 5 == 0 else 1.2))}V{mm(base)}"
        for n in range(int(BAR_MM) + 1)
    )
    width, height = CARD_MM
    middle = left + width / 2
    drawn = joined(
        element("path", class_="ts-b", id="ts-bar", d=f"M{mm(left)} {mm(base)}H{mm(left + BAR_MM)}"),
        element("path", class_="ts-r", stroke_width=mm(TICK_MM), d=ticks),
        _text("0", left, base + 4, None),
        _text("5", left + BAR_MM / 2, base + 4),
        _text("10 cm", left + BAR_MM, base + 4, "end"),
        element(
            "rect",
            class_="ts-c",
            id="ts-card",
            x=mm(left),
            y=mm(foot),
            width=mm(width),
            height=mm(height),
            rx=mm(CORNER_MM),
        ),
        _text("Lay a bank card here.", middle, foot + 25),
        _text("If its edges meet the line, the size is true.", middle, foot + 30),
    )
    words = "A bar of 10 cm with millimetres, and the outline of a bank card, 85.6 by 53.98 mm."
    return _sheet(drawn, BAR_MM + 2, foot + height + 1, words)


def _inside(n: int) -> float:
    """Where the tick at ``n`` mm is drawn: the outer two within the bar, so that the ink is 10 cm long."""
    return min(max(n, TICK_MM / 2), BAR_MM - TICK_MM / 2)


def needles() -> Markup:
    """Each length at its size, five needles in a row."""
    drawn = [part for comb in combs() for part in _comb(comb)]
    named = ", ".join(map(label, LENGTHS))
    return _sheet(joined(*drawn), ACROSS_MM, 15, f"Needles at their true size: {named} mm.")


def enlarged() -> Markup:
    """One needle of each length, ten times larger, over lines at 1, 2 and 3 mm."""
    top = 6.0
    lines = joined(
        *(
            joined(
                element("path", class_="ts-g", d=f"M0 {mm(top + n * TIMES)}H{mm(ACROSS_MM)}"),
                _text(f"{n} mm", 0, top + n * TIMES - 0.8, None),
            )
            for n in (1, 2, 3)
        )
    )
    spikes = [
        joined(
            _needle(middle, top, comb.length, TIMES),
            _text(label(comb.length), middle, top - 1.8),
        )
        for comb in combs()
        for middle in [comb.left + COMB_MM / 2]
    ]
    base = _ceiling(0, ACROSS_MM, top)
    return _sheet(joined(lines, base, *spikes), ACROSS_MM, top + 31, "The same lengths ten times larger.")


def mm(value: float) -> str:
    """Millimetres to a thousandth: 85.6 → "85.6"."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _comb(comb: Comb) -> list[Markup]:
    return [
        _ceiling(comb.left, COMB_MM, comb.top),
        *(_needle(middle, comb.top, comb.length) for middle in comb.middles),
        _text(label(comb.length), comb.left + COMB_MM / 2, comb.top + 8),
    ]


def _ceiling(left: float, width: float, top: float) -> Markup:
    """What the needles hang from; its lower edge is where they begin, so that none is hidden by it."""
    return element("rect", class_="ts-n", x=mm(left), y=mm(top - 0.3), width=mm(width), height="0.3")


def _needle(middle: float, top: float, length: int, times: int = 1) -> Markup:
    """From ``top`` down, its point exactly ``length`` (µm) below."""
    half, whole = THICK_MM * times / 2, length / 1000 * times
    tip = min(0.6 * whole, 0.9 * THICK_MM * times)
    d = (
        f"M{mm(middle - half)} {mm(top)}H{mm(middle + half)}V{mm(top + whole - tip)}"
        f"L{mm(middle)} {mm(top + whole)}L{mm(middle - half)} {mm(top + whole - tip)}Z"
    )
    return element("path", class_="ts-n", d=d)


def _text(words: str, x: float, y: float, anchor: str | None = "middle") -> Markup:
    return element("text", words, class_="ts-t", x=mm(x), y=mm(y), text_anchor=anchor)


def _sheet(drawn: Markup, width: float, height: float, words: str) -> Markup:
    return element(
        "svg",
        drawn,
        class_="ts",
        width=f"{mm(width)}mm",
        height=f"{mm(height)}mm",
        viewBox=f"0 0 {mm(width)} {mm(height)}",
        role="img",
        aria_label=words,
    )
