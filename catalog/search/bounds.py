"""Words beside a number, and which of the finder's questions they ask."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final


class Bound(Enum):
    """What a word beside a number asks of it."""

    EXACT = auto()
    NEVER_ABOVE = auto()
    UNDER = auto()
    UP_TO = auto()
    AT_OR_UNDER = auto()
    REACHES = auto()
    ABOVE = auto()
    BETWEEN = auto()
    WITHIN = auto()
    THROUGHOUT = auto()
    ABOUT = auto()


BOUNDS_OF_LENGTH: Final = {
    Bound.EXACT: "depth_at",
    Bound.NEVER_ABOVE: "depth_never_above",
    Bound.UNDER: "depth_never_above",
    Bound.UP_TO: "depth_never_above",
    Bound.AT_OR_UNDER: "depth_usable",
    Bound.REACHES: "depth_reach",
    Bound.ABOVE: "depth_reach",
}
RANGES_OF_LENGTH: Final = {
    Bound.BETWEEN: "depth_overlap",
    Bound.WITHIN: "depth_within",
    Bound.THROUGHOUT: "depth_covers",
}
AT_MOST: Final = (Bound.NEVER_ABOVE, Bound.UNDER, Bound.UP_TO, Bound.AT_OR_UNDER)
AT_LEAST: Final = (Bound.REACHES, Bound.ABOVE)


def _table(words: Mapping[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(one.split()): bound for bound, text in words.items() for one in text.split("·")}


BEFORE: Final = _table(
    {
        Bound.EXACT: "exactly · exact · set to · can be set to · set to exactly · can be set to exactly",
        Bound.NEVER_ABOVE: "never above · never over · never more than · never goes above · never go above · "
        "never goes over · cannot go above · not above · not over · not more than · not longer than · "
        "no more than · no longer than · at most · max · maximum · maximum of · max of · limited to · ≤ · <=",
        Bound.UNDER: "under · below · less than · shorter than · quieter than · cheaper than · <",
        Bound.UP_TO: "up to · goes up to · go up to",
        Bound.AT_OR_UNDER: "at or under · at or below · as low as · as short as · down to · goes down to · "
        "has a setting under · has a setting at or under",
        Bound.REACHES: "reaches · reach · reaching · can reach · goes to · at least · min · minimum · "
        "minimum of · not less than · not under · no less than · ≥ · >=",
        Bound.ABOVE: "over · above · more than · longer than · deeper than · >",
        Bound.BETWEEN: "between · from · has a setting between",
        Bound.WITHIN: "within · only between · only from · all between · all settings between",
        Bound.THROUGHOUT: "adjustable · adjustable from · adjustable between · adjustable throughout · "
        "throughout · covers · covering",
        Bound.ABOUT: "about · around · approx · approximately · roughly · circa · ca · nearly · almost · ~",
    }
)
AFTER: Final = _table(
    {
        Bound.REACHES: "or more · or longer · or deeper · or above · or over · and more · and up · "
        "and above · and longer · upwards · + · plus · min · minimum · at least",
        Bound.NEVER_ABOVE: "or less · or shorter · or under · or below · and less · and under · and below · "
        "max · maximum · at most",
    }
)
"""Words before and after a number; the longest that fits counts."""
