"""What needles were measured to do, at the device's scale: solid is what went in, dashed the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.scales import DEVICE
from catalog.figures.skin import skin
from catalog.figures.svg import at, element, joined, n, picture, text
from catalog.figures.words import mm
from catalog.specs.units import MILLIMETRE

LABEL = "How deep needles went that were measured"
DEPTH = 1700
FOOT = 44
WIDTH = 14


@dataclass(frozen=True)
class Measurement:
    """One measurement of the evidence, µm: how long the needle was, how deep it went.

    ``where``: what and in whose skin ("Roller, rat skin"), in at most two lines of about 14 letters.
    ``about``: the study gives no exact figure, only that it was about as deep.
    """

    needle: int
    reached: int
    where: str
    study: str
    about: bool = False


def measured_plate(measurements: Sequence[Measurement]) -> Markup:
    """The picture beside a device's own; no conversion is drawn or given."""
    deepest = max([DEPTH, *(max(m.needle, m.reached) + 200 for m in measurements)])
    ground = round(DEVICE.y(deepest))
    drawn = [
        skin(DEVICE, ground),
        element("rect", class_="k-air", y=ground, width="100%", height=FOOT),
    ]
    for i, measurement in enumerate(measurements):
        share = 100 * (i + 0.5) / len(measurements)
        drawn.append(at(share, _needle(measurement, ground, side=-1 if share > 70 else 1)))
    about = measured_plate_text(measurements)
    return picture(*drawn, height=ground + FOOT, label=LABEL, about=about, class_="skin")


def measured_plate_text(measurements: Sequence[Measurement]) -> str:
    """One sentence with every measurement, its skin and its study."""
    told = [
        f"a {mm(m.needle)} needle went {_about(m)}{mm(_shown(m.reached))} deep ({m.where}, {m.study})"
        for m in measurements
    ]
    many = "1 measurement" if len(told) == 1 else f"{len(told)} measurements"
    return f"{many}: {'; '.join(told)}." if told else "No measurements."


def _shown(depth: int) -> int:
    """A measured depth to a hundredth of a millimetre: its spread is larger."""
    return round(depth, -1)


def _about(m: Measurement) -> str:
    return "about " if m.about else ""


def _needle(m: Measurement, ground: float, side: int) -> Markup:
    """``side``: 1 puts the numbers to the right of the needle, -1 to the left, where the edge is near."""
    half, start = WIDTH / 2, DEVICE.start
    beside, anchor = side * (half + 6), None if side > 0 else "end"
    drawn = []
    whole, reached = DEVICE.y(m.needle), DEVICE.y(m.reached)
    if m.needle > m.reached:
        drawn.append(element("path", class_="nd-a", d=_outline(half, start, whole)))
        low = max(whole + 2, reached + 16)
        drawn.append(text(f"{MILLIMETRE.show(m.needle)} long", beside, low, "k-t2 halo", anchor))
    drawn.append(element("path", class_="nd", d=_outline(half, start, reached)))
    number = f"{'≈ ' if m.about else ''}{MILLIMETRE.show(_shown(m.reached))}"
    drawn.append(text(number, beside, reached + 2, "nd-t halo", anchor))
    for i, line in enumerate(_lines(m.where)):
        drawn.append(text(line, 0, ground + 17 + 16 * i, "k-s", "middle"))
    return joined(*drawn)


def _outline(half: float, start: float, end: float) -> str:
    neck = end - min(0.8 * 2 * half, 0.5 * (end - start))
    return f"M-{n(half)} {n(start)}H{n(half)}V{n(neck)}L0 {n(end)}L-{n(half)} {n(neck)}Z"


def _lines(words: str, room: int = 14) -> list[str]:
    """At most two lines, broken between words."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > room and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
