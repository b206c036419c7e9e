"""The projection of products: a snapshot at a version, advanced change by change, rebuilt from nothing."""

import gc
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from sqlmodel import Session, col, select

from catalog.changes.models import Change, Head
from catalog.changes.queries import changes_since, current_head, go_on
from catalog.products import queries
from catalog.products.drafts import BrandDraft
from catalog.products.models import Brand, Product, Source
from catalog.products.sources import SourceFacts
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry, Interned

Made = TypeVar("Made")
_LINES: Final = itertools.count(1)


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """A family: what its page needs to be named, and the slugs of its versions, the shortest first."""

    slug: str
    name: str
    brand: str | None
    kind: str
    members: tuple[str, ...]


@dataclass
class Shelf:
    """Every product at ``version`` on the UTC ``day``; not changed once made, `advanced` makes the next.

    ``entries`` are by position; a position is never given to another product, and holds None once its
    product is gone. Families are not entries: nobody can buy one.

    ``line``: which of the shelves of this process that were read from nothing it goes back to. What follows a
    shelf change by change is made anew when the next is of a later line.
    """

    head: Head
    day: date
    price_age_days: int
    entries: list[Entry | None] = field(default_factory=list)
    positions: dict[int, int] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)
    sources: dict[str, SourceFacts] = field(default_factory=dict)
    brands: dict[str, BrandDraft] = field(default_factory=dict)
    families: dict[str, FamilyFacts] = field(default_factory=dict)
    changed: tuple[int, ...] = ()
    interned: Interned = field(default_factory=Interned)
    _family_rows: dict[int, tuple[str, str, str | None, str]] = field(default_factory=dict)
    _members: dict[int, dict[int, str]] = field(default_factory=dict)
    _family_of: dict[int, int] = field(default_factory=dict)
    _brand_slugs: dict[int, str] = field(default_factory=dict)
    line: int = 0
    _is_sharing: bool = False
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> int:
        return self.head.version

    @classmethod
    def rebuilt(cls, session: Session, *, day: date, price_age_days: int = 30) -> "Shelf":
        """The shelf from nothing: one row a product."""
        shelf = cls(current_head(session), day, price_age_days, line=next(_LINES))
        with no_collecting():
            shelf._read_words(session)
            shelf._read_products(session, None)
        shelf.changed = tuple(range(len(shelf.entries)))
        return shelf

    def advanced(self, session: Session, *, day: date) -> "Shelf":
        """The shelf at the newest version; reads only what the changes since touched, or everything where
        they are those of another log.

        ``changed`` of the result names the positions that differ from this shelf's.
        """
        changes = changes_since(session, self.version)
        if not go_on(changes, self.head):
            return Shelf.rebuilt(session, day=day, price_age_days=self.price_age_days)
        touched = {i for change in changes for i in json.loads(change.touched)}
        newest = changes[-1] if changes else None
        shelf = self._copy(Head(newest.number, newest.digest) if newest else self.head, day)
        shelf._read_changed_words(session, changes)
        positions = set(shelf._read_products(session, touched))
        if day != self.day:
            positions |= shelf._price_again()
        shelf.changed = tuple(sorted(positions))
        return shelf

    def trying(self, session: Session, ids: Iterable[int]) -> "Shelf":
        """This shelf with some products as another database has them: what an edit would come to.

        Nothing of it is kept: two shelves of one version must not differ.
        """
        shelf = self._copy(self.head, self.day)
        shelf._read_brands(session)
        shelf.sources = self.sources | queries.sources(session)
        shelf.changed = tuple(shelf._read_products(session, ids))
        return shelf

    def _copy(self, head: Head, day: date) -> "Shelf":
        """A shelf that shares with this one what is not changed in place."""
        return Shelf(
            head,
            day,
            self.price_age_days,
            self.entries.copy(),
            self.positions,
            self.slugs,
            self.sources,
            self.brands,
            self.families.copy(),
            (),
            self.interned.renewed(),
            self._family_rows.copy(),
            self._members.copy(),
            self._family_of,
            self._brand_slugs,
            line=self.line,
            _is_sharing=True,
        )

    def _read_words(self, session: Session) -> None:
        self.sources = queries.sources(session)
        self._read_brands(session)

    def _read_changed_words(self, session: Session, changes: Sequence[Change]) -> None:
        ids = {change.entity_id for change in changes if change.entity_kind == "source"}
        for some in queries.batches(ids):
            rows = session.exec(select(Source).where(col(Source.id).in_(some))).all()
            if len(rows) < len(some):
                # One of them was taken away, and nobody here knows its name.
                self.sources = queries.sources(session)
            self.sources = self.sources | {row.slug: queries.source_facts(row) for row in rows}
        if any(change.entity_kind == "brand" for change in changes):
            self._read_brands(session)

    def _read_brands(self, session: Session) -> None:
        self.brands = queries.brands(session)
        self._brand_slugs = {i: slug for i, slug in session.exec(select(Brand.id, Brand.slug)) if i}

    def _read_products(self, session: Session, ids: Iterable[int] | None) -> list[int]:
        """Read products into their positions; all of them for None. Returns the positions."""
        positions: list[int] = []
        missing = set(ids) if ids is not None else set()
        regrouped: set[int] = set()
        for rows in _product_rows(session, ids):
            for row in rows:
                missing.discard(row.id)
                if row.is_family:
                    self._forget_family(row.id)
                    brand = self._brand_slugs.get(row.brand_id)
                    self._family_rows[row.id] = (row.slug, row.name, brand, row.kind)
                    regrouped.add(row.id)
                else:
                    positions.append(self._place(row, regrouped))
        for i in missing:
            positions.extend(self._remove(i, regrouped))
        self._regroup(regrouped)
        return positions

    def _place(self, row: Any, regrouped: set[int]) -> int:
        family = self._family_rows.get(row.family_id) if row.family_id else None
        entry = Entry(
            id=row.id,
            slug=row.slug,
            name=row.name,
            brand=self._brand_slugs.get(row.brand_id),
            kind=row.kind,
            family=family[0] if family else None,
            audience=row.audience,
            status=row.status,
            is_own=row.is_own,
            successor=row.successor_id,
            document=row.document,
            interned=self.interned,
        )
        entry.price(self._is_priced(entry))
        position = self.positions.get(row.id)
        old = self.entries[position] if position is not None else None
        if (
            position is None
            or old is None
            or (old.slug, self._family_of.get(row.id)) != (row.slug, row.family_id)
        ):
            self._stop_sharing()
            position = self._name(row, position, regrouped)
        elif row.family_id:
            # Its length may have changed, and with it its place among the versions.
            regrouped.add(row.family_id)
        self.entries[position] = entry
        return position

    def _name(self, row: Any, position: int | None, regrouped: set[int]) -> int:
        """Give a product its position, its address and its place in a family."""
        if position is None:
            position = self.positions[row.id] = len(self.entries)
            self.entries.append(None)
        self._forget_slug(position)
        self.slugs[row.slug] = position
        self._leave_family(row.id, regrouped)
        if row.family_id:
            self._family_of[row.id] = row.family_id
            # A new dict, because the shelf before this one still has the old.
            self._members[row.family_id] = self._members.get(row.family_id, {}) | {row.id: row.slug}
            regrouped.add(row.family_id)
        return position

    def _stop_sharing(self) -> None:
        """Copy what the shelf before this one still reads; most edits change no address and need no copy."""
        if self._is_sharing:
            self.positions, self.slugs = self.positions.copy(), self.slugs.copy()
            self._family_of = self._family_of.copy()
            self._is_sharing = False

    def _remove(self, product_id: int, regrouped: set[int]) -> list[int]:
        self._forget_family(product_id)
        position = self.positions.get(product_id)
        if position is None or self.entries[position] is None:
            return []
        self._stop_sharing()
        self._forget_slug(position)
        self.entries[position] = None
        self._leave_family(product_id, regrouped)
        return [position]

    def _forget_slug(self, position: int) -> None:
        entry = self.entries[position]
        # Another product may have taken the address within the same advance.
        if entry is not None and self.slugs.get(entry.slug) == position:
            del self.slugs[entry.slug]

    def _forget_family(self, family_id: int) -> None:
        if row := self._family_rows.pop(family_id, None):
            self.families.pop(row[0], None)

    def _leave_family(self, product_id: int, regrouped: set[int]) -> None:
        if family_id := self._family_of.pop(product_id, None):
            members = self._members[family_id]
            self._members[family_id] = {i: slug for i, slug in members.items() if i != product_id}
            regrouped.add(family_id)

    def _regroup(self, family_ids: Iterable[int]) -> None:
        for family_id in family_ids:
            if family_id in self._family_rows:
                slug, name, brand, kind = self._family_rows[family_id]
                members = self._members.get(family_id, {}).values()
                ordered = sorted(members, key=lambda member: self._shortest(member))
                self.families[slug] = FamilyFacts(slug, name, brand, kind, tuple(ordered))

    def _shortest(self, slug: str) -> tuple[int, str]:
        entry = self.by_slug(slug)
        length = entry.lengths.main.shortest_listed if entry else None
        return (length if length is not None else 10**9, slug)

    def _is_priced(self, entry: Entry) -> bool:
        """Whether a price that still counts is on record: the one fact that depends on the day."""
        return any(self.is_current(o.day) and not self.sources[o.source].is_weak for o in entry.seen)

    def is_current(self, day: str | None) -> bool:
        """Whether a price seen on this day still counts; a day that is not whole never does."""
        if day is None or len(day) != 10:
            return False
        return 0 <= (self.day - date.fromisoformat(day)).days <= self.price_age_days

    def _price_again(self) -> set[int]:
        changed: set[int] = set()
        for position, entry in enumerate(self.entries):
            if entry is not None:
                # The shelf before this one still shows the old day.
                priced = entry.priced(self._is_priced(entry))
                if priced is not entry:
                    self.entries[position] = priced
                    changed.add(position)
        return changed

    def __iter__(self) -> Any:
        return (entry for entry in self.entries if entry is not None)

    def position(self, slug: str) -> int | None:
        return self.slugs.get(slug)

    def by_slug(self, slug: str) -> Entry | None:
        """The product with this slug; None for a family, a former slug or nothing."""
        position = self.slugs.get(slug)
        return None if position is None else self.entries[position]

    def successor(self, entry: Entry) -> Entry | FamilyFacts | None:
        """What follows a product, if the makers of the catalogue say so."""
        if entry.successor is None:
            return None
        if row := self._family_rows.get(entry.successor):
            return self.families.get(row[0])
        position = self.positions.get(entry.successor)
        return None if position is None else self.entries[position]

    def devices(self) -> list[Entry]:
        """Every pen, roller and stamp that can be bought."""
        return [entry for entry in self if entry.kind != "cartridge"]

    def cartridges(self) -> list[Entry]:
        return [entry for entry in self if entry.kind == "cartridge"]

    def once(self, make: "Callable[[Shelf], Made]") -> Made:
        """What ``make`` makes of this shelf. It goes with the shelf, which does not change: nothing to renew.

        For what must look at every product. Two threads may both make it; the results are equal.
        """
        if make not in self._made:
            with no_collecting():
                self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    def cell(self, entry: Entry, key: str) -> Cell:
        return entry.cell(key, self.sources)

    def brand_name(self, entry: Entry) -> str:
        """The brand's name, or nothing for a cartridge without one."""
        brand = self.brands.get(entry.brand or "")
        return brand.name if brand else ""

    def title(self, entry: Entry) -> str:
        """Brand and name, the brand once: "Dr. Pen Ultima A6", "SkinPen Precision"."""
        return full_name(self.brand_name(entry), entry.name)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Spares the collector its walks over a growing shelf: a seventh of the time, and nothing is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def full_name(brand: str, name: str) -> str:
    """A product's whole name, no word said twice at the seam and no company in brackets.

    "Dr. Pen" + "Dr. Pen M8" → "Dr. Pen M8"; "Beauty ORA" + "ORA Derma Pen" → "Beauty ORA Derma Pen".
    """
    words, said = brand.split(" (")[0].split(), name.split()
    if not words or said[:1] == words[:1] or name.casefold().startswith(brand.casefold()):
        return name
    if said[:1] == words[-1:]:
        words.pop()
    return " ".join([*words, name])


_COLUMNS = (
    Product.id,
    Product.slug,
    Product.name,
    Product.brand_id,
    Product.kind,
    Product.is_family,
    Product.family_id,
    Product.audience,
    Product.status,
    Product.is_own,
    Product.successor_id,
    Product.document,
)


def _product_rows(session: Session, ids: Iterable[int] | None) -> Iterable[Sequence[Any]]:
    """Rows of products in batches, families first: a version takes its family's slug from it."""
    query: Any = select(*_COLUMNS).where(Product.document != "")  # type: ignore[call-overload]
    order = (col(Product.is_family).desc(), col(Product.id))
    if ids is None:
        result = session.exec(query.order_by(*order).execution_options(yield_per=2000))
        yield from result.partitions()
        return
    wanted = sorted(ids)
    found: list[Any] = []
    for start in range(0, len(wanted), queries.IN_ONE_QUERY):
        some = wanted[start : start + queries.IN_ONE_QUERY]
        found.extend(session.exec(query.where(col(Product.id).in_(some))))
    yield sorted(found, key=lambda row: (not row.is_family, row.id))
