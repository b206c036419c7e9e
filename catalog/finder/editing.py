"""Writing need pages: the only code that writes their table. One save is one change; nothing here commits."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.recording import canonical_json, record
from catalog.finder import queries
from catalog.finder.models import Need
from catalog.finder.needs import NeedDraft, fault_of


class SavedFilterError(ValueError):
    """A filter that cannot be saved; the message is for its author."""


def put_need(session: Session, draft: NeedDraft, *, actor: str, reason: str) -> Change | None:
    """Create or change a need page; None where nothing differs. Raises `SavedFilterError`."""
    if fault := fault_of(draft.query):
        raise SavedFilterError(fault)
    row = queries.need(session, draft.slug)
    before = state_of(row) if row else None
    row = row or Need(slug=draft.slug, title=draft.title, query=draft.query)
    row.title, row.query, row.summary, row.text = draft.title, draft.query, draft.summary, draft.text
    row.reasons, row.byline, row.rank = canonical_json(list(draft.reasons)), draft.byline, draft.rank
    session.add(row)
    session.flush()
    assert row.id is not None
    return record(
        session,
        actor=actor,
        entity_kind="need",
        entity_id=row.id,
        before=before,
        after=state_of(row),
        reason=reason,
    )


def remove_need(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a need page away; None where there is none."""
    row = queries.need(session, slug)
    if row is None or row.id is None:
        return None
    before, number = state_of(row), row.id
    session.delete(row)
    session.flush()
    return record(
        session, actor=actor, entity_kind="need", entity_id=number, before=before, after=None, reason=reason
    )


def state_of(row: Need) -> dict[str, Any]:
    """A need page as the log keeps it."""
    return {
        "slug": row.slug,
        "title": row.title,
        "query": row.query,
        "summary": row.summary,
        "text": row.text,
        "reasons": json.loads(row.reasons),
        "byline": row.byline,
        "rank": row.rank,
    }
