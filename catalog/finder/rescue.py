"""What stands in place of an empty list: the clash, what each loosened filter brings back, near misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pyroaring import BitMap

from catalog.finder.conditions import Between, Choice, Condition, Length
from catalog.finder.contradiction import contradiction
from catalog.finder.facet import Labels, LengthFacet, RangeFacet
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.naming import address, figure, mm
from catalog.finder.page import NearMiss, Removal, Rescue
from catalog.finder.readings import Amounts
from catalog.finder.result import Result
from catalog.finder.sorting import ranked
from catalog.specs.needle_length import Lengths
from catalog.specs.units import MILLIMETRE

MOST_NEAR = 3


def rescue(index: FinderIndex, result: Result, labels: Labels) -> Rescue | None:
    """None where something matches, or nothing was asked."""
    filters = result.filters
    if result.match or filters.is_bare:
        return None
    clash = contradiction(filters)
    if clash:
        heading, reason, involved = clash
        return Rescue(
            "contradiction",
            heading,
            f"{reason} Remove one:".strip(),
            tuple(_removals(index, filters, involved, labels)),
        )
    removals = tuple(_removals(index, filters, filters.conditions, labels))
    if not any(removal.count for removal in removals):
        removals = tuple(_pairs(index, filters, labels))
    hint, hint_url = _hint(index, result)
    return Rescue(
        "empty",
        f"No device {'meets this filter' if len(filters.conditions) == 1 else 'meets all of these filters'}",
        _words(removals, result),
        tuple(removal for removal in removals if removal.count),
        hint,
        hint_url,
        tuple(_near(index, result, labels)),
    )


def _words(removals: Sequence[Removal], result: Result) -> str:
    if any(removal.count for removal in removals):
        return "Loosening one brings devices back:"
    return (
        "The devices that might fit are listed below."
        if result.might
        else "Nothing is left without it either."
    )


# -- what a loosened filter brings back -------------------------------------------------------------------


def _removals(
    index: FinderIndex, filters: Filters, involved: Sequence[Condition], labels: Labels
) -> Iterator[Removal]:
    """Each filter taken away by itself, the one that brings back most first."""
    found = []
    for condition in involved:
        fewer = filters.without(condition.key)
        count = len(index.evaluate(fewer.conditions)[0])
        words = f"Remove “{index.facets[condition.key].chip(condition, labels)}”"
        found.append(Removal(words, fewer.address(), count, devices(count)))
    yield from sorted(found, key=lambda removal: -removal.count)


def _pairs(index: FinderIndex, filters: Filters, labels: Labels) -> Iterator[Removal]:
    """The best two filters to take away together, if any two help."""
    best: tuple[int, tuple[Condition, Condition]] | None = None
    for first, second in combinations(filters.conditions, 2):
        count = len(index.evaluate(filters.without(first.key, second.key).conditions)[0])
        if count and (best is None or count > best[0]):
            best = count, (first, second)
    if best:
        count, pair = best
        words = " and ".join(f"“{index.facets[c.key].chip(c, labels)}”" for c in pair)
        fewer = filters.without(*(c.key for c in pair))
        yield Removal(f"Remove {words}", fewer.address(), count, devices(count))


def devices(count: int) -> str:
    return f"{count:,} {'device' if count == 1 else 'devices'}"


def _hint(index: FinderIndex, result: Result) -> tuple[str, str]:
    """A number from the data that would find something, for the first condition that has one."""
    filters = result.filters
    for condition in filters.conditions:
        base = result.others[condition.key]
        if not base or condition.key == "depth_never_above":
            continue
        if isinstance(condition, Length):
            hint = _length_hint(index, condition, base, result)
        elif isinstance(condition, Between):
            hint = _amount_hint(index, condition, base)
        else:
            hint = None
        if hint:
            words, instead = hint
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
            numbers += _amounts(group.meaning, condition)
    scale = facet.scale_of(condition)
    label = facet.label[:1].lower() + facet.label[1:]
    above = [n for n in numbers if condition.high is not None and n > condition.high]
    below = [n for n in numbers if condition.low is not None and n < condition.low]
    if above:
        low = None if condition.low is None or condition.low > min(above) else condition.low
        words = f"The lowest {label} left is {scale.show(min(above))}{scale.suffix}."
        return words, Between(condition.key, low, min(above), condition.currency)
    if below:
        words = f"The highest {label} left is {scale.show(max(below))}{scale.suffix}."
        return words, Between(condition.key, max(below), condition.high, condition.currency)
    return None


def _amounts(amounts: Amounts, condition: Between) -> list[int]:
    """Numbers that would find the device: those of one reading only, because a dispute finds nothing."""
    if condition.currency:
        return [amount for currency, amount in amounts.prices if currency == condition.currency]
    return list(amounts.numbers()) if len(amounts.readings) == 1 else []


# -- near misses ------------------------------------------------------------------------------------------


def _near(index: FinderIndex, result: Result, labels: Labels) -> Iterator[NearMiss]:
    """Devices that fail exactly one filter, and by how much; never one that goes above a limit."""
    found = 0
    keys = index.orders.keys((), None)
    for condition in result.filters.conditions:
        if condition.key == "depth_never_above":
            continue
        failing = result.others[condition.key] - index.pair(condition).possible
        if condition.key == "depth_reach":
            order = index.orders.keys(("-reach",), None)
        elif condition.key == "depth_usable":
            order = index.orders.keys(("lowest",), None)
        else:
            order = keys
        for position in ranked(failing, order, 0, MOST_NEAR - found):
            entry = index.entry(position)
            words = shortfall(index, condition, position, labels)
            yield NearMiss(index.shelf.title(entry), entry.slug, address(entry.slug), words)
            found += 1
        if found == MOST_NEAR:
            return


def shortfall(index: FinderIndex, condition: Condition, position: int, labels: Labels) -> str:
    """By how much a device fails a filter, in words: "reaches 1.0 mm, you asked for 1.5 mm"."""
    facet = index.facets[condition.key]
    if isinstance(condition, Length) and isinstance(facet, LengthFacet):
        return _length_shortfall(condition, index.lengths(position))
    if isinstance(condition, Choice):
        if condition.key == "needs":
            return "what this need asks for is not what it has"
        has = [labels(condition.key, name) for name in sorted(_has(index, condition.key, position))]
        return f"{facet.label.lower()}: {', '.join(has)}" if has else f"{facet.label.lower()}: none of these"
    assert isinstance(facet, RangeFacet)
    assert isinstance(condition, Between)
    amounts: Amounts = index.column(condition.key).meaning(position)
    scale = facet.scale_of(condition)
    numbers = sorted(amounts.numbers()) or _amounts(amounts, condition)
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
