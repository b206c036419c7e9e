"""What has to be done with time, whether or not anybody sends or reads a comment."""

from __future__ import annotations

from datetime import timedelta

from catalog import clock
from catalog.comments import editing, queries
from catalog.db import Database


def forget_refused(database: Database) -> list[str]:
    """Delete the words of what was refused long ago; what was done. Most days it only reads."""
    day = (clock.today() - timedelta(days=editing.REFUSED_DAYS)).isoformat()
    with database.latest() as session:
        count = len(queries.refused_before(session, day))
    if not count:
        return []
    with database.writer() as session:
        editing.forget_refused(session)
        session.commit()
    return [f"Comments refused long ago and deleted now: {count:,}"]
