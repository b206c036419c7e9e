"""Writing concerns: the only code that writes their tables. One save is one change; nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.recording import record
from catalog.changes.saving import state_of as row_state
from catalog.science.editing import check_studies

from . import queries
from .models import Concern, ConcernType, Tested


def put_concern(
    session: Session,
    wanted: Concern,
    types: Sequence[ConcernType],
    tested: Sequence[Tested],
    *,
    actor: str,
    reason: str,
) -> Change | None:
    """Create or change a concern with all its types and tests; None where nothing differs.

    The rows are new objects without ids; their order is their position. Raises `UnknownStudyError`.
    """
    check_studies(session, {*wanted.studies, *(row.study for row in tested), *_cited(types)})
    stored = queries.concern(session, wanted.slug)
    before = state_of(session, stored) if stored else None
    values = wanted.model_dump(exclude={"id"})
    row = stored or Concern(**values)
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    assert row.id is not None
    if before is None or before != _state(row, types, tested):
        for old in (*queries.types(session, row), *queries.tested(session, row)):
            session.delete(old)
        session.flush()
        for new in (*types, *tested):
            new.concern_id = row.id
            session.add(new)
        session.flush()
    return record(
        session,
        actor=actor,
        entity_kind="concern",
        entity_id=row.id,
        before=before,
        after=state_of(session, row),
        reason=reason,
    )


def remove_concern(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a concern away with its types and tests; None where there is none.

    What names it is looked at where all of that is known.
    """
    row = queries.concern(session, slug)
    if row is None or row.id is None:
        return None
    before, number = state_of(session, row), row.id
    for part in (*queries.types(session, row), *queries.tested(session, row)):
        session.delete(part)
    session.flush()
    session.delete(row)
    session.flush()
    return record(
        session,
        actor=actor,
        entity_kind="concern",
        entity_id=number,
        before=before,
        after=None,
        reason=reason,
    )


def state_of(session: Session, row: Concern) -> dict[str, Any]:
    """A concern as the log keeps it, its types and tests by their names."""
    return _state(row, queries.types(session, row), queries.tested(session, row))


def _state(row: Concern, types: Iterable[ConcernType], tested: Iterable[Tested]) -> dict[str, Any]:
    return row_state(row) | {
        "types": {one.slug: _child(one) for one in types},
        "tested": {one.study: _child(one) for one in tested},
    }


def _child(row: ConcernType | Tested) -> dict[str, Any]:
    return {name: value for name, value in row_state(row).items() if name != "concern_id"}


def _cited(types: Iterable[ConcernType]) -> set[str]:
    return {study for one in types for study in one.studies}
