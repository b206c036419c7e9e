"""Needle lengths in the studies of a concern: a dot a study, a bar where a range was set, a heap for others.

It shows what was tested, never what to choose. What is not confirmed stands beside the scale, not on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.svg import at, element, joined, n, picture, text
from catalog.specs.units import MILLIMETRE

LABEL = "Needle lengths in these studies"
LEFT, RIGHT = 3, 62
"""Shares of the width between which the scale lies; beyond is room for what is not confirmed."""
LEAST = 3000
"""The scale ends at 3 mm unless something is longer."""
DOT, APART, SPAN, TOP, FOOT = 5.5, 14, 30, 8, 30
A_ROW = 5
"""Dots in a row of the heap."""
NARROW, CHARACTER = 284, 6.7
"""The narrowest (px) it is drawn, and about how wide a character is: no label leaves the picture there."""


@dataclass(frozen=True)
class Studied:
    """One study or review: its lengths (µm), none if not confirmed; two may be the ends of a range.

    ``is_doubted``: a length is given that no text confirmed.
    """

    name: str
    lengths: tuple[int, ...]
    is_range: bool = False
    is_doubted: bool = False

    @property
    def is_span(self) -> bool:
        """Whether it needs a line of its own."""
        return len(self.lengths) > 1


def studied_lengths(studies: Sequence[Studied]) -> Markup | None:
    """The picture; None where no length is confirmed, which needs no picture."""
    if not any(study.lengths for study in studies):
        return None
    stacks = _stacks(studies)
    spans = sorted((s for s in studies if s.is_span), key=lambda s: (s.lengths[0], s.lengths[-1]))
    unknown = sum(not study.lengths for study in studies)
    tallest = max([*map(len, stacks.values()), -(-unknown // A_ROW)], default=0)
    base = TOP + SPAN * len(spans) + APART * tallest + 8
    x = _Across(studies)
    drawn = [_axis(x, base)]
    for length, stack in sorted(stacks.items()):
        dots = (_dot(study, _up(base, level)) for level, study in enumerate(stack))
        drawn.append(at(x(length), *dots))
    drawn += [_span(study, x, TOP + SPAN * i + 20) for i, study in enumerate(spans)]
    if unknown:
        drawn.append(_heap(unknown, base))
    return picture(
        *drawn, height=base + FOOT, label=LABEL, about=studied_lengths_text(studies), class_="studied"
    )


def studied_lengths_text(studies: Sequence[Studied]) -> str:
    """``"1.5 mm: Lotfi 2013, Afra 2019. 0.25–2.0 mm: FDA 2018. Not confirmed: 9."``"""
    named: dict[tuple[tuple[int, ...], bool], list[str]] = defaultdict(list)
    for study in studies:
        doubt = " (no text confirmed it)" if study.is_doubted else ""
        named[study.lengths, study.is_range].append(f"{study.name}{doubt}")
    unknown = named.pop(((), False), [])
    told = [f"{_shown(*lengths)} mm: {', '.join(names)}" for lengths, names in sorted(named.items())]
    told += [f"Not confirmed: {len(unknown)}"] if unknown else []
    return ". ".join(told) + "."


class _Across:
    """A length (µm) as a share of the width."""

    def __init__(self, studies: Iterable[Studied]) -> None:
        longest = max(length for study in studies for length in study.lengths)
        self.end = max(LEAST, -(-longest // 500) * 500)

    def __call__(self, length: int) -> float:
        return LEFT + (RIGHT - LEFT) * length / self.end


def _stacks(studies: Iterable[Studied]) -> dict[int, list[Studied]]:
    """Studies of one length, by length; what no text confirmed stands on top."""
    found: dict[int, list[Studied]] = defaultdict(list)
    for study in sorted(studies, key=lambda one: one.is_doubted):
        if len(study.lengths) == 1:
            found[study.lengths[0]].append(study)
    return found


def _axis(x: _Across, base: float) -> Markup:
    drawn = [_line("sl-ax", x(0), x(x.end), base, base)]
    for length in range(0, x.end + 1, 500):
        drawn.append(_line("sl-ax", x(length), x(length), base, base + 5))
        drawn.append(at(x(length), text(MILLIMETRE.show(length), 0, base + 21, "sl-t", "middle")))
    return joined(*drawn)


def _span(study: Studied, x: _Across, y: float) -> Markup:
    """A study of several lengths: a bar between the ends of a range, else dots on a thin line."""
    low, high = x(min(study.lengths)), x(max(study.lengths))
    line = _line("sl-r" if study.is_range else "sl-m", low, high, y, y)
    dots = () if study.is_range else (at(x(length), _dot(study, y)) for length in study.lengths)
    words = f"{study.name}: {_shown(study.lengths, study.is_range)}"
    room = 100 * (NARROW - CHARACTER * len(words)) / NARROW
    return joined(line, *dots, at(max(0, min(low, room)), text(words, 0, y - 9, "sl-t")))


def _heap(count: int, base: float) -> Markup:
    """What is not confirmed, at the right edge, in rows from below."""
    dots = (
        element("circle", class_="sl-o", cx=-8 - APART * (i % A_ROW), cy=_up(base, i // A_ROW), r=DOT)
        for i in range(count)
    )
    return at(100, *dots, text("not confirmed", 0, base + 21, "sl-t", "end"))


def _dot(study: Studied, y: float) -> Markup:
    return element("circle", class_="sl-o" if study.is_doubted else "sl-d", cx=0, cy=y, r=DOT)


def _up(base: float, level: int) -> float:
    return base - 10 - APART * level


def _line(class_: str, start: float, end: float, top: float, foot: float) -> Markup:
    return element("line", class_=class_, x1=f"{n(start)}%", x2=f"{n(end)}%", y1=top, y2=foot)


def _shown(lengths: Sequence[int], is_range: bool) -> str:
    """``"0.25–2.0"``, "0.6 and 1.2"; the unit is the picture's."""
    shown = [MILLIMETRE.show(length) for length in lengths]
    if is_range:
        return f"{shown[0]}–{shown[-1]}"
    *others, last = shown
    return f"{', '.join(others)} and {last}" if others else last
