"""The article on safety, to which pages lead for who should not and what can go wrong."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col

from .models import Article

SLUG: Final = "safety"


def safety_article(session: Session) -> tuple[str, str] | None:
    """Its title and address; None while no such article is published."""
    wanted = sa.select(col(Article.title)).where(col(Article.slug) == SLUG, col(Article.is_published))
    title = session.execute(wanted).scalar_one_or_none()
    return (title, f"/articles/{SLUG}") if title else None
