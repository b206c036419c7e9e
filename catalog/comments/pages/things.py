"""What can be replied to: an article or a review, by its address or by its place in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article, FormerArticleSlug
from catalog.reviews.models import FormerReviewSlug, Review

_TABLES: Final[dict[str, Any]] = {"article": Article, "review": Review}
_PLACES: Final = {"articles": "article", "reviews": "review"}
_PATH: Final = re.compile(r"/(articles|reviews)/([a-z0-9-]{1,200})")


@dataclass(frozen=True)
class Thing:
    """``kind`` and ``id`` are those of the log."""

    kind: str
    id: int
    title: str
    address: str
    takes_comments: bool


def thing_at(session: Session, path: str) -> Thing | None:
    """The public article or review with this address, now or once; None where there is none."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    kind, slug = _PLACES[found[1]], found[2]
    table = _TABLES[kind]
    row = session.exec(select(table).where(table.slug == slug)).one_or_none() or _moved(session, kind, slug)
    return _thing(kind, row) if row is not None and getattr(row, "is_published", True) else None


def things(session: Session, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Thing]:
    """Articles and reviews by kind and id, public or not; one statement for each kind."""
    pairs = set(wanted)
    return {(one.kind, one.id): one for kind in _TABLES for one in _of_kind(session, kind, pairs)}


def _of_kind(session: Session, kind: str, pairs: set[tuple[str, int]]) -> Iterator[Thing]:
    numbers = [number for of, number in pairs if of == kind]
    if numbers:
        table = _TABLES[kind]
        yield from (
            _thing(kind, row) for row in session.exec(select(table).where(col(table.id).in_(numbers)))
        )


def _moved(session: Session, kind: str, slug: str) -> Any:
    if kind == "article":
        article = session.get(FormerArticleSlug, slug)
        return session.get(Article, article.article_id) if article else None
    review = session.get(FormerReviewSlug, slug)
    return session.get(Review, review.review_id) if review else None


def _thing(kind: str, row: Any) -> Thing:
    place = next(place for place, of in _PLACES.items() if of == kind)
    return Thing(kind, row.id, row.title, f"/{place}/{row.slug}", row.takes_comments)
