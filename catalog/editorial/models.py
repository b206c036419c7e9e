"""Tables of what is being written. Nothing here is public, and nothing of it is in the change log.

Moments are texts as `catalog.clock.timestamp` writes them, so that they sort by time.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

ORIGINS = ("saved", "autosaved", "set aside", "restored", "published")
"""How a revision came to be. One set aside met another that was newer: it is kept, and nobody's newest."""


class Draft(SQLModel, table=True):
    """One thing that is, or was, written at the desk: the newest text, and what shall become of it.

    It stays when the text is published, with `is_open` false, for its revisions.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        CheckConstraint("slug <> ''", name="named"),
        CheckConstraint("revision >= 0", name="revision"),
        Index(None, "publish_at"),
        Index(None, "unpublish_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_type=Text)
    """As the change log calls it: "article"."""
    slug: str = Field(sa_type=Text)
    """Its address now; for what was never published the one it will have."""
    title: str = Field(sa_type=Text)
    owner: str = Field(default="", sa_type=Text)
    """Slug of the author who began it."""
    fields_json: str = Field(default="{}", sa_type=Text)
    """What stands in the form: canonical JSON."""
    revision: int = 0
    """Number of the newest revision."""
    base_version: int = 0
    """The number of the thing's last public change when this was begun; 0 where it is not public."""
    is_open: bool = True
    """Whether it holds what is not public."""
    publish_at: str | None = Field(default=None, sa_type=Text)
    unpublish_at: str | None = Field(default=None, sa_type=Text)
    zone: str = Field(default="UTC", sa_type=Text)
    """The time zone in which its author named these moments (IANA)."""
    trouble: str = Field(default="", sa_type=Text)
    """Why it was not published when it should have been."""
    made_at: str = Field(sa_type=Text)
    changed_at: str = Field(index=True, sa_type=Text)
    changed_by: str = Field(default="", sa_type=Text)

    @property
    def fields(self) -> dict[str, Any]:
        """What stands in the form, by the names of its fields."""
        found: dict[str, Any] = json.loads(self.fields_json)
        return found


class Revision(SQLModel, table=True):
    """A text as it was saved once. Rows are only added; but an autosave replaces the same tab's last."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        CheckConstraint(one_of("origin", ORIGINS), name="origin"),
        CheckConstraint("number > 0", name="number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_id: int = Field(foreign_key="draft.id", ondelete="CASCADE")
    number: int
    based_on: int = 0
    """The revision that stood in the form when it was opened."""
    seen: int = 0
    """The number of the thing's last public change when the form was opened; 0 where it was not public."""
    origin: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    author: str = Field(default="", sa_type=Text)
    tab: str = Field(default="", sa_type=Text)
    """Of the open page it came from; no person, and of no use afterwards."""
    title: str = Field(default="", sa_type=Text)
    fields_json: str = Field(sa_type=Text)

    @property
    def fields(self) -> dict[str, Any]:
        """What stood in the form."""
        found: dict[str, Any] = json.loads(self.fields_json)
        return found


class PreviewLink(SQLModel, table=True):
    """A secret address that shows a draft until it expires. The key is the digest of what stands in it."""

    __tablename__ = "preview_link"

    key: str = Field(primary_key=True, max_length=64)
    draft_id: int = Field(foreign_key="draft.id", ondelete="CASCADE", index=True)
    made_at: str = Field(sa_type=Text)
    made_by: str = Field(default="", sa_type=Text)
    expires_at: str = Field(sa_type=Text)


class Recheck(SQLModel, table=True):
    """That an author held a text against what it leans on. Public: it is in the change log.

    The slug is the thing's kind and id, "article:3"; what changed after `version` was not looked at yet.
    """

    __tablename__ = "recheck"
    __table_args__ = (CheckConstraint("version >= 0", name="version"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    version: int
    day: str = Field(sa_type=Text)
    author: str = Field(default="", sa_type=Text)
