"""The two ends of a range, as typed: in one value or in two number fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from catalog.finder.conditions import Ignored, Refused
from catalog.finder.facet import Given
from catalog.finder.scales import LengthScale, Scale

ONE_RANGE: Final = "One range at a time: the first one is used."
SWAPPED: Final = "The smallest is above the largest. Swap them."
BOTH_ENDS: Final = "Give both ends, such as 0.2..1.0."


def in_order(ignored: list[Ignored], parameters: Sequence[str]) -> list[Ignored]:
    """Sorted by parameter, so that reading an address made from them finds them in the same order."""
    return sorted(ignored, key=lambda i: parameters.index(i.parameter))


def parse_ends(text: str, scale: Scale | LengthScale, whole: bool = False) -> tuple[int | None, int | None]:
    """``"a..b"``, ``"a.."``, ``"..b"`` or ``"a"`` → both ends; with ``whole`` both are asked for.

    Raises `Refused`.
    """
    low, dots, high = text.partition("..")
    if not dots:
        value = scale.parse(text)
        return value, value
    if whole and not (low.strip() and high.strip()):
        raise Refused(BOTH_ENDS)
    if not low.strip() and not high.strip():
        raise Refused("Give at least one end, such as 40..55.")
    first = scale.parse(low) if low.strip() else None
    last = scale.parse(high) if high.strip() else None
    if first is not None and last is not None and first > last:
        raise Refused(SWAPPED)
    return first, last


def ends_of(
    key: str, given: Given, scale: Scale | LengthScale, whole: bool = False
) -> tuple[int | None, int | None, list[Ignored]]:
    """Both ends from ``key`` and from the number fields ``key_min`` and ``key_max``, which overrule it."""
    ignored: list[Ignored] = []
    base: tuple[int | None, int | None] | None = None
    for text in given.get(key, ()):
        try:
            ends = parse_ends(text, scale, whole)
        except Refused as error:
            ignored.append(Ignored(key, text, str(error)))
            continue
        if base is None:
            base = ends
        elif ends != base:
            ignored.append(Ignored(key, text, ONE_RANGE))
    low, high = base or (None, None)
    least = _field(f"{key}_min", given, scale, ignored)
    most = _field(f"{key}_max", given, scale, ignored)
    if _swapped(least, low, most, high) and most:
        ignored.append(Ignored(f"{key}_max", most[1], SWAPPED))
        most = None
    if _swapped(least, low, most, high) and least:
        ignored.append(Ignored(f"{key}_min", least[1], SWAPPED))
        least = None
    low, high = least[0] if least else low, most[0] if most else high
    if whole and (low is None) != (high is None):
        for name, end in ((f"{key}_min", least), (f"{key}_max", most)):
            if end:
                ignored.append(Ignored(name, end[1], BOTH_ENDS))
        return None, None, ignored
    return low, high, ignored


def _field(
    name: str, given: Given, scale: Scale | LengthScale, ignored: list[Ignored]
) -> tuple[int, str] | None:
    """The first number typed in a field that can be read, with its text."""
    found: tuple[int, str] | None = None
    for text in given.get(name, ()):
        try:
            value = scale.parse(text)
        except Refused as error:
            ignored.append(Ignored(name, text, str(error)))
            continue
        if found is None:
            found = value, text
        # Another number in the same field is dropped: a form sends one, and repeating it says nothing new.
    return found


def _swapped(
    least: tuple[int, str] | None, low: int | None, most: tuple[int, str] | None, high: int | None
) -> bool:
    first, last = least[0] if least else low, most[0] if most else high
    return first is not None and last is not None and first > last
