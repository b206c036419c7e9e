"""Values that are unlike all others on file: worth a look, and never a reason to refuse. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.specs.spec import Spec
from catalog.specs.units import SpecValueError

LEAST: Final = 3
"""Values of a spec on file, below which nothing is unusual."""
FACTOR: Final = 2
"""A value is unusual above this many times the highest on file, or below that part of the lowest."""
_SLIPS: Final = (10, 100, 1000)
"""By how much a decimal point or a unit is usually wrong."""


@dataclass(frozen=True)
class Bounds:
    """The least and the most on file, in base units."""

    low: int
    high: int


def bounds(spec: Spec, values: Iterable[Any]) -> Bounds | None:
    """Over the values on file; None where there are too few, or where the spec is no number with a unit."""
    if spec.kind.unit is None:
        return None
    numbers = [found for value in values if (found := _numbers(spec, value))]
    if len(numbers) < LEAST:
        return None
    return Bounds(min(map(min, numbers)), max(map(max, numbers)))


def doubt(spec: Spec, says: str, on_file: Mapping[str, Bounds]) -> str:
    """What is odd about a value, with what may be meant; "" for nothing, and for what is no value."""
    known = on_file.get(spec.key)
    if known is None:
        return ""
    try:
        numbers = _numbers(spec, spec.kind.parse(says))
    except SpecValueError:
        return ""
    for number in numbers:
        if number > known.high * FACTOR:
            return _said(spec, number, known, "more")
        if number * FACTOR < known.low:
            return _said(spec, number, known, "less")
    return ""


def _numbers(spec: Spec, value: Any) -> tuple[int, ...]:
    """The numbers of a value by which it is sorted: its ends, in base units, above zero."""
    key = spec.kind.sort_key(value)
    return tuple(number for number in key if number > 0) if isinstance(key, tuple) else ()


def _said(spec: Spec, number: int, known: Bounds, how: str) -> str:
    unit = spec.kind.unit
    assert unit is not None
    end = known.high if how == "more" else known.low
    words = f"{_shown(unit, number)} is {how} than any other on file, which end at {_shown(unit, end)}."
    for slip in _SLIPS:
        meant = number / slip if how == "more" else number * slip
        if meant == int(meant) and known.low <= meant <= known.high:
            return f"{words} Did you mean {_shown(unit, int(meant))}?"
    return f"{words} Is the unit right?"


def _shown(unit: Any, number: int) -> str:
    return f"{unit.format(number)}{unit.suffix()}"
