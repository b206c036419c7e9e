"""Sizes along named axes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.specs.kinds.interval import DASH, Interval, Span, unit_of, with_unit
from catalog.specs.kinds.kind import Parts, Whole
from catalog.specs.units import MILLIMETRE, SpecValueError, Unit, shorten

AXES: Final = ("length", "width", "height", "handle")


@dataclass(frozen=True, slots=True)
class Size:
    """Axis → span in µm, axes in the order of `AXES`; an axis that nobody gives is absent."""

    axes: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True)
class Dimensions(Whole):
    """Sizes along named axes, each resolving separately."""

    name: str = "dimensions"

    @property
    def unit(self) -> Unit:
        return MILLIMETRE

    def parse(self, text: str) -> Size:
        """``"length 180 mm, width 30–35 mm"``, ``"handle 120 mm"``, ``"180 × 30 × 35 mm"``."""
        along: dict[str, Span] = {}
        interval = Interval(MILLIMETRE)
        if "×" in text:
            sizes = text.split("×")
            if len(sizes) != 3:
                raise SpecValueError(f"“{shorten(text)}” needs three sizes: length × width × height.")
            # A unit written once, behind the last, holds for all three.
            unit = unit_of(re.split(DASH, sizes[-1].strip())[-1])
            spans = (interval.parse(with_unit(size, unit)) for size in sizes)
            return Size(tuple(zip(AXES, spans, strict=False)))
        for piece in text.split(","):
            axis, _, size = piece.strip().partition(" ")
            axis = axis.lower()
            if axis not in AXES or not size:
                raise SpecValueError(f"“{shorten(piece)}” is no size. Write it like length 180 mm.")
            if axis in along:
                raise SpecValueError(f"“{shorten(text)}” gives the {axis} twice.")
            along[axis] = interval.parse(size)
        return self.join(along)

    def format(self, value: Size) -> str:
        return ", ".join(f"{axis} {Interval(MILLIMETRE).format(span)}" for axis, span in value.axes)

    def show(self, value: Size) -> str:
        text = ", ".join(f"{axis} {Interval(MILLIMETRE).show(span)}" for axis, span in value.axes)
        return text[:1].upper() + text[1:]

    def sort_key(self, value: Size) -> tuple[int, ...]:
        return tuple(n for _, span in value.axes for n in Interval(MILLIMETRE).sort_key(span))

    def to_json(self, value: Size) -> dict[str, Any]:
        return {axis: {"low": span.low, "high": span.high} for axis, span in value.axes}

    def from_json(self, data: Mapping[str, Any]) -> Size:
        return self.join({axis: Span(span["low"], span["high"]) for axis, span in data.items()})

    def parts(self, value: Size) -> Parts:
        return dict(value.axes)

    def join(self, parts: Mapping[str, Any]) -> Size:
        return Size(tuple((axis, parts[axis]) for axis in AXES if axis in parts))
