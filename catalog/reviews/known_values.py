"""What is known of a device and of others of its kind, as the check for contradictions asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS

from .contradictions import Values


def values_beside(shelf: Shelf, slug: str) -> Values:
    """Of the device of that slug; nothing is known of one that is not on the shelf."""
    entry = shelf.by_slug(slug)

    def values(key: str) -> tuple[Any, Sequence[Any]]:
        if entry is None or not SPECS[key].applies(entry.kind):
            return None, ()
        others = [one for one in shelf.devices() if one.kind == entry.kind and one is not entry]
        known = (_value(shelf, one, key) for one in others if one.answer(key) is not None)
        return _value(shelf, entry, key), [value for value in known if value is not None]

    return values


def _value(shelf: Shelf, entry: Entry, key: str) -> Any:
    cell = shelf.cell(entry, key)
    return cell.value if cell.is_known else None
