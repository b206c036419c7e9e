"""Tables of the method and of measurements. A list is one JSON text column that is replaced whole."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says


class Method(SQLModel, table=True):
    """One version of how devices are tested. A published version is never changed in what it asks.

    criteria: {"key": "length", "name": "Needle length", "weight": 30, "how": Markdown, "kinds": ["pen"],
    "specs": ["measured_length"]}; weights are integers that need not add up to 100.
    instruments: {"name", "for", "reads_to"}: what is needed, not what anybody owns.
    """

    __tablename__ = "method"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("slug <> '' AND title <> ''", name="named"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    """"1", "2": the number as it stands in the address."""
    number: int = Field(unique=True)
    title: str = Field(sa_type=Text)
    day: str = Field(sa_type=Text)
    """From when it is used."""
    text: str = Field(sa_type=Text)
    """Markdown."""
    changes: str = Field(default="", sa_type=Text)
    """What is different from the version before it."""
    criteria_json: str = Field(default="[]", sa_type=Text)
    instruments_json: str = Field(default="[]", sa_type=Text)
    comparable_json: str = Field(default="[]", sa_type=Text)
    """Numbers of earlier versions whose scores may be set beside its own."""

    @property
    def criteria(self) -> tuple[dict[str, Any], ...]:
        """In the order shown."""
        return tuple(json.loads(self.criteria_json))

    @property
    def instruments(self) -> tuple[dict[str, Any], ...]:
        """In the order shown."""
        return tuple(json.loads(self.instruments_json))

    @property
    def comparable(self) -> tuple[int, ...]:
        """Numbers of earlier versions whose scores may be set beside its own."""
        return tuple(json.loads(self.comparable_json))


class Measurement(SQLModel, table=True):
    """Readings of one spec of one product, in the spec's base unit (µm, dB …), by one author on one day.

    Mean and spread are of the readings: the statement in the product's facts is made of them.
    """

    __tablename__ = "measurement"
    __table_args__ = (
        CheckConstraint("slug <> '' AND instrument <> ''", name="named"),
        CheckConstraint("setting > 0", name="setting"),
        Index(None, "product_id", "spec"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    """"exceed-measured-length-2026-11-27-500"."""
    product_id: int = Field(foreign_key="product.id", ondelete="CASCADE")
    spec: str = Field(sa_type=Text)
    """Key of the registry."""
    setting: int | None = None
    """What was set, µm, where the spec is measured at settings."""
    readings_json: str = Field(sa_type=Text)
    """Integers in the spec's base unit, as read."""
    units: int = 1
    """How many devices or cartridges they were taken on."""
    instrument: str = Field(sa_type=Text)
    day: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    """Slug."""
    method: int | None = None
    """Number of the version it was done by."""
    note: str = Field(default="", sa_type=Text)

    @property
    def readings(self) -> tuple[int, ...]:
        """As read, in order."""
        return tuple(json.loads(self.readings_json))
