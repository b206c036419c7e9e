"""Writing synonyms: the only code that writes their table. One save is one change; nothing here commits."""

from __future__ import annotations

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row

from .models import SynonymGroup


def put_synonyms(session: Session, group: SynonymGroup, *, actor: str, reason: str) -> Change | None:
    """Create or change a group; None where nothing differs."""
    return save_row(session, SynonymGroup, group, actor=actor, reason=reason)


def remove_synonyms(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a group away; None where there is none."""
    return remove_row(session, SynonymGroup, slug, actor=actor, reason=reason)
