"""An article in a list, on its own pages and on those of claims and concerns. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .models import Article


@dataclass(frozen=True)
class ArticleLine:
    """``summary`` is its standfirst; ``in_doubt`` what is said where a study it leans on is in doubt."""

    title: str
    url: str
    summary: str
    in_doubt: str = ""


def line_of(article: Article) -> ArticleLine:
    return ArticleLine(article.title, address(article.slug), article.summary)


def address(slug: str) -> str:
    """``"safety"`` → ``"/articles/safety"``."""
    return f"/articles/{slug}"
