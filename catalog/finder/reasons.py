"""Why a device matches: one sentence for each question about its length."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from catalog.finder.conditions import Condition, Length
from catalog.finder.naming import joined, mm
from catalog.specs.needle_length import Lengths, Range
from catalog.specs.units import MILLIMETRE


def why(conditions: Sequence[Condition], lengths: Lengths) -> tuple[str, ...]:
    """A sentence a question, none said twice; nothing where no length was asked for."""
    asked = [condition for condition in conditions if isinstance(condition, Length)]
    return tuple(dict.fromkeys(_WHY[c.key](lengths, *c.numbers) for c in asked))


def versions_words(total: int, fitting: Sequence[int]) -> str:
    """ "5 versions; this one fits", "5 versions; fits in 0.25 and 0.5 mm". ``fitting`` are lengths in µm."""
    if total <= 1:
        return ""
    if len(fitting) <= 1:
        return f"{total} versions; this one fits"
    return f"{total} versions; fits in {joined(list(map(MILLIMETRE.show, fitting)))} mm"


def _dial(lengths: Lengths) -> Range | None:
    """The only range; None where sources disagree, so that no reading is told as if all said so."""
    ranges = lengths.main.ranges
    return ranges[0] if len(ranges) == 1 and not lengths.is_disputed else None


def _stops(r: Range) -> str:
    """ "every 0.25 mm from 0 to 2.5"; empty where that is not known."""
    if r.low is None or r.high is None or r.step is None:
        return ""
    ends = f"from {MILLIMETRE.show(r.low)} to {MILLIMETRE.show(r.high)}"
    return f"every {mm(r.step)} {ends}" if r.step else f"without stops {ends}"


def _heads(lengths: Lengths, length: int) -> str:
    """A length that does not turn: "0.5 mm needles", or one head of several."""
    main = lengths.main
    longest = lengths.worst.longest_listed
    if lengths.is_disputed:
        known = sorted({fixed for reading in lengths.settings for fixed in reading.fixed} | {length})
        return f"{' or '.join(map(MILLIMETRE.show, known))} mm needles"
    if len(main.fixed) > 1:
        return f"{mm(length)} head, one of {len(main.fixed)} in the box"
    if longest is not None and longest > max(main.fixed, default=longest):
        return f"{mm(length)} head in the box; heads up to {mm(longest)} are sold too"
    return f"{mm(length)} needles"


def _at(lengths: Lengths, length: int) -> str:
    if lengths.is_disputed and lengths.main.ranges:
        steps = {r.step for reading in lengths.settings for r in reading.ranges}
        step = steps.pop() if len(steps) == 1 else None
        return f"Stops at {mm(length)}; every {mm(step)}" if step else f"Can be set to {mm(length)}"
    dial = _dial(lengths)
    if length in lengths.main.fixed or dial is None:
        return _heads(lengths, length)
    stops = _stops(dial)
    if dial.step == 0:
        return f"Can be set to {mm(length)}; {stops}"
    return f"Stops at {mm(length)}; {stops}" if stops else f"Stops at {mm(length)}"


def _reach(lengths: Lengths, length: int) -> str:
    reached = max(end for reading in lengths.settings for end in reading.ends())
    if lengths.is_disputed:
        reached = min(reading.longest_listed or 0 for reading in lengths.settings)
    if not lengths.main.ranges and len(lengths.main.fixed) == 1:
        return _heads(lengths, reached)
    more = "; longer ones exist" if lengths.main.open else ""
    return f"Reaches {mm(reached)}{more}"


def _usable(lengths: Lengths, length: int) -> str:
    lowest = max((reading.shortest_listed or 0 for reading in lengths.settings), default=0)
    if not lengths.main.ranges:
        return _heads(lengths, lowest)
    if lengths.main.shortest is None:
        return f"Can be set to {mm(lowest)}"
    if len({reading.shortest for reading in lengths.settings}) > 1:
        return f"Starts at {mm(lowest)} or lower"
    return f"Starts at {mm(lowest)}" if lowest else "Starts at 0"


def _never_above(lengths: Lengths, limit: int) -> str:
    longest = lengths.worst.longest_listed or 0
    if lengths.is_disputed or longest != lengths.main.longest:
        return f"{mm(longest)} is the longest anybody names"
    if lengths.main.ranges:
        return f"Its longest setting is {mm(longest)}"
    if len(lengths.main.fixed) > 1:
        return f"{mm(longest)} is the longest in the box"
    return "One fixed length"


def _within(lengths: Lengths, low: int, high: int) -> str:
    if not lengths.main.ranges and len(lengths.main.fixed) == 1:
        return "One fixed length"
    ends = [end for reading in lengths.settings for end in reading.ends()]
    return f"All settings from {MILLIMETRE.show(min(ends))} to {mm(max(ends))}"


def _overlap(lengths: Lengths, low: int, high: int) -> str:
    inside = [length for length in lengths.main.settings() if low <= length <= high]
    if inside and not lengths.is_disputed:
        return _at(lengths, inside[0])
    dial = _dial(lengths)
    return (_stops(dial) if dial else "").capitalize() or f"Has a setting from {mm(low)} to {mm(high)}"


def _covers(lengths: Lengths, low: int, high: int) -> str:
    dial = _dial(lengths)
    stops = _stops(dial) if dial and not lengths.main.fixed else ""
    return (
        stops[:1].upper() + stops[1:]
        if stops
        else f"Settings from {mm(low)} to {mm(high)} without large jumps"
    )


_WHY: Final[dict[str, Callable[..., str]]] = {
    "depth_reach": _reach,
    "depth_at": _at,
    "depth_usable": _usable,
    "depth_never_above": _never_above,
    "depth_within": _within,
    "depth_overlap": _overlap,
    "depth_covers": _covers,
}
