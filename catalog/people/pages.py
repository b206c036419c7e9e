"""What an author's page shows, finished, and its twin as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.dates import show_date
from catalog.markdown import to_html
from catalog.media.queries import shown_by_slug
from catalog.media.shown import ShownPicture, picture_json
from catalog.people.models import Author
from catalog.reviews.models import Review
from catalog.reviews.queries import signed_by


@dataclass(frozen=True)
class Written:
    """An article or a review under the author's name: its title, address and the day it was written."""

    title: str
    address: str
    day: str


@dataclass(frozen=True)
class AuthorPage:
    """`missing`: what the author has not written yet, in words: "a biography, qualifications"."""

    name: str
    title: str
    biography: Markup
    qualifications: str
    disclosure: str
    missing: str
    articles: tuple[Written, ...]
    reviews: tuple[Written, ...]
    twin: str
    picture: ShownPicture | None


PARTS = (("biography", "a biography"), ("qualifications", "qualifications"), ("disclosure", "a disclosure"))


def author_page(session: Session, author: Author) -> AuthorPage:
    """The page of one author."""
    return AuthorPage(
        name=author.name,
        title=author.title,
        biography=Markup(to_html(author.biography)) if author.biography else Markup(),
        qualifications=author.qualifications,
        disclosure=author.disclosure,
        missing=_joined([words for part, words in PARTS if not getattr(author, part)]),
        articles=tuple(
            Written(article.title, f"/articles/{article.slug}", show_date(article.written))
            for article in _articles(session, author.name)
        ),
        reviews=tuple(
            Written(review.title, f"/reviews/{review.slug}", show_date(review.written))
            for review in signed_by(session, author.slug)
        ),
        twin=f"/authors/{author.slug}.json",
        picture=_picture(session, author),
    )


def author_json(session: Session, author: Author) -> dict[str, Any]:
    """The same as data; what is not written is null."""
    return authors_json(session, [author])[0]


def authors_json(session: Session, authors: Sequence[Author]) -> list[dict[str, Any]]:
    """Some authors as data, in three statements however many they are."""
    pictures = shown_by_slug(session, {one.picture for one in authors if one.picture})
    articles: dict[str, list[Article]] = defaultdict(list)
    for article in _articles(session, *(one.name for one in authors)):
        articles[article.byline].append(article)
    reviews: dict[str, list[Review]] = defaultdict(list)
    for review in signed_by(session, *(one.slug for one in authors)):
        reviews[review.author].append(review)
    return [
        {
            "slug": one.slug,
            "address": f"/authors/{one.slug}",
            "name": one.name,
            "title": one.title or None,
            "biography": one.biography or None,
            "qualifications": one.qualifications or None,
            "disclosure": one.disclosure or None,
            **({"picture": picture_json(shown)} if (shown := pictures.get(one.picture or "")) else {}),
            "articles": [_written(f"/articles/{row.slug}", row) for row in articles[one.name]],
            "reviews": [_written(f"/reviews/{row.slug}", row) for row in reviews[one.slug]],
        }
        for one in authors
    ]


def _written(address: str, row: Article | Review) -> dict[str, str]:
    return {"address": address, "title": row.title, "written": row.written}


def _picture(session: Session, author: Author) -> ShownPicture | None:
    return shown_by_slug(session, [author.picture]).get(author.picture) if author.picture else None


def _articles(session: Session, *bylines: str) -> list[Article]:
    wanted = select(Article).where(col(Article.byline).in_(bylines), col(Article.is_published))
    return list(session.exec(wanted.order_by(col(Article.written).desc(), col(Article.slug))))


def _joined(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
