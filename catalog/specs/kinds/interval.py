"""From one number to another, either of which may be missing; and how numbers share a unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.specs.kinds.kind import Parts, Whole
from catalog.specs.units import SpecValueError, Unit, shorten


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high`` in base units; an end that nobody gives is None."""

    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a span starts at or below its end")


DASH: Final = r"\s*(?:–|—|-|−|\bto\b|\.\.)\s*"
_UPTO: Final = re.compile(r"(?:up to|at most|max\.?|≤)\s*(?P<high>.+)", re.IGNORECASE)
_FROM: Final = re.compile(r"(?:from|at least|min\.?|≥)\s*(?P<low>.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Interval(Whole):
    """A span whose two ends resolve separately."""

    measured_in: Unit
    name: str = "interval"

    @property
    def unit(self) -> Unit:
        return self.measured_in

    def parse(self, text: str) -> Span:
        """``"9,000–18,000 rpm"``, ``"up to 18,000"``, ``"from 6,000 rpm"``, ``"7,000 rpm"``."""
        unit, line = self.measured_in, " ".join(text.split())
        if match := _UPTO.fullmatch(line):
            return Span(None, unit.parse(match["high"]))
        if match := _FROM.fullmatch(line):
            low, *high = re.split(DASH, match["low"])
            if not high:
                return Span(unit.parse(low), None)
            line = match["low"]
        ends = re.split(DASH, line)
        if len(ends) == 1:
            value = unit.parse(ends[0])
            return Span(value, value)
        if len(ends) != 2 or not all(ends):
            raise SpecValueError(f"“{shorten(text)}” is not a range. Write it like 9–18{unit.suffix()}.")
        low_end, high_end = parse_pair(unit, *ends)
        if low_end > high_end:
            raise SpecValueError(f"“{shorten(text)}” starts above its end.")
        return Span(low_end, high_end)

    def format(self, value: Span) -> str:
        return self._text(value, self.measured_in.format)

    def show(self, value: Span) -> str:
        return self._text(value, self.measured_in.show)

    def _text(self, value: Span, number: Any) -> str:
        unit = self.measured_in.suffix()
        if value.low is None and value.high is None:
            raise ValueError("a span has at least one end")
        if value.low is None:
            return f"up to {number(value.high)}{unit}"
        if value.high is None:
            return f"from {number(value.low)}{unit}"
        if value.low == value.high:
            return f"{number(value.low)}{unit}"
        return f"{number(value.low)}–{number(value.high)}{unit}"

    def sort_key(self, value: Span) -> tuple[int, ...]:
        first = value.low if value.low is not None else value.high
        last = value.high if value.high is not None else value.low
        return (first or 0, last or 0)

    def to_json(self, value: Span) -> dict[str, int | None]:
        return {"low": value.low, "high": value.high}

    def from_json(self, data: Mapping[str, int | None]) -> Span:
        return Span(data["low"], data["high"])

    def parts(self, value: Span) -> Parts:
        return {key: end for key, end in (("low", value.low), ("high", value.high)) if end is not None}

    def join(self, parts: Mapping[str, Any]) -> Span:
        low, high = parts.get("low"), parts.get("high")
        # Ends from different sources can cross; the interval then spans both.
        return (
            Span(min(low, high), max(low, high)) if low is not None and high is not None else Span(low, high)
        )


def parse_pair(unit: Unit, low: str, high: str) -> tuple[int, int]:
    """The two ends of a range; a unit written once, behind the second, holds for both."""
    return unit.parse(with_unit(low, unit_of(high))), unit.parse(high)


def unit_of(text: str) -> str:
    """The unit as written behind a number; nothing where there is none."""
    return re.sub(r"^[\d.,\s+−-]+", "", text.strip())


def with_unit(number: str, unit: str) -> str:
    """The number with the unit written behind it, unless it has one of its own."""
    return number if unit_of(number) else f"{number.strip()} {unit}".strip()
