"""Tables of articles. What a text links to is kept beside it, so that the other end can name the article."""

from __future__ import annotations

import json

from sqlalchemy import CheckConstraint, Text, text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of
from catalog.science.models import texts

LINKS = ("study", "guidance", "claim", "device", "comparison", "concern", "term", "picture")
NONE = text("'[]'")


class Article(SQLModel, table=True):
    """One article. `text` is Markdown in the grammar of `catalog.articles.text`."""

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint("slug <> '' AND title <> ''", name="named"),
        CheckConstraint("low_um >= 0 AND low_um < high_um", name="lengths"),
        CheckConstraint("(low_um IS NULL) = (high_um IS NULL)", name="both_ends"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    title: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    byline: str = Field(sa_type=Text)
    rank: int = 0
    written: str = Field(sa_type=Text)
    """The day it was first published: "2026-11-26"."""
    checked: str = Field(sa_type=Text)
    """The day on which the evidence was last read for it."""
    corrections_json: str = Field(default="[]", sa_type=Text)
    kinds_json: str = Field(default="[]", sa_type=Text)
    low_um: int | None = None
    high_um: int | None = None
    """The needle lengths it is about, µm; None where it is about none in particular."""
    concerns_json: str = Field(default="[]", sa_type=Text)
    topics_json: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": NONE})
    takes_comments: bool = False
    is_published: bool = True

    @property
    def corrections(self) -> tuple[dict[str, str], ...]:
        """What was corrected, newest first: {"day", "words"}."""
        return tuple(json.loads(self.corrections_json))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of device it is about; empty where it is about all."""
        return texts(self.kinds_json)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Slugs of the concerns it belongs to."""
        return texts(self.concerns_json)

    @property
    def topics(self) -> tuple[str, ...]:
        """What its author files it under, in words: "Aftercare"."""
        return texts(self.topics_json)


class ArticleLink(SQLModel, table=True):
    """That a text names something: derived from the text whenever it is saved."""

    __tablename__ = "article_link"
    __table_args__ = (CheckConstraint(one_of("kind", LINKS), name="kind"),)

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    kind: str = Field(primary_key=True, sa_type=Text)
    target: str = Field(primary_key=True, sa_type=Text)
    """Slug of what it names."""


class FormerArticleSlug(SQLModel, table=True):
    """An address an article had; it leads to the article."""

    __tablename__ = "former_article_slug"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_not_empty"),)

    slug: str = Field(primary_key=True, sa_type=Text)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
