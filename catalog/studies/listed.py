"""All studies in the order of the list, of each only what the list is narrowed and counted by."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from catalog.db import get_database
from catalog.science.current import citations
from catalog.science.models import Study, texts
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf


@dataclass(frozen=True)
class Listed:
    """A study; ``kind`` is None where nobody has read it, ``kinds`` are those of its devices."""

    slug: str
    year: int | None
    kind: str | None
    kinds: tuple[str, ...]
    confidence: str


def listed() -> tuple[Listed, ...]:
    """The newest year first, by name within a year, those without a year last.

    Made once for each state of the catalogue: a page reads whole only the studies that it shows.
    """
    return current().once(_listed)


def _listed(_shelf: Shelf) -> tuple[Listed, ...]:
    names = citations()
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        found = _read(session)
    return tuple(
        sorted(found, key=lambda one: (-(one.year or 0), names.get(one.slug, one.slug).casefold(), one.slug))
    )


def _read(session: Session) -> list[Listed]:
    columns = (Study.slug, Study.year, Study.kind, Study.kinds_json, Study.confidence)
    rows = session.execute(sa.select(*map(col, columns)))
    return [
        Listed(slug, year, kind, texts(kinds), confidence) for slug, year, kind, kinds, confidence in rows
    ]
