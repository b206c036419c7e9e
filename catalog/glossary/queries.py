"""Reading the glossary. Every function takes the session first and commits nothing."""

from __future__ import annotations

from sqlmodel import Session, select

from .models import GlossaryTerm


def terms(session: Session) -> list[GlossaryTerm]:
    """All terms, by the alphabet, without regard to case."""
    return sorted(session.exec(select(GlossaryTerm)), key=lambda row: row.term.casefold())
