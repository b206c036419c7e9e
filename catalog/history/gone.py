"""What was public and was taken down: its page is gone, what was public of it stays in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from flask import abort
from sqlmodel import Session, col, select

from catalog.articles import queries as articles
from catalog.changes.models import Change
from catalog.changes.queries import history_of, states_of
from catalog.history.things import PLACES, Thing, picture_thing, product_thing
from catalog.media.models import Picture
from catalog.products import queries as products
from catalog.reviews.models import Review

WORDS: Final = "This {} was taken off the site. What was public of it stays in its history: {}/history"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def thing_gone(session: Session, place: str, slug: str) -> Thing | None:
    """What was public at this address and is not any more: a product, article, review or picture; or None."""
    if not _SLUG.fullmatch(slug):
        return None
    kinds = {"product": _product, "article": _article, "review": _review, "picture": _picture}
    find = kinds.get(PLACES[place])
    return find(session, slug) if find else None


def refuse_gone(session: Session, place: str, slug: str, name: str) -> None:
    """Nothing, unless what had this address was taken down: 410, with words."""
    if thing := thing_gone(session, place, slug):
        abort(410, WORDS.format(name, thing.url))


def _product(session: Session, slug: str) -> Thing | None:
    row = products.product_by_slug(session, slug) or products.product_by_former_slug(session, slug)
    if row is None or row.is_published or not _was_public(history_of(session, "product", row.id or 0)):
        return None
    return product_thing(session, row)


def _article(session: Session, slug: str) -> Thing | None:
    row = articles.article(session, slug) or articles.article_by_former_slug(session, slug)
    if row is None or row.is_published:
        return None
    # A title of a draft is nobody's to read: the one that was public counts.
    public = _was_public(history_of(session, "article", row.id or 0))
    return Thing("article", row.id or 0, public[-1], f"/articles/{row.slug}") if public else None


def _was_public(log: Iterable[Change]) -> list[str]:
    """What it was called each time that it was public, oldest first."""
    # Products that never were taken down have no word on it in the log.
    states = [state for state in states_of(log) if state and state.get("is_published", True)]
    return [str(state.get("title") or state.get("name") or "") for state in states]


def _review(session: Session, slug: str) -> Thing | None:
    """Every review in the log was public."""
    number = _removed(session, "review", Review, slug)
    if number is None:
        return None
    states = [state for state in states_of(history_of(session, "review", number)) if state]
    return Thing("review", number, str(states[-1]["title"]), f"/reviews/{slug}")


def _picture(session: Session, slug: str) -> Thing | None:
    number = _removed(session, "picture", Picture, slug)
    if number is None:
        return None
    states = [state for state in states_of(history_of(session, "picture", number)) if state]
    return picture_thing(session, number, str(states[-1]["name"]), slug)


def _removed(session: Session, kind: str, table: Any, slug: str) -> int | None:
    """The id of what had this slug when its row was taken away."""
    wanted = select(Change.entity_id).where(
        Change.entity_kind == kind,
        col(Change.payload).like(f'%"slug":["{slug}",null]%'),
        col(Change.entity_id).not_in(select(table.id)),
    )
    return session.exec(wanted.order_by(col(Change.number).desc())).first()
