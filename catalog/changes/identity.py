"""Ids of things that come back: whatever was removed keeps the id under which the log knows it.

Otherwise its history would be cut in two when it is put back; and SQLite gives the id of the row removed last
to the next new one, which would then have the history of another.
"""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session, col, func, select

from .models import Change

_KNOWN = "ids that rows had which are gone"


def give_id(session: Session, row: Any) -> None:
    """Give a new row with a slug its id, if the log has a word in it; else the database gives one."""
    table: Any = type(row)
    gone = _gone(session, table)
    if not gone:
        return
    slug = row.slug
    if slug in gone:
        row.id = gone.pop(slug)
        return
    highest = session.exec(select(func.max(table.id))).one() or 0
    if max(gone.values()) > highest and session.get_bind().dialect.name == "sqlite":
        row.id = max(gone.values()) + 1


def note_gone(session: Session, table: Any, slug: str, number: int) -> None:
    """Remember within this session that a row was removed."""
    _gone(session, table)[slug] = number


def _gone(session: Session, table: Any) -> dict[str, int]:
    """Slug → id of the rows that the log knows and the table has no more; read once in a session."""
    kept: dict[str, dict[str, int]] = session.info.setdefault(_KNOWN, {})
    kind = str(table.__tablename__)
    if kind not in kept:
        wanted = (
            select(Change.payload, Change.entity_id)
            .where(Change.entity_kind == kind, col(Change.entity_id).not_in(select(table.id)))
            .order_by(col(Change.number))
        )
        last: dict[int, str] = {}
        for payload, number in session.exec(wanted):
            # The last change of what is gone says what it was called when it went.
            if slug := json.loads(payload)["fields"].get("slug", [None])[0]:
                last[number] = slug
        kept[kind] = {slug: number for number, slug in last.items()}
    return kept[kind]
