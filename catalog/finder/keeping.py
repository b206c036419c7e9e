"""The columns and orders of all devices on a shelf: built from nothing, or moved on change by change."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from typing import Final

from pyroaring import BitMap

from catalog.finder.column import Column
from catalog.finder.conditions import Condition
from catalog.finder.definitions import FACETS
from catalog.finder.facet import Facet
from catalog.finder.filters import Filters
from catalog.finder.length_facet import LengthFacet
from catalog.finder.orders import Orders
from catalog.finder.pairs import Pair
from catalog.finder.plan import NEEDLE_LENGTH, Plan
from catalog.finder.range_facet import RangeFacet
from catalog.finder.readings import LENGTHS, OF_FAMILY, Source, Surroundings, source_of
from catalog.finder.words_facet import WordsFacet
from catalog.reviews.side_by_side import NOTHING, Reviewed
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import COVER_GAP

FAMILY: Final = "family"
MOST_CHANGED: Final = 0.25
"""Where more than this share of a shelf is new (another database, say), building anew is quicker."""


@dataclass(frozen=True)
class SavedNeed:
    """A need page as the index knows it: its slug, its title, and whom it is for."""

    slug: str
    title: str
    filters: Filters


Search = Callable[[str], Set[int]]
"""Words → the ids of the products that the search finds by them, at the state of the shelf."""


def nobody(words: str) -> Set[int]:
    """Where there is no search, nothing is found by words."""
    return frozenset()


class Kept:
    """Everything the finder can be asked, over the devices of one shelf; cartridges are not devices."""

    def __init__(
        self,
        shelf: Shelf,
        needs: Sequence[SavedNeed] = (),
        facets: Mapping[str, Facet] = FACETS,
        gap: int = COVER_GAP,
        reviewed: Reviewed = NOTHING,
        search: Search = nobody,
    ) -> None:
        self.facets = facets
        self.search = search
        self.reviewed = reviewed
        self.gap = gap
        self.needs: tuple[SavedNeed, ...] = tuple(needs)
        self._sources: dict[str, Source] = {NEEDLE_LENGTH: LENGTHS, FAMILY: OF_FAMILY}
        for key, facet in facets.items():
            if key != "needs" and not isinstance(facet, (LengthFacet, WordsFacet)):
                self._sources[key] = source_of(key, isinstance(facet, RangeFacet))
        with undisturbed():
            self._build(shelf)

    def _build(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._brands = {slug: brand.name for slug, brand in shelf.brands.items()}
        around = self._around(shelf)
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
        self.orders.fill(shelf.entries, names, members, self._columns, around.standings)
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

    def _around(self, shelf: Shelf) -> Surroundings:
        return Surroundings(shelf.is_current, self.reviewed.standings)

    def advance(
        self, shelf: Shelf, needs: Sequence[SavedNeed] | None = None, reviewed: Reviewed | None = None
    ) -> None:
        """Moves to a later state of the same shelf, touching only the bits of what changed."""
        if needs is not None:
            self.needs = tuple(needs)
        before, self.shelf = self.shelf, shelf
        changed = self._changed(before, shelf)
        if reviewed is not None:
            changed |= self._judged_anew(self.reviewed, reviewed)
            self.reviewed = reviewed
        if len(changed) > MOST_CHANGED * len(shelf.entries):
            with undisturbed():
                self._build(shelf)
            return
        around = self._around(shelf)
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

    def _judged_anew(self, before: Reviewed, after: Reviewed) -> set[int]:
        """Positions of the devices whose standing is another one."""
        old, new = before.standings, after.standings
        ids = {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}
        return {position for i in ids if (position := self.shelf.positions.get(i)) is not None}

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
        self.orders.put(position, entry, name, prices, self.everything, around.standings)


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
