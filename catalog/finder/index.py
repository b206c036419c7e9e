"""The finder index: who matches, who might, and every count, from bitmaps in memory; no SQL.

For every value of every facet there are two Roaring bitmaps over shelf positions, YES and UNKNOWN; NO is
the rest. A query is a conjunction of such pairs by Kleene's rules; counts are cardinalities of
intersections. The index advances change by change and always equals one built from nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from pyroaring import BitMap

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.column import UNKNOWN, YES, Column, as_class
from catalog.finder.conditions import Between, Choice, Condition, Length, Words
from catalog.finder.counting import Counter, counter
from catalog.finder.facet import NOTHING_KNOWN
from catalog.finder.filters import Filters
from catalog.finder.keeping import FAMILY, Kept, SavedNeed
from catalog.finder.length_facet import LengthFacet
from catalog.finder.meanings import Dial
from catalog.finder.missing import Missing, Why, answer_of, missing, why_amount, why_choice, why_length
from catalog.finder.pairs import Pair, all_but_one, all_pairs, any_pair
from catalog.finder.plan import NEEDLE_LENGTH, Plan, not_known
from catalog.finder.result import Bucket, Result, Row
from catalog.finder.sorting import ranked
from catalog.shelf.entry import Entry
from catalog.specs.needle_length import Lengths

MOST_PAIRS: Final = 512

__all__ = ["FinderIndex", "SavedNeed"]


class FinderIndex(Kept):
    """What the finder can be asked about the devices of one shelf."""

    # -- one facet ----------------------------------------------------------------------------------------

    def column(self, key: str) -> Column:
        """The column that a facet is answered from."""
        return self._columns[NEEDLE_LENGTH if isinstance(self.facets[key], LengthFacet) else key]

    def lengths(self, position: int) -> Lengths:
        """What the device at a position answers about needle length."""
        meaning: Dial = self._columns[NEEDLE_LENGTH].meaning(position)
        return meaning.lengths

    def pair(self, condition: Condition) -> Pair:
        """Who answers YES and who UNKNOWN; asked once a state of the index."""
        found = self._pairs.get(condition)
        if found is None:
            if len(self._pairs) >= MOST_PAIRS:
                self._pairs.clear()
            found = self._pairs[condition] = self._answered(condition)
        return found

    def _answered(self, condition: Condition) -> Pair:
        if isinstance(condition, Choice):
            return self._chosen(condition)
        if isinstance(condition, Words):
            return self._searched(condition)
        if isinstance(condition, Length):
            ask = partial(answer_of, condition, gap=self.gap)
            asked = self.column(condition.key).sorted(condition, lambda dial: as_class(ask(dial.lengths)))
        else:
            asked = self.column(condition.key).sorted(
                condition, lambda amounts: as_class(amounts.ask(condition))
            )
        return Pair(asked.of(YES), asked.of(UNKNOWN))

    def _chosen(self, condition: Choice) -> Pair:
        """Any (or all) of the ticked values, and none of the excluded ones."""
        facet = self.facets[condition.key]
        parts: list[Pair] = []
        if condition.values:
            ticked = [self.value_pair(condition.key, value) for value in condition.values]
            all_of = isinstance(facet, ChoiceFacet) and facet.all_of
            parts.append(all_pairs(ticked) if all_of else any_pair(ticked))
        for value in condition.excluded:
            has = self.value_pair(condition.key, value)
            parts.append(Pair(self.everything - has.yes - has.unknown, has.unknown))
        return all_pairs(parts)

    def _searched(self, condition: Words) -> Pair:
        """Whom the search finds; it knows every device, so that none might fit."""
        positions = map(self.shelf.positions.get, self.search(condition.text))
        return Pair(BitMap(p for p in positions if p is not None) & self.everything, BitMap())

    def value_pair(self, key: str, value: str) -> Pair:
        """Who has a value of a choice facet and who may."""
        if key == "needs":
            return self.need_pairs().get(value, Pair(BitMap(), BitMap()))
        if value == NOTHING_KNOWN:
            return Pair(not_known(self._columns[key]), BitMap())
        asked = self._columns[key].sorted(("value", value), lambda terms: as_class(terms.ask(value)))
        return Pair(asked.of(YES), asked.of(UNKNOWN))

    def need_pairs(self) -> dict[str, Pair]:
        """The devices of every need page, made anew with every state of the index."""
        if self._needs is None:
            self._needs = {}
            for need in self.needs:
                conditions = [c for c in need.filters.conditions if c.key != "needs"]
                self._needs[need.slug] = Pair(*self.evaluate(conditions))
        return self._needs

    # -- what is counted ----------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """Values and bitmaps of every facet that has data, and the grid of exact lengths."""
        return self._plan

    def cards(self) -> int:
        """How many devices there are if the versions of a family count as one."""
        family = self._columns[FAMILY]
        alone = family.members(None)
        return family.distinct - bool(alone) + len(alone)

    # -- a query ------------------------------------------------------------------------------------------

    def evaluate(self, conditions: Iterable[Condition]) -> tuple[BitMap, BitMap]:
        """Who matches all the conditions, and who might. The bitmaps are not to be changed."""
        match, possible = self.everything, self.everything
        for condition in conditions:
            pair = self.pair(condition)
            match = match & pair.yes
            possible = possible & pair.possible
        return match, possible - match

    def query(self, filters: Filters, size: int = 24) -> Result:
        """Everything a page of the finder needs, all counts included; ``size`` devices a page."""
        conditions = filters.conditions
        pairs = [self.pair(condition) for condition in conditions]
        others = dict(zip(filters.keys, all_but_one([p.yes for p in pairs], self.everything), strict=True))
        match, might = self.evaluate(conditions)
        result = Result(filters, self.version, len(self.everything), match, might, others, size)
        self._count(result, pairs)
        result.buckets = self.buckets(conditions, might) if might else []
        result.currency = self._currency(match)
        result.sort = self._sort(filters.sort, result.currency)
        result.rows = self._page(result, filters)
        return result

    def _count(self, result: Result, pairs: Sequence[Pair]) -> None:
        plan = self._plan
        match, others, active = (
            result.match,
            result.others,
            dict(zip(result.filters.keys, pairs, strict=True)),
        )
        for key, pair in active.items():
            facet = self.facets[key]
            if isinstance(facet, ChoiceFacet) and facet.all_of:
                others[key] = match
            elif not isinstance(facet, ChoiceFacet):
                result.unknown[key] = others[key].intersection_cardinality(pair.unknown)
        counters: dict[int, Counter] = {}
        for counted in plan.facets:
            count = self._counter(others.get(counted.key, match), counters)
            result.counts[counted.key] = count(counted.yes)
            if counted.key not in result.unknown:
                result.unknown[counted.key] = count((counted.not_known,))[0]
        if self.needs and "needs" in self.facets:
            count = self._counter(others.get("needs", match), counters)
            result.counts["needs"] = count(pair.yes for pair in self.need_pairs().values())
        base = others.get("depth_at", match)
        found = plan.grid.counts(self._counter(base, counters), base is self.everything)
        result.histogram = list(zip(plan.grid.lengths, found, strict=True))
        result.no_length = match.intersection_cardinality(plan.no_length)

    def _counter(self, base: BitMap, known: dict[int, Counter]) -> Counter:
        """The counter of a base; most facets share theirs."""
        if id(base) not in known:
            known[id(base)] = counter(base, self.everything)
        return known[id(base)]

    def might_at(self, result: Result, lengths: Iterable[int]) -> dict[int, int]:
        """Exact length (µm) → how many might match if it were asked for, under all other filters."""
        base = result.others.get("depth_at", result.match)
        possible = self.everything
        for condition in result.filters.conditions:
            if condition.key != "depth_at":
                possible = possible & self.pair(condition).possible
        found: dict[int, int] = {}
        for length in lengths:
            pair = self.pair(Length("depth_at", (length,)))
            sure = base.intersection_cardinality(pair.yes)
            found[length] = possible.intersection_cardinality(pair.possible) - sure
        return found

    def buckets(self, conditions: Sequence[Condition], might: BitMap) -> list[Bucket]:
        """Those that might match, by the first missing fact in registry order and the reason within it."""
        found: list[Bucket] = []
        rest = might
        for condition in conditions:
            here = rest & self.pair(condition).unknown
            if not here:
                continue
            rest = rest - here
            facet = self.facets[condition.key]
            if condition.key == "needs":
                found.append(Bucket(missing(condition, Why.NOTHING, facet), here))
                continue
            why = self.column(condition.key).sorted(("why", condition), self._why(condition))
            for code in sorted(why.bits):
                some = here & why.of(code)
                if some:
                    found.append(Bucket(missing(condition, Why(code), facet), some))
        return found

    def _why(self, condition: Condition) -> Callable[[Any], int]:
        if isinstance(condition, Length):
            return lambda dial: int(why_length(condition, dial.lengths, self.gap))
        if isinstance(condition, Choice):
            return lambda terms: int(why_choice(condition, terms))
        assert isinstance(condition, Between)
        return lambda amounts: int(why_amount(condition, amounts))

    def missing_of(self, position: int, conditions: Iterable[Condition]) -> Iterator[Missing]:
        """Every fact that keeps one device from an answer, in registry order."""
        for condition in conditions:
            if position in self.pair(condition).unknown:
                facet = self.facets[condition.key]
                if condition.key == "needs":
                    yield missing(condition, Why.NOTHING, facet)
                else:
                    meaning = self.column(condition.key).meaning(position)
                    yield missing(condition, Why(self._why(condition)(meaning)), facet)

    # -- the order ----------------------------------------------------------------------------------------

    def _currency(self, match: BitMap) -> str | None:
        """The currency in which at least 80 % of the list has a current price, if there is one."""
        if not match or not self.orders.prices:
            return None
        total = len(match)
        best, known = None, 0
        for currency in sorted(self.orders.prices):
            here = total - match.intersection_cardinality(self.orders.prices[currency].unknown)
            if here > known:
                best, known = currency, here
        return best if 5 * known >= 4 * total else None

    def _sort(self, sort: tuple[str, ...], currency: str | None) -> tuple[str, ...]:
        """The order in force: a price order that cannot be had falls back to the rest of the keys."""
        if currency is None:
            return tuple(key for key in sort if key.removeprefix("-") != "price")
        return sort

    def _page(self, result: Result, filters: Filters) -> list[Row]:
        keys = self.orders.keys(result.sort, result.currency)
        start = (filters.page - 1) * result.size
        stop = start + result.size
        rows = [Row(position, None) for position in ranked(result.match, keys, start, stop)]
        if filters.unknown != "hide":
            passed = len(result.match)
            for bucket in result.buckets:
                first, last = max(start - passed, 0), stop - passed
                if last > 0:
                    rows += [Row(p, bucket.missing) for p in ranked(bucket.members, keys, first, last)]
                passed += len(bucket.members)
        return rows

    def everyone(self, result: Result) -> Iterator[Row]:
        """All matches and all that might, in the order of the pages."""
        keys = self.orders.keys(result.sort, result.currency)
        for position in ranked(result.match, keys, 0, len(result.match)):
            yield Row(position, None)
        if result.filters.unknown != "hide":
            for bucket in result.buckets:
                for position in ranked(bucket.members, keys, 0, len(bucket.members)):
                    yield Row(position, bucket.missing)

    def misses(self, result: Result, most: int) -> list[int]:
        """The first few that do not match, by name."""
        rest = self.everything - result.match - result.might
        return ranked(rest, self.orders.keys(("name",), None), 0, most)

    def entry(self, position: int) -> Entry:
        """The device at a position. Raises KeyError where there is none."""
        entry = self.shelf.entries[position]
        if entry is None:
            raise KeyError(position)
        return entry
