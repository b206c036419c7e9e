"""The shelf: every product with its resolved specs, in memory, always at a known version."""

from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.shelf.keeper import current, init_app
from catalog.shelf.shelf import Shelf

__all__ = ["Cell", "Entry", "Shelf", "current", "init_app"]
