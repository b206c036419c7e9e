"""How often visitors may pin: a limit for each of them and one for all, looked up in the table itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import Session, col

from catalog import clock
from catalog.compare import queries, snapshots
from catalog.compare.asked import Asked
from catalog.compare.models import Snapshot
from catalog.shelf.shelf import Shelf

WINDOW: Final = timedelta(hours=1)
FOR_ALL: Final = 60
"""New snapshots an hour. Three devices take about 40 kB: a day of nothing else is 60 MB."""
FOR_EACH: Final = 20


class TooManyPinsError(Exception):
    """The message says whose limit it is, and what still works."""


def pin(session: Session, shelf: Shelf, asked: Asked, made_by: str) -> str:
    """Keeps the comparison as it is now, for a visitor (`visitors`), and returns its key.

    What is kept already costs nothing. Raises `NothingToPinError`, `TooManyPinsError`.
    """
    body = snapshots.body_of(snapshots.document(session, shelf, asked))
    if queries.snapshot(session, key := snapshots.key_of(body)):
        return key
    since = (clock.now() - WINDOW).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    _forget_visitors(session, since)
    if queries.made_since(session, since, made_by) >= FOR_EACH:
        raise TooManyPinsError(
            f"You have pinned {FOR_EACH} comparisons within an hour. "
            "The address of a comparison can be kept, too."
        )
    if queries.made_since(session, since) >= FOR_ALL:
        raise TooManyPinsError(
            "Many comparisons have been pinned within this hour. Please try again in an hour; "
            "the address of a comparison can be kept, too."
        )
    return snapshots.keep(session, body, made_by)


def _forget_visitors(session: Session, moment: str) -> None:
    """Nobody needs to know who made what once the limit no longer looks at it."""
    session.exec(
        update(Snapshot)
        .where(col(Snapshot.made_at) <= moment, col(Snapshot.made_by) != "")
        .values(made_by="")
    )
