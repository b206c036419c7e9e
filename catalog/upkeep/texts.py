"""The texts that lean on something that changed: their names, where they are edited, whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.people.models import Author
from catalog.reviews.models import Review
from catalog.shelf.shelf import Shelf
from catalog.upkeep.leaning import Key
from catalog.upkeep.since import Since, since_all

ROOMS: Final = {"article": "articles", "review": "reviews"}


@dataclass(frozen=True)
class Leaning:
    """A public text, and what changed under it. ``owner``: slug of its author, "" where it is nobody's."""

    kind: str
    id: int
    slug: str
    title: str
    owner: str
    since: Since

    @property
    def text(self) -> str:
        """As a form names it: "article:3"."""
        return f"{self.kind}:{self.id}"

    @property
    def url(self) -> str:
        return f"/{ROOMS[self.kind]}/{self.slug}"

    @property
    def edit(self) -> str:
        return f"/desk/{ROOMS[self.kind]}/{self.slug}"


def to_recheck(session: Session, shelf: Shelf) -> list[Leaning]:
    """Every public text with something changed under it, the oldest change first."""
    found = since_all(session, shelf)
    texts = {key: row for kind in ROOMS for key, row in _texts(session, kind, found).items()}
    leaning = [Leaning(*key, *texts[key], since) for key, since in found.items() if key in texts]
    return sorted(leaning, key=lambda one: (one.since.changes[0].number, one.title))


def owner_of(session: Session, kind: str, number: int) -> str | None:
    """Slug of the author of a public text, "" for one of nobody; None where there is no such text."""
    found = _texts(session, kind, {(kind, number)}) if kind in ROOMS else {}
    return found[kind, number][2] if found else None


def _texts(session: Session, kind: str, keys: Any) -> dict[Key, tuple[str, str, str]]:
    """Slug, title and owner of the public ones among them."""
    ids = [number for of, number in keys if of == kind]
    if not ids:
        return {}
    if kind == "review":
        rows = session.exec(
            select(Review.id, Review.slug, Review.title, Review.author).where(col(Review.id).in_(ids))
        )
        return {(kind, i or 0): (slug, title, author) for i, slug, title, author in rows}
    query = (
        select(Article.id, Article.slug, Article.title, Author.slug)
        .join(Author, col(Author.name) == Article.byline, isouter=True)
        .where(col(Article.id).in_(ids), col(Article.is_published))
    )
    return {(kind, i or 0): (slug, title, author or "") for i, slug, title, author in session.exec(query)}
