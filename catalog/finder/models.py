"""Need pages: a saved filter with a name, a text and its reasons."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says


class Need(SQLModel, table=True):
    """One row a need page (`/devices/needs/<slug>`). The list under it is live: only the filter is stored."""

    __tablename__ = "need"
    __table_args__ = (
        CheckConstraint("slug <> ''", name="slug_not_empty"),
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("query <> ''", name="query_not_empty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    title: str = Field(max_length=200)
    #: The filter as a canonical query string: "kind=roller&depth_never_above=0.5".
    query: str = Field(max_length=2000)
    #: One sentence for lists of need pages and for search engines.
    summary: str = Field(default="", sa_column=Column(Text, nullable=False))
    #: Markdown.
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    #: Why these conditions and no others: canonical JSON list of sentences.
    reasons: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    byline: str = Field(default="MTSPen.com", max_length=120)
    #: Where it stands among the need pages.
    rank: int = Field(default=0)


class Unmet(SQLModel, table=True):
    """How often nothing matched: which questions were asked, not what was answered, and not by whom."""

    __tablename__ = "unmet"
    __table_args__ = (
        CheckConstraint("keys <> ''", name="keys"),
        CheckConstraint("times > 0", name="times"),
    )

    #: Keys of facets, sorted: "brand,depth_reach".
    keys: str = Field(primary_key=True, sa_type=Text)
    times: int = Field(default=1)
    #: UTC; the hour is nobody's business.
    first_day: str = Field(sa_type=Text)
    last_day: str = Field(sa_type=Text)
