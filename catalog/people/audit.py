"""What happened around accounts, in a table that only grows."""

from __future__ import annotations

from sqlmodel import Session, col, select

from catalog import clock
from catalog.people.models import AuditEvent


def note(session: Session, event: str, account_id: int | None, detail: str = "") -> None:
    """Add an event; never a password, a code or a token."""
    session.add(AuditEvent(at=clock.timestamp(), account_id=account_id, event=event, detail=detail))
    session.flush()


def events_of(session: Session, account_id: int, most: int = 20) -> list[AuditEvent]:
    """The newest events of an account, newest first."""
    wanted = select(AuditEvent).where(AuditEvent.account_id == account_id)
    return list(session.exec(wanted.order_by(col(AuditEvent.id).desc()).limit(most)))
