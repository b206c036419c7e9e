"""The change log and the row that names its newest state."""

from typing import NamedTuple

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says

NO_DIGEST = "0" * 64
BEGINNING = "beginning"
"""Kind of the one change with which a log may begin that has none before it: a catalogue taken over without
its log goes on with the numbers it had."""


class Change(SQLModel, table=True):
    """One save: who, when, what, why, and the digest of the save before it. Rows are only ever added."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("length(previous) = 64 AND length(digest) = 64", name="digests"),
        Index(None, "entity_kind", "entity_id", "number"),
    )

    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: str = Field(sa_type=Text)
    """UTC: "2026-03-01T09:30:00.000000Z"."""
    actor: str = Field(sa_type=Text)
    """An author's slug, or "seeds", "import", "schedule"."""
    entity_kind: str = Field(sa_type=Text)
    entity_id: int
    payload: str = Field(sa_type=Text)
    """Canonical JSON: {"fields": {"statements/12/text": [old, new]}}, see `diff`."""
    reason: str = Field(sa_type=Text)
    touched: str = Field(sa_type=Text)
    """Canonical JSON list: ids of the products whose read model this changed."""
    previous: str = Field(sa_type=Text, unique=True)
    """Digest of the change before it; unique, so that the chain cannot fork."""
    digest: str = Field(sa_type=Text, unique=True)


class Head(NamedTuple):
    """Where a log ends: number and digest of its newest change. The digest covers all that came before: two
    logs with one head are the same log, and two with the same number alone may be two."""

    version: int
    digest: str


class Catalogue(SQLModel, table=True):
    """A single row: the number and digest of the newest change. Writers lock it."""

    __tablename__ = "catalogue"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("version >= 0", name="version"),
    )

    id: int = Field(default=1, sa_column=Column(Integer, primary_key=True, autoincrement=False))
    version: int
    digest: str = Field(sa_type=Text)
