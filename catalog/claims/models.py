"""The table of claims."""

from __future__ import annotations

import json

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from catalog.db.checks import one_of
from catalog.science.models import texts

VERDICTS = (
    "supported",
    "partly supported",
    "misattributed",
    "unsupported",
    "contradicted",
    "not traced",
)


class Claim(SQLModel, table=True):
    """One claim with its verdict. Studies stand in one of three lists: for it, against it, or beside it."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("slug <> '' AND words <> ''", name="named"),
        CheckConstraint(one_of("verdict", VERDICTS), name="verdict"),
        CheckConstraint("low_um >= 0 AND low_um < high_um", name="lengths"),
        CheckConstraint("(low_um IS NULL) = (high_um IS NULL)", name="both_ends"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    position: int
    words: str = Field(sa_type=Text)
    said: str = Field(sa_type=Text)
    """Where and how it was said."""
    verdict: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
    instead: str = Field(sa_type=Text)
    """What can be said instead, or as well."""
    for_json: str = Field(default="[]", sa_type=Text)
    against_json: str = Field(default="[]", sa_type=Text)
    beside_json: str = Field(default="[]", sa_type=Text)
    numbers_json: str = Field(default="[]", sa_type=Text)
    kinds_json: str = Field(default="[]", sa_type=Text)
    low_um: int | None = None
    high_um: int | None = None
    """The needle lengths it is about, µm; None where it is about none in particular."""

    @property
    def studies_for(self) -> tuple[str, ...]:
        """Slugs of studies whose findings agree with the claim."""
        return texts(self.for_json)

    @property
    def studies_against(self) -> tuple[str, ...]:
        """Slugs of studies whose findings speak against it."""
        return texts(self.against_json)

    @property
    def studies_beside(self) -> tuple[str, ...]:
        """Slugs of studies that were looked at and settle nothing: what they say is something else."""
        return texts(self.beside_json)

    @property
    def studies(self) -> tuple[str, ...]:
        """All of them, those for it first."""
        return self.studies_for + self.studies_against + self.studies_beside

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of device it is about; empty where it is about all."""
        return texts(self.kinds_json)

    @property
    def numbers(self) -> tuple[dict[str, str], ...]:
        """Numbers for one scale: {"label", "value", "unit", "study"}; study is "" if only claimed."""
        return tuple(json.loads(self.numbers_json))
