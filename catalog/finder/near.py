"""Near misses: devices that fail exactly one filter, and by how much in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from pyroaring import BitMap

from catalog.finder.conditions import Between, Choice, Condition, Length, Words
from catalog.finder.facet import Labels
from catalog.finder.index import FinderIndex
from catalog.finder.length_facet import LengthFacet
from catalog.finder.meanings import Amounts
from catalog.finder.naming import figure, mm
from catalog.finder.page import NearMiss
from catalog.finder.range_facet import RangeFacet
from catalog.finder.result import Result
from catalog.finder.scales import LONGEST
from catalog.finder.sorting import ranked
from catalog.shelf.naming import address
from catalog.specs.needle_length import Lengths
from catalog.specs.units import MILLIMETRE

MOST_NEAR: Final = 3


def near_misses(index: FinderIndex, result: Result, labels: Labels) -> Iterator[NearMiss]:
    """Devices that fail exactly one filter, and by how much; never one that goes above a limit."""
    found = 0
    for condition in result.filters.conditions:
        # Nothing comes near words: it has them or has them not.
        if condition.key == "depth_never_above" or isinstance(condition, Words):
            continue
        failing = result.others[condition.key] - index.pair(condition).possible
        for position in islice(_nearest_first(index, failing, condition), MOST_NEAR - found):
            entry = index.entry(position)
            words = shortfall(index, condition, position, labels)
            yield NearMiss(index.shelf.title(entry), entry.slug, address(entry.kind, entry.slug), words)
            found += 1
        if found == MOST_NEAR:
            return


def _nearest_first(index: FinderIndex, failing: BitMap, condition: Condition) -> Iterator[int]:
    """Those whose lengths miss by least; of any other filter, and of equals, those with most on record."""
    keys = index.orders.keys((), None)
    if not isinstance(condition, Length):
        yield from ranked(failing, keys, 0, MOST_NEAR)
        return
    groups = [group for group in index.column(condition.key).groups() if group.members & failing]
    for group in sorted(groups, key=lambda group: distance(condition, group.meaning.lengths)):
        yield from ranked(group.members & failing, keys, 0, MOST_NEAR)


def distance(condition: Length, lengths: Lengths) -> int:
    """By how many µm the resolved lengths miss what is asked; what is not known misses by more than any."""
    first, last = condition.numbers[0], condition.numbers[-1]
    main = lengths.main
    shortest, longest = main.shortest_listed, main.longest_listed
    if shortest is None or longest is None:
        return LONGEST
    match condition.key:
        case "depth_reach":
            return max(first - longest, 0)
        case "depth_usable":
            return max(shortest - first, 0)
        case "depth_at" | "depth_overlap":
            return min(max(first - setting, setting - last, 0) for setting in main.settings())
        case "depth_within":
            return max(first - shortest, 0) + max(longest - last, 0)
    return max(shortest - first, 0) + max(last - longest, 0)


def shortfall(index: FinderIndex, condition: Condition, position: int, labels: Labels) -> str:
    """By how much a device fails a filter, in words: "reaches 1.0 mm, you asked for 1.5 mm"."""
    facet = index.facets[condition.key]
    if isinstance(condition, Length) and isinstance(facet, LengthFacet):
        return _length_shortfall(condition, index.lengths(position))
    if isinstance(condition, Choice):
        if condition.key == "needs":
            return "what this need asks for is not what it has"
        if condition.key == "kind":
            return f"is a {index.entry(position).kind}"
        has = [labels(condition.key, name) for name in sorted(_has(index, condition.key, position))]
        return f"{facet.label.lower()}: {', '.join(has)}" if has else f"{facet.label.lower()}: none of these"
    assert isinstance(facet, RangeFacet)
    assert isinstance(condition, Between)
    amounts: Amounts = index.column(condition.key).meaning(position)
    scale = facet.scale_of(condition)
    numbers = sorted(amounts.numbers()) or amounts.usable(condition)
    if not numbers:
        return f"{facet.label.lower()}: it has none"
    asked = facet.chip(condition, labels).removeprefix(f"{facet.label}: ")
    said = "–".join(dict.fromkeys(scale.show(n) for n in (numbers[0], numbers[-1])))
    return f"{said}{scale.suffix}, you asked for {asked}"


def _has(index: FinderIndex, key: str, position: int) -> frozenset[str]:
    meaning = index.column(key).meaning(position)
    found: frozenset[str] = getattr(meaning, "yes", frozenset())
    return found


def _length_shortfall(condition: Length, lengths: Lengths) -> str:
    first, last = condition.numbers[0], condition.numbers[-1]
    ends = [end for reading in lengths.settings for end in reading.ends()]
    if not ends:
        return "its length does not fit"
    shortest, longest = min(ends), max(ends)
    match condition.key:
        case "depth_reach":
            return f"reaches {mm(longest)}, you asked for {mm(first)}"
        case "depth_usable":
            return f"starts at {mm(shortest)}, you asked for {mm(first)}"
        case "depth_at":
            return f"{_neighbours(lengths, first)}, you asked for {mm(first)}"
        case "depth_within":
            past = f"goes to {mm(longest)}" if longest > last else f"starts at {mm(shortest)}"
            return f"{past}, you asked for {MILLIMETRE.show(first)} to {mm(last)}"
        case "depth_overlap":
            return f"{_neighbours(lengths, first)}, you asked for {MILLIMETRE.show(first)} to {mm(last)}"
    if shortest > first:
        return f"starts at {mm(shortest)}, you asked for {mm(first)}"
    if longest < last:
        return f"reaches {mm(longest)}, you asked for {mm(last)}"
    settings = lengths.main.settings()
    jumps = [b - a for a, b in pairwise(settings) if b > first and a < last]
    return f"has both ends, in {mm(max(jumps))} jumps" if jumps else figure(lengths)


def _neighbours(lengths: Lengths, length: int) -> str:
    """The settings next to one that is not there: "stops at 0.25 and 0.5 mm"."""
    settings = lengths.main.settings()
    below = [s for s in settings if s < length]
    above = [s for s in settings if s > length]
    near = [MILLIMETRE.show(s) for s in (*below[-1:], *above[:1])]
    if len(settings) == 1:
        return f"{near[0]} mm only" if near else figure(lengths)
    return f"stops at {' and '.join(near)} mm" if near else figure(lengths)
