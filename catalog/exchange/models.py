"""Tables of what comes in as files: old addresses that lead here, what was taken, and files that wait.

An old address is public and in the change log. The other two are neither.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

LEADS_TO: Final = ("article", "review", "author", "topic", "picture", "page")
"""What an old address may lead to; "page" is any address of this site."""
OUTCOMES: Final = ("taken", "skipped")


class OldAddress(SQLModel, table=True):
    """An address that something had on another site, now this one; asked for where no page answers."""

    __tablename__ = "old_address"
    __table_args__ = (
        CheckConstraint("slug LIKE '/%'", name="path"),
        CheckConstraint("target <> ''", name="target"),
        CheckConstraint(one_of("leads_to", LEADS_TO), name="leads_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    """The path, in small letters, decoded, without a slash at its end: "/2024/03/first-post"; with a query
    where the address was one ("/?p=12")."""
    leads_to: str = Field(sa_type=Text)
    target: str = Field(sa_type=Text)
    """Slug of the thing; of a page the path."""


class ImportedItem(SQLModel, table=True):
    """What became of one item of another site's export, so that the next import of it changes nothing."""

    __tablename__ = "imported_item"
    __table_args__ = (
        CheckConstraint("origin <> '' AND guid <> ''", name="named"),
        CheckConstraint(one_of("outcome", OUTCOMES), name="outcome"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("length(day) = 10", name="day"),
        Index(None, "kind", "thing_id"),
    )

    origin: str = Field(primary_key=True, sa_type=Text)
    """The site it comes from: "https://example.org"."""
    guid: str = Field(primary_key=True, sa_type=Text)
    """What names it there for good."""
    called: str = Field(default="", sa_type=Text)
    """Its title there."""
    outcome: str = Field(sa_type=Text)
    kind: str = Field(default="", sa_type=Text)
    """What it is here, as the change log or the desk calls it: "article"; "" where it was skipped."""
    thing_id: int | None = None
    slug: str = Field(default="", sa_type=Text)
    digest: str = Field(max_length=64)
    """SHA-256 of what was imported: another digest means that it changed there."""
    day: str = Field(max_length=10)
    """The UTC day on which it was last taken."""


class ImportFile(SQLModel, table=True):
    """A file sent to the desk, between the look at what it would change and the change. Gone after a day."""

    __tablename__ = "import_file"
    __table_args__ = (CheckConstraint("length(digest) = 64", name="digest"), Index(None, "at"))

    token: str = Field(primary_key=True, max_length=64)
    """Random; stands in the form that carries it out."""
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE", index=True)
    name: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    digest: str = Field(max_length=64)
    """SHA-256 of the content."""
    options_json: str = Field(default="{}", sa_type=Text)
    at: str = Field(sa_type=Text)
    """UTC, as `catalog.clock.timestamp` writes it."""
