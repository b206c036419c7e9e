"""Saving a row as one change: the state wanted against the state stored.

A column whose name ends in `_json` holds a list as canonical JSON; the log keeps it as a list, under the
name without the ending.
"""

from __future__ import annotations

import json
from typing import Any, Final, TypeVar

from sqlmodel import Session, SQLModel, select

from .identity import give_id, note_gone
from .models import Change
from .recording import canonical_json, record

Row = TypeVar("Row", bound=SQLModel)

LIST: Final = "_json"


def save_row(session: Session, table: type[Row], wanted: Row, *, actor: str, reason: str) -> Change | None:
    """Bring the row with the slug of `wanted` to what it says, or add it; None where nothing differs.

    wanted: a new object that was never in a session, without an id. Nothing here commits.
    """
    # The text of a list is stored in one form, so that equal lists are equal texts.
    values = {
        name: canonical_json(json.loads(value)) if name.endswith(LIST) else value
        for name, value in wanted.model_dump(exclude={"id"}).items()
    }
    stored = stored_row(session, table, values["slug"])
    before = None if stored is None else state_of(stored)
    row = table() if stored is None else stored
    for name, value in values.items():
        setattr(row, name, value)
    if stored is None:
        give_id(session, row)
    session.add(row)
    session.flush()
    return record_row(session, row, before, state_of(row), actor, reason)


def remove_row(session: Session, table: type[Row], slug: str, *, actor: str, reason: str) -> Change | None:
    """Take the row with that slug away; None where there is none."""
    row = stored_row(session, table, slug)
    if row is None:
        return None
    before = state_of(row)
    session.delete(row)
    session.flush()
    change = record_row(session, row, before, None, actor, reason)
    note_gone(session, table, slug, row.id)  # type: ignore[attr-defined]
    return change


def stored_row(session: Session, table: type[Row], slug: str) -> Row | None:
    """The row with that slug, or None."""
    return session.exec(select(table).where(table.slug == slug)).one_or_none()  # type: ignore[attr-defined]


def state_of(row: SQLModel) -> dict[str, Any]:
    """The row as the log keeps it: {"slug": "chu2021", "authors": ["Chu S", …], "year": 2021, …}."""
    return {
        name.removesuffix(LIST): json.loads(value) if name.endswith(LIST) else value
        for name, value in row.model_dump(exclude={"id"}).items()
    }


def record_row(
    session: Session,
    row: SQLModel,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    actor: str,
    reason: str,
) -> Change | None:
    """Log that a row went from one state to the other, under its table\'s name; None where they are equal."""
    return record(
        session,
        actor=actor,
        entity_kind=str(row.__tablename__),
        entity_id=row.id,  # type: ignore[attr-defined]
        before=before,
        after=after,
        reason=reason,
    )
