"""Writing guidance: the only code that writes its table. One save is one change; nothing here commits."""

from __future__ import annotations

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row

from .models import Guidance


def put_guidance(session: Session, entry: Guidance, *, actor: str, reason: str) -> Change | None:
    """Create or change what one body or person says; None where nothing differs."""
    return save_row(session, Guidance, entry, actor=actor, reason=reason)


def remove_guidance(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take an entry away; None where there is none. What names it is looked at where all of that is known."""
    return remove_row(session, Guidance, slug, actor=actor, reason=reason)
