"""What has changed since a comparison was pinned, cell by cell, and what the log says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.queries import history_of
from catalog.compare import outside
from catalog.compare.cell_words import witness_words
from catalog.compare.comparison import compare
from catalog.compare.reading import Pinned, PinnedDevice
from catalog.compare.row import Row, RowCell
from catalog.compare.snapshots import asked_in
from catalog.products import queries as products
from catalog.products.models import Source
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import QUESTIONS
from catalog.specs.resolution import DISPUTED, KNOWN

FOLLOWS: Final = frozenset({outside.STOPS, outside.RECORD, outside.CHECKED, *QUESTIONS})
"""Rows that only follow from others (the stops and the questions from the needle length) or that count and
date the sources: a change of theirs would tell the same thing twice."""

_SUBJECTS: Final = {
    "offers": (outside.PRICE, outside.COST),
    "legal": (outside.LAW,),
    "audience": (outside.MARKET,),
    "status": (outside.MARKET,),
    "successor_id": (outside.MARKET,),
}
"""Fields of a product in the log → the rows they make; statements name theirs themselves."""


@dataclass(frozen=True)
class ChangedValue:
    """One cell that is not what it was. ``who`` says the new value; ``day`` and ``reason`` are the log's, and
    empty where nothing was saved: a price may just have grown old."""

    device: PinnedDevice
    row: str
    label: str
    before: str
    after: str
    who: str = ""
    day: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Since:
    """``gone`` are devices that are no longer in the catalogue, ``dropped`` labels of rows that it no longer
    keeps. ``is_ahead``: the catalogue is at an older version than the pin, so a backup was put back."""

    values: tuple[ChangedValue, ...]
    gone: tuple[PinnedDevice, ...]
    dropped: tuple[str, ...]
    version: int
    is_ahead: bool

    @property
    def is_any(self) -> bool:
        return bool(self.values or self.gone or self.dropped)


def since(session: Session, shelf: Shelf, pinned: Pinned) -> Since:
    """Holds a pinned comparison against the same devices of today, under whatever names they have now."""
    today = {column.slug: _entry(session, shelf, column.slug) for column in pinned.columns}
    left = [column for column in pinned.columns if today[column.slug] is not None]
    entries = [entry for entry in today.values() if entry is not None]
    asked = asked_in(pinned.query, {c.slug: e.slug for c in left if (e := today[c.slug])})
    found = compare(shelf, replace(asked, slugs=tuple(entry.slug for entry in entries)))
    rows = {row.key: row for row in found.rows}
    places = {column.slug: place for place, column in enumerate(found.columns)}
    log = _Log(session, pinned.version)
    values, dropped = [], []
    for row in pinned.rows:
        now = rows.get(row.key)
        if row.key in FOLLOWS:
            continue
        if now is None:
            # A row for rollers only is gone with the last roller, which is said already.
            dropped += [row.label] if len(left) == len(pinned.columns) else []
            continue
        for column, cell in zip(pinned.columns, row.cells, strict=True):
            entry = today[column.slug]
            if entry is not None:
                new = now.cells[places[entry.slug]]
                if _said(row, cell) != _said(now, new):
                    values.append(_changed(column, row, cell, new, log.last(entry, row.key, cell, new)))
    return Since(
        tuple(values),
        tuple(column for column in pinned.columns if today[column.slug] is None),
        tuple(dropped),
        shelf.version,
        pinned.version > shelf.version,
    )


def _entry(session: Session, shelf: Shelf, slug: str) -> Entry | None:
    """The device that had this address then."""
    entry = shelf.by_slug(slug)
    if entry is None and (product := products.product_by_former_slug(session, slug)):
        entry = shelf.by_slug(product.slug)
    return entry if entry is not None and entry.kind != "cartridge" else None


def _said(row: Row, cell: RowCell) -> str:
    """What a cell comes to, without the words for it: those may be put better one day."""
    if cell.state not in (KNOWN, DISPUTED):
        known: list[Any] = [cell.state]
    elif "value" in cell.data:
        known = [cell.state, cell.data["value"], cell.data.get("alternatives", [])]
    else:
        known = [cell.state, cell.text]
    if row.key == outside.LAW:
        # Files of other markets stand beside the answer.
        known.append(cell.note)
    return json.dumps(known, sort_keys=True)


def _changed(
    device: PinnedDevice, row: Row, before: RowCell, after: RowCell, change: Change | None
) -> ChangedValue:
    words = [_words(before), _words(after)]
    if words[0] == words[1]:
        words = [
            f"{text} ({cell.note})" if cell.note else text
            for text, cell in zip(words, (before, after), strict=True)
        ]
    who = ", ".join(dict.fromkeys(witness_words(told.who) for told in after.told if told.who.words))
    day, reason = (change.at[:10], change.reason) if change else ("", "")
    return ChangedValue(device, row.key, row.label, words[0], words[1], who, day, reason)


def _words(cell: RowCell) -> str:
    """The whole value, where the row prints a part of it."""
    return str(cell.data.get("text") or cell.text)


class _Log:
    """The changes after a version, asked for once a device."""

    def __init__(self, session: Session, version: int) -> None:
        self._session, self._version = session, version
        self._by_product: dict[int, dict[str, Change]] = {}

    def last(self, entry: Entry, row: str, before: RowCell, after: RowCell) -> Change | None:
        """The newest change that has to do with this row of this device: of itself, of its family, of the
        sources that say it."""
        ids = [entry.id]
        if entry.family and (family := products.product_by_slug(self._session, entry.family)):
            ids.append(family.id or 0)
        found = [change for i in ids if (change := self._of_product(i).get(row))]
        if not found:
            slugs = {*before.sources, *after.sources}
            sources = products.ids_by_slug(self._session, Source, slugs).values()
            found = [c for i in sorted(sources) for c in self._newer(history_of(self._session, "source", i))]
        return max(found, key=lambda change: change.number, default=None)

    def _of_product(self, product_id: int) -> dict[str, Change]:
        if product_id not in self._by_product:
            specs: dict[str, str] = {}
            found: dict[str, Change] = {}
            for change in history_of(self._session, "product", product_id):
                rows = set(_rows(json.loads(change.payload)["fields"], specs))
                if change.number > self._version:
                    found |= dict.fromkeys(rows, change)
            self._by_product[product_id] = found
        return self._by_product[product_id]

    def _newer(self, changes: Sequence[Change]) -> Iterator[Change]:
        return (change for change in changes if change.number > self._version)


def _rows(fields: dict[str, list[Any]], specs: dict[str, str]) -> Iterator[str]:
    """The rows that a change of a product has to do with. ``specs``: statement → its spec, kept current."""
    for path, (old, new) in fields.items():
        parts = path.split("/")
        if parts[0] == "statements" and len(parts) == 3 and parts[2] == "spec":
            yield from (key for key in (old, new) if key)
            specs[parts[1]] = new or old
    for path in fields:
        first, _, rest = path.partition("/")
        if first == "statements":
            yield specs.get(rest.partition("/")[0], "")
        yield from _SUBJECTS.get(first, ())
