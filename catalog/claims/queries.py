"""Reading claims. Every function takes the session first and commits nothing."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from .models import Claim
from .verdict import named


def claim(session: Session, slug: str) -> Claim | None:
    """The claim of that slug ("c12"), or None."""
    return session.exec(select(Claim).where(Claim.slug == slug)).one_or_none()


def claims(session: Session, slugs: Iterable[str] | None = None) -> list[Claim]:
    """All claims, or those asked for, in their order."""
    wanted = select(Claim).order_by(col(Claim.position), col(Claim.slug))
    return list(session.exec(wanted if slugs is None else wanted.where(col(Claim.slug).in_(set(slugs)))))


def leaning_on(session: Session, study: str) -> list[Claim]:
    """The claims that name a study, in their lists or beside a number."""
    return [claim for claim in claims(session) if study in named(claim)]
