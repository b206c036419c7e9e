"""Feeds of texts, one item each: new and changed reviews, articles, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest
from typing import Any, Final

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.compare.models import EditorComparison
from catalog.feeds.atom import MOST_ITEMS, Item
from catalog.history.moments import Moments
from catalog.people.models import Author
from catalog.reviews.models import Review


@dataclass(frozen=True)
class TextFeed:
    """``kind`` in the log; ``said`` the column that sums the text up; ``is_named``: ``signs`` holds slugs."""

    kind: str
    table: Any
    said: Any
    signs: Any
    title: str
    subtitle: str
    path: str
    is_named: bool = False


TEXTS: Final[Mapping[str, TextFeed]] = {
    "reviews": TextFeed(
        "review",
        Review,
        Review.verdict,
        Review.author,
        "Reviews",
        "Devices judged by whoever signs, new reviews and changed ones.",
        "/reviews",
        is_named=True,
    ),
    "articles": TextFeed(
        "article",
        Article,
        Article.summary,
        Article.byline,
        "Science articles",
        "What was measured and tested, told plainly: new articles and changed ones.",
        "/articles",
    ),
    "comparisons": TextFeed(
        "comparison",
        EditorComparison,
        EditorComparison.summary,
        EditorComparison.byline,
        "Comparisons",
        "Devices set side by side by editors: new comparisons and changed ones.",
        "/comparisons",
    ),
}
"""Name of the feed → what it tells of."""


def items(session: Session, moments: Moments, feed: TextFeed) -> list[Item]:
    """The public texts that changed last, newest first; two statements."""
    table = feed.table
    wanted = select(table.id)
    if hasattr(table, "is_published"):
        wanted = wanted.where(col(table.is_published))
    last, first = moments.lasts(feed.kind), moments.firsts(feed.kind)
    public = [(last[of], of) for of in session.exec(wanted) if of in last]
    newest = nlargest(MOST_ITEMS, public)
    query = sa_select(table.id, table.slug, table.title, feed.said, feed.signs)
    rows = {row[0]: row for row in session.execute(query.where(table.id.in_([of for _, of in newest])))}
    names = _names(session, {row[4] for row in rows.values()}) if feed.is_named else {}
    found = []
    for at, of in newest:
        _, slug, title, said, signs = rows[of]
        path, published = f"{feed.path}/{slug}", first.get(of, at)
        by = names.get(signs, "") if feed.is_named else signs
        found.append(Item(of, moment(at), title, path, said, moment(published), by))
    return found


def _names(session: Session, slugs: set[str]) -> dict[str, str]:
    return dict(session.exec(select(Author.slug, Author.name).where(col(Author.slug).in_(slugs))).all())


def moment(seconds: int) -> str:
    """Seconds since 1970 → ``"2026-03-01T09:30:00Z"``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
