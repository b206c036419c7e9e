"""Comparisons that are kept: pinned by anybody, written by an editor."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says


class Snapshot(SQLModel, table=True):
    """One pinned comparison. Its bytes are never written again, and its key is their digest.

    It says nothing that the catalogue had not said already: making one is no change of the catalogue and
    moves no version.
    """

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint("length(key) = 64", name="key_is_sha256"),
        CheckConstraint("body <> ''", name="body_not_empty"),
    )

    #: SHA-256 of the body, in hex.
    key: str = Field(primary_key=True, max_length=64)
    #: Canonical JSON, see `snapshots`.
    body: str = Field(sa_column=Column(Text, nullable=False))
    #: UTC, as the log writes it.
    made_at: str = Field(max_length=40, index=True)
    #: Keyed hash of the visitor (`visitors`), emptied after the hour the limit looks back; else empty.
    made_by: str = Field(default="", max_length=32)


class EditorComparison(SQLModel, table=True):
    """A comparison with an editor's text (`/comparisons/<slug>`), bound to the snapshot it was written on."""

    __tablename__ = "comparison"
    __table_args__ = (
        CheckConstraint("slug <> ''", name="slug_not_empty"),
        CheckConstraint("title <> ''", name="title_not_empty"),
        CheckConstraint("query <> ''", name="query_not_empty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    title: str = Field(max_length=200)
    #: One sentence for lists and for search engines.
    summary: str = Field(default="", sa_column=Column(Text, nullable=False))
    #: What is compared, as the canonical query string of /compare: "d=a,b&depth_at=0.5".
    query: str = Field(max_length=2000)
    #: Markdown.
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    #: Canonical JSON: [{"words": a sentence, "row": the key of the row it leans on}].
    reasons: str = Field(default="[]", sa_column=Column(Text, nullable=False))
    byline: str = Field(default="MTSPen.com", max_length=120)
    #: Where it stands among the others.
    rank: int = Field(default=0)
    is_published: bool = Field(default=True)
    snapshot_key: str = Field(foreign_key="snapshot.key", index=True, max_length=64)


class FormerComparisonSlug(SQLModel, table=True):
    """An address that an editor's comparison once had."""

    __tablename__ = "former_comparison_slug"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_not_empty"),)

    slug: str = Field(primary_key=True, max_length=120)
    comparison_id: int = Field(foreign_key="comparison.id", ondelete="CASCADE", index=True)
