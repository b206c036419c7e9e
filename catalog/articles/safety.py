"""The article on safety, to which pages lead for who should not and what can go wrong."""

from __future__ import annotations

from typing import Final

from sqlmodel import Session, col, select

from .models import Article

SLUG: Final = "safety"


def safety_address(session: Session) -> str:
    """``"/articles/safety"``; "" while no such article is published."""
    wanted = select(Article.id).where(Article.slug == SLUG, col(Article.is_published))
    return f"/articles/{SLUG}" if session.exec(wanted).first() else ""
