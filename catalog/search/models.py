"""Tables of the search: words that mean the same, and what was looked for in vain.

Synonyms are public and in the change log: they change what pages say. What was looked for is neither.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.science.models import texts


class SynonymGroup(SQLModel, table=True):
    """Words and phrases any of which finds what any other of them would find."""

    __tablename__ = "synonym_group"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_not_empty"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    words_json: str = Field(default="[]", sa_type=Text)
    """Two or more, as people type them: "dermaroller", "derma roller"."""
    note: str = Field(default="", sa_type=Text)
    """Why they mean the same, for authors."""

    @property
    def words(self) -> tuple[str, ...]:
        return texts(self.words_json)


class EmptySearch(SQLModel, table=True):
    """How often on one day nothing was found for some words: no hour, and nothing that may name a person."""

    __tablename__ = "empty_search"
    __table_args__ = (
        CheckConstraint("words <> ''", name="words"),
        CheckConstraint("length(day) = 10", name="day"),
        CheckConstraint("times > 0", name="times"),
    )

    day: str = Field(primary_key=True, sa_type=Text)
    """UTC; rows older than 30 days are deleted."""
    words: str = Field(primary_key=True, sa_type=Text)
    """In small letters, without accents and doubled spaces."""
    times: int = 1
