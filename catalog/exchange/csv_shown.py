"""Tables of our own that were made to be looked at: whether a cell says what its page says."""

from __future__ import annotations

from typing import Final

from sqlmodel import Session

from catalog import clock
from catalog.shelf.cell import Cell as ShownCell
from catalog.shelf.cell import absent_words
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DOES_NOT_APPLY, NOT_PUBLISHED, NOT_RESEARCHED
from catalog.specs.units import SpecValueError

from .csv_layout import Cell
from .csv_values import CellError, unquoted

_ABSENT: Final = (NOT_PUBLISHED, NOT_RESEARCHED, DOES_NOT_APPLY)
SAID: Final = (
    "This is a table as it is shown: it has one value for each fact, and not who says it, when that was "
    "read, how far it is trusted, nor what other sources say. Values that are as shown are left alone. To "
    "change what a source says, take “a file to fill in”, which has all of that."
)


class Shown:
    """What every product’s page shows."""

    def __init__(self, session: Session) -> None:
        self._shelf = Shelf.rebuilt(session, day=clock.today())
        self._entries = {entry.slug: entry for entry in self._shelf.entries if entry is not None}

    def has(self, slug: str, cell: Cell) -> bool:
        """Whether the cell says what is shown there, or that nothing is known, which takes nothing away."""
        entry = self._entries.get(slug)
        if entry is None:
            return False
        try:
            text = unquoted(cell.text)
        except CellError:
            return False
        if text in (absent_words(state, entry.kind) for state in _ABSENT):
            return True
        shown = self._shelf.cell(entry, cell.column.key)
        return text == shown.text or _is_value(shown, text)


def _is_value(shown: ShownCell, text: str) -> bool:
    if not shown.is_known:
        return False
    try:
        value = SPECS[shown.spec.key].kind.parse(text)
    except SpecValueError:
        return False
    return bool(value == shown.value) and not shown.is_disputed
