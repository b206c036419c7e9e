"""Filters that no device can meet together: found from the filters alone, before any device is asked."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from catalog.finder.conditions import Choice, Condition, Length
from catalog.finder.filters import Filters
from catalog.specs.units import MILLIMETRE


def contradiction(filters: Filters) -> tuple[str, str, tuple[Condition, ...]] | None:
    """Two filters that no device can meet, said before any device is asked: heading, reason, the two.

    A limit counts the longest setting that any source gives (S⁺), what is reached only the settings of
    the resolved value, so a limit below what is to be reached rules out everything.
    """
    lengths = [c for c in filters.conditions if isinstance(c, Length)]
    for first, second in combinations(lengths, 2):
        for asked, limit in ((first, second), (second, first)):
            if _clash(asked, limit):
                words = [_says(c) for c in (first, second)]
                reason = ""
                if "depth_never_above" in (first.key, second.key):
                    reason = "Where sources disagree, the longest setting that anybody names counts."
                return f"Nothing can {words[0]} and {words[1]}.", reason, (first, second)
    for condition in filters.conditions:
        if (
            isinstance(condition, Choice)
            and condition.values
            and set(condition.values) <= set(condition.excluded)
        ):
            return "The same value is asked for and left out.", "", (condition,)
    return None


def _clash(asked: Length, limit: Length) -> bool:
    allowed = {
        "depth_never_above": (0, limit.numbers[-1]),
        "depth_within": (limit.numbers[0], limit.numbers[-1]),
    }
    if limit.key not in allowed:
        return False
    low, high = allowed[limit.key]
    numbers = asked.numbers
    match asked.key:
        case "depth_reach":
            return numbers[0] > high
        case "depth_usable":
            return numbers[0] < low
        case "depth_at":
            return not low <= numbers[0] <= high
        case "depth_overlap" | "depth_within":
            return numbers[0] > high or numbers[1] < low
        case "depth_covers":
            return numbers[1] > high or numbers[0] < low
    return False


_INFINITIVES: Final = {
    "depth_reach": "reach {0} mm",
    "depth_at": "be set to {0} mm",
    "depth_usable": "have a setting at or under {0} mm",
    "depth_never_above": "never go above {0} mm",
    "depth_within": "have all settings between {0} and {1} mm",
    "depth_overlap": "have a setting between {0} and {1} mm",
    "depth_covers": "be adjustable throughout {0} to {1} mm",
}


def _says(condition: Length) -> str:
    return _INFINITIVES[condition.key].format(*map(MILLIMETRE.show, condition.numbers))
