"""Reading guidance. Every function takes the session first and commits nothing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from .models import ROLES, Guidance


def guidance(session: Session, slugs: Iterable[str] | None = None) -> list[Guidance]:
    """All guidance, or that asked for: regulators first, sellers last, else in the order given."""
    wanted = select(Guidance).order_by(col(Guidance.position), col(Guidance.slug))
    rows = session.exec(wanted if slugs is None else wanted.where(col(Guidance.slug).in_(set(slugs))))
    return sorted(rows, key=lambda row: ROLES.index(row.role))
