"""Reading articles. Every function takes the session first and commits nothing."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.science.models import texts

from .models import Article, ArticleLink, FormerArticleSlug


def article(session: Session, slug: str) -> Article | None:
    """The article of that slug, published or not, or None."""
    return session.exec(select(Article).where(Article.slug == slug)).one_or_none()


def articles(session: Session) -> list[Article]:
    """The published articles in their order."""
    wanted = select(Article).where(col(Article.is_published))
    return list(session.exec(wanted.order_by(col(Article.rank), col(Article.slug))))


def listed(session: Session) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Slug, title, summary and topics of each published article, in their order; their texts stay unread."""
    wanted = sa.select(*map(col, (Article.slug, Article.title, Article.summary, Article.topics_json)))
    rows = session.execute(
        wanted.where(col(Article.is_published)).order_by(col(Article.rank), col(Article.slug))
    )
    return [(slug, title, summary, texts(topics)) for slug, title, summary, topics in rows]


def article_by_former_slug(session: Session, slug: str) -> Article | None:
    """The article that had this address before, or None."""
    former = session.get(FormerArticleSlug, slug)
    return session.get(Article, former.article_id) if former else None


def addresses(session: Session, slug: str) -> list[str]:
    """The slugs that lead to an article: its own, then those it once had."""
    former = (
        select(FormerArticleSlug.slug)
        .join(Article, col(FormerArticleSlug.article_id) == col(Article.id))
        .where(Article.slug == slug)
    )
    return [slug, *session.exec(former.order_by(FormerArticleSlug.slug))]


def naming(session: Session, kind: str, target: str) -> list[Article]:
    """The published articles that name something, in their order; kind is one of `models.LINKS`."""
    wanted = (
        select(Article)
        .join(ArticleLink, col(ArticleLink.article_id) == col(Article.id))
        .where(ArticleLink.kind == kind, ArticleLink.target == target, col(Article.is_published))
    )
    return list(session.exec(wanted.order_by(col(Article.rank), col(Article.slug))))


def links_of(session: Session, article: Article) -> list[ArticleLink]:
    """What an article names, by kind and slug."""
    wanted = select(ArticleLink).where(ArticleLink.article_id == article.id)
    return list(session.exec(wanted.order_by(col(ArticleLink.kind), col(ArticleLink.target))))
