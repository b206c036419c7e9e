"""A product as data: the object that every JSON twin of a page holds, the same in lists and on its own."""

from typing import Any

from catalog.shelf.cell import Cell
from catalog.shelf.entry import KEYS, Entry
from catalog.shelf.shelf import Shelf


def device_json(entry: Entry, shelf: Shelf, answer: str | None = None) -> dict[str, Any]:
    """``{"slug", "family", "name", "brand", "kind", "specs": {key: {"state", "value", …}}}``.

    ``brand`` and ``family`` are slugs; every spec has a state, those that do not apply too. ``answer`` is
    "match" or "might" where a question was asked, and then stands before the specs.
    """
    asked = {} if answer is None else {"answer": answer}
    return {
        "slug": entry.slug,
        "family": entry.family,
        "name": entry.name,
        "brand": entry.brand,
        "kind": entry.kind,
        **asked,
        "specs": {key: cell_json(shelf.cell(entry, key)) for key in KEYS},
    }


def cell_json(cell: Cell) -> dict[str, Any]:
    """One spec: numbers are integers in ``unit``; a disputed value is the resolved one with ``alternatives``.

    ``source`` are the ids of those who say the value, the best founded first.
    """
    kind = cell.spec.kind
    found = {
        "state": cell.state,
        "value": kind.to_json(cell.value) if cell.is_known else None,
        "unit": cell.unit,
        "text": cell.text,
        "kind": cell.kind,
        "source": list(cell.sources),
    }
    if cell.alternatives:
        found["alternatives"] = [kind.to_json(value) for value in cell.alternatives]
    return found
