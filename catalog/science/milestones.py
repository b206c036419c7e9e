"""Times after needling, in words. Pure."""

from __future__ import annotations

from typing import Final

from .models import Milestone

MINUTES: Final = {"hour": 60, "day": 1440, "month": 43_800, "year": 525_600}
"""A month is a twelfth of a year of 365 days."""


def when(milestone: Milestone) -> str:
    """``"2 hours"``, "12 to 18 hours", "6 months"."""
    first = _told(milestone.from_minutes)
    if milestone.to_minutes is None:
        return first
    last = _told(milestone.to_minutes)
    number, unit = first.split()
    return f"{number if last.startswith(unit.rstrip('s'), last.index(' ') + 1) else first} to {last}"


def _told(minutes: int) -> str:
    units = ((unit, size) for unit, size in reversed(MINUTES.items()) if minutes % size == 0)
    unit, size = next(units, ("minute", 1))
    count = minutes // size
    return f"{count} {unit}{'' if count == 1 else 's'}"
