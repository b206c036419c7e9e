"""How often visitors may pin: a limit for each of them and one for all, looked up in the table itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import Session, col

from catalog import clock
from catalog.compare import queries, snapshots
from catalog.compare.models import Snapshot

WINDOW: Final = timedelta(hours=1)
FOR_ALL: Final = 60
"""New snapshots an hour. Six devices take about 76 kB: a day of nothing else is 110 MB."""
FOR_EACH: Final = 20


class TooManyPinsError(Exception):
    """The message says whose limit it is, and what still works."""


def pin(session: Session, body: str, made_by: str) -> str:
    """Keeps a comparison's document for a visitor (`visitors`), and returns its key.

    What is kept already counts for nobody. Raises `TooManyPinsError`.
    """
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
