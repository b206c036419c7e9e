"""A number from the data that would find something where the number asked finds nothing."""

from __future__ import annotations

from pyroaring import BitMap

from catalog.finder.conditions import Between, Condition, Length
from catalog.finder.index import FinderIndex
from catalog.finder.naming import low as low_first
from catalog.finder.naming import mm
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Result
from catalog.finder.scales import DayScale
from catalog.specs.needle_length import Lengths


def hint(index: FinderIndex, result: Result) -> tuple[str, str]:
    """A number from the data that would find something, for the first condition that has one."""
    filters = result.filters
    for condition in filters.conditions:
        base = result.others[condition.key]
        if not base or condition.key == "depth_never_above":
            continue
        if isinstance(condition, Length):
            found = _length_hint(index, condition, base, result)
        elif isinstance(condition, Between):
            found = _amount_hint(index, condition, base)
        else:
            found = None
        if found:
            words, instead = found
            return words, filters.having(instead).address()
    return "", ""


def _length_hint(
    index: FinderIndex, condition: Length, base: BitMap, result: Result
) -> tuple[str, Condition] | None:
    here = [
        dial.lengths
        for group in index.column(condition.key).groups()
        if group.members.intersect(base)
        for dial in (group.meaning,)
    ]
    if condition.key == "depth_reach":
        longest = max((_sure_reach(lengths) for lengths in here), default=0)
        return (
            (f"The longest setting left is {mm(longest)}.", Length("depth_reach", (longest,)))
            if longest
            else None
        )
    if condition.key == "depth_usable":
        lowest = [v for lengths in here if (v := _sure_start(lengths)) is not None]
        if not lowest:
            return None
        return f"The lowest setting left is {mm(min(lowest))}.", Length("depth_usable", (min(lowest),))
    if condition.key == "depth_at":
        asked = condition.numbers[0]
        near = min(
            (n for n, count in result.histogram if count), key=lambda n: (abs(n - asked), n), default=None
        )
        if near is not None:
            return f"The nearest length left is {mm(near)}.", Length("depth_at", (near,))
    return None


def _sure_reach(lengths: Lengths) -> int:
    """The longest length that every reading reaches, to the hundredth of a millimetre that can be asked."""
    return min((reading.longest_listed or 0) // 10 * 10 for reading in lengths.settings)


def _sure_start(lengths: Lengths) -> int | None:
    starts = [reading.shortest_listed for reading in lengths.settings]
    known = [start for start in starts if start is not None]
    return -(-max(known) // 10) * 10 if len(known) == len(starts) else None


def _amount_hint(index: FinderIndex, condition: Between, base: BitMap) -> tuple[str, Condition] | None:
    facet = index.facets[condition.key]
    assert isinstance(facet, RangeFacet)
    numbers: list[int] = []
    for group in index.column(condition.key).groups():
        if group.members.intersect(base):
            numbers += group.meaning.usable(condition)
    scale = facet.scale_of(condition)
    is_day = isinstance(scale, DayScale)
    lowest, highest = ("earliest", "latest") if is_day else ("lowest", "highest")
    label = "day" if is_day else low_first(facet.label)
    above = [n for n in numbers if condition.high is not None and n > condition.high]
    below = [n for n in numbers if condition.low is not None and n < condition.low]
    if above:
        low = None if condition.low is None or condition.low > min(above) else condition.low
        words = f"The {lowest} {label} left is {scale.show(min(above))}{scale.suffix}."
        return words, Between(condition.key, low, min(above), condition.currency)
    if below:
        words = f"The {highest} {label} left is {scale.show(max(below))}{scale.suffix}."
        return words, Between(condition.key, max(below), condition.high, condition.currency)
    return None
