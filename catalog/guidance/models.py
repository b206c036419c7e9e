"""The table of guidance."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

ROLES = ("regulator", "professional body", "clinician", "media", "maker or seller")
"""In the order in which they are shown."""
AUDIENCES = ("home", "professional", "both")
CONFIDENCES = ("verified", "secondary", "inferred", "recalled")


class Guidance(SQLModel, table=True):
    """What one body or person says.

    A limit is the range that is accepted for the audience, µm; both ends are None where none is named.
    """

    __tablename__ = "guidance"
    __table_args__ = (
        CheckConstraint("slug <> '' AND who <> ''", name="named"),
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint(one_of("audience", AUDIENCES), name="audience"),
        CheckConstraint(one_of("confidence", CONFIDENCES), name="confidence"),
        CheckConstraint("low_um >= 0 AND low_um < high_um", name="limit"),
        CheckConstraint("low_um IS NULL OR high_um IS NOT NULL", name="upper_end"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    position: int
    who: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    audience: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    says: str = Field(sa_type=Text)
    low_um: int | None = None
    high_um: int | None = None
    date: str | None = Field(default=None, sa_type=Text)
    """As much of the date as is known: "2025-10-15", "2017"."""
    url: str | None = Field(default=None, sa_type=Text)
    interest: str = Field(sa_type=Text)
    """What the source earns with."""
    confidence: str = Field(sa_type=Text)
    limit_note: str | None = Field(default=None, sa_type=Text)
    read_in: str = Field(sa_type=Text)
