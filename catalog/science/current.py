"""How studies are named, of this request: made once for each state of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.db import get_database
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf

from . import queries


def citations() -> Mapping[str, str]:
    """``{"chu2021": "Chu 2021"}`` at the state this request answers from.

    A study that was entered while a page is being made may not be in it yet: ask with ``get``.
    """
    return current().once(_citations)


def _citations(_shelf: Shelf) -> Mapping[str, str]:
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return queries.citations(session)
