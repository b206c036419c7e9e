"""What came of looking whether links still lead anywhere. It is no fact about a device and is in no log."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says


class LinkCheck(SQLModel, table=True):
    """The last time that an address was asked for, and what it answered."""

    __tablename__ = "link_check"
    __table_args__ = (
        CheckConstraint("url <> ''", name="url"),
        CheckConstraint("length(day) = 10", name="day"),
        CheckConstraint("status BETWEEN 0 AND 999", name="status"),
    )

    url: str = Field(primary_key=True, sa_type=Text)
    day: str = Field(sa_type=Text)
    """UTC."""
    status: int = 0
    """The status of HTTP; 0 where nothing answered."""
    said: str = Field(default="", sa_type=Text)
    """Why nothing answered."""
