"""Writing the glossary: the only code that writes its table. One save is one change; nothing here commits."""

from __future__ import annotations

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row

from .models import GlossaryTerm


def put_term(session: Session, term: GlossaryTerm, *, actor: str, reason: str) -> Change | None:
    """Create or change a term; None where nothing differs."""
    return save_row(session, GlossaryTerm, term, actor=actor, reason=reason)


def remove_term(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take a term away; None where there is none. What names it is looked at where all of that is known."""
    return remove_row(session, GlossaryTerm, slug, actor=actor, reason=reason)
