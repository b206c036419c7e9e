"""The finder index: who matches, who might, and every count, from bitmaps in memory; no SQL.

For every value of every facet there are two Roaring bitmaps over shelf positions, YES and UNKNOWN; NO is
the rest. A query is a conjunction of such pairs by Kleene's rules; counts are cardinalities of
intersections. The index advances change by change and always equals one built from nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import compress, count
from operator import is_not
from typing import Any, Final

from pyroaring import BitMap

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.column import UNKNOWN, YES, Column, as_class
from catalog.finder.conditions import Choice, Condition, Length
from catalog.finder.counting import Counter, counter
from catalog.finder.definitions import FACETS
from catalog.finder.facet import Facet
from catalog.finder.filters import Filters
from catalog.finder.length_facet import LengthFacet
from catalog.finder.meanings import Dial
from catalog.finder.missing import Missing, Why, answer_of, missing, why_amount, why_choice, why_length
from catalog.finder.orders import Orders
from catalog.finder.pairs import Pair, all_but_one, all_pairs, any_pair
from catalog.finder.plan import NEEDLE_LENGTH, Plan
from catalog.finder.range_facet import RangeFacet
from catalog.finder.readings import LENGTHS, OF_FAMILY, Source, Surroundings, source_of
from catalog.finder.result import Bucket, Result, Row
from catalog.finder.sorting import ranked
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import COVER_GAP, Lengths

FAMILY: Final = "family"
MOST_PAIRS: Final = 512
MOST_CHANGED: Final = 0.25
"""Where more than this share of a shelf is new (another database, say), building anew is quicker."""


@dataclass(frozen=True)
class SavedNeed:
    """A need page as the index knows it: its slug, its title, and whom it is for."""

    slug: str
    title: str
    filters: Filters


class FinderIndex:
    """Everything the finder can be asked, over the devices of one shelf; cartridges are not devices."""

    def __init__(
        self,
        shelf: Shelf,
        needs: Sequence[SavedNeed] = (),
        facets: Mapping[str, Facet] = FACETS,
        gap: int = COVER_GAP,
    ) -> None:
        self.facets = facets
        self.gap = gap
        self.needs: tuple[SavedNeed, ...] = tuple(needs)
        self._sources: dict[str, Source] = {NEEDLE_LENGTH: LENGTHS, FAMILY: OF_FAMILY}
        for key, facet in facets.items():
            if key != "needs" and not isinstance(facet, LengthFacet):
                self._sources[key] = source_of(key, isinstance(facet, RangeFacet))
        with undisturbed():
            self._build(shelf)

    def _build(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._brands = {slug: brand.name for slug, brand in shelf.brands.items()}
        around = Surroundings(shelf.is_current)
        members = [p for p, entry in enumerate(shelf.entries) if _is_device(entry)]
        devices = [entry for entry in shelf.entries if entry is not None and _is_device(entry)]
        self.everything = BitMap(members)
        self._columns: dict[str, Column] = {}
        for key, source in self._sources.items():
            column = self._columns[key] = Column(source.understand)
            read = source.read
            readings = [read(entry, around) for entry in devices]
            column.fill(zip(members, readings, strict=True), len(shelf.entries))
        self.orders = Orders()
        names: list[str | None] = [None] * len(shelf.entries)
        for position, entry in zip(members, devices, strict=True):
            names[position] = shelf.title(entry).casefold()
        self.orders.fill(shelf.entries, names, members, self._columns)
        self._fill_prices()
        self._pairs: dict[Condition, Pair] = {}
        self._needs: dict[str, Pair] | None = None
        self._plan = Plan()
        self._refresh_plan()

    def _fill_prices(self) -> None:
        if "price" in self._columns:
            prices = {p: g.meaning.prices for g in self._columns["price"].groups() for p in g.members}
            known = {position: found for position, found in prices.items() if found}
            self.orders.fill_prices(known, self.everything, len(self.shelf.entries))

    # -- keeping current ----------------------------------------------------------------------------------

    @property
    def version(self) -> int:
        return self.shelf.version

    def advance(self, shelf: Shelf, needs: Sequence[SavedNeed] | None = None) -> None:
        """Moves to a later state of the same shelf, touching only the bits of what changed."""
        if needs is not None:
            self.needs = tuple(needs)
        before, self.shelf = self.shelf, shelf
        changed = self._changed(before, shelf)
        if len(changed) > MOST_CHANGED * len(shelf.entries):
            with undisturbed():
                self._build(shelf)
            return
        around = Surroundings(shelf.is_current)
        for position in sorted(changed):
            self._put(position, shelf.entries[position], around)
        self._pairs.clear()
        self._needs = None
        self._refresh_plan()

    def _refresh_plan(self) -> None:
        known = {c: len(self.everything) - len(o.unknown) for c, o in self.orders.prices.items()}
        self._plan.refresh(self._columns, self.facets, known)

    def _changed(self, before: Shelf, after: Shelf) -> set[int]:
        """Positions whose entry is another one, whose brand has another name, or whose prices aged."""
        shared = min(len(before.entries), len(after.entries))
        changed = set(compress(count(), map(is_not, before.entries, after.entries)))
        changed.update(range(shared, max(len(before.entries), len(after.entries))))
        if before.day != after.day:
            changed.update(p for p, entry in enumerate(after.entries) if entry is not None and entry.offers)
        if before.brands is not after.brands:
            names = {slug: brand.name for slug, brand in after.brands.items()}
            renamed = {s for s in names.keys() | self._brands.keys() if names.get(s) != self._brands.get(s)}
            self._brands = names
            if renamed:
                changed.update(
                    p for p, entry in enumerate(after.entries) if entry is not None and entry.brand in renamed
                )
        return changed

    def _put(self, position: int, entry: Entry | None, around: Surroundings) -> None:
        if entry is None or not _is_device(entry):
            if position in self.everything:
                self.everything.remove(position)
                for column in self._columns.values():
                    column.remove(position)
                self.orders.remove(position)
            return
        self.everything.add(position)
        for key, source in self._sources.items():
            self._columns[key].put(position, source.read(entry, around))
        prices = self._columns["price"].meaning(position).prices if "price" in self._columns else ()
        name = self.shelf.title(entry).casefold()
        self.orders.put(position, entry, name, prices, self.everything)

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

    def value_pair(self, key: str, value: str) -> Pair:
        """Who has a value of a choice facet and who may."""
        if key == "needs":
            return self.need_pairs().get(value, Pair(BitMap(), BitMap()))
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


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage collection meanwhile: millions of objects are made that all stay, and would be walked."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _is_device(entry: Entry | None) -> bool:
    return entry is not None and entry.kind != "cartridge"
