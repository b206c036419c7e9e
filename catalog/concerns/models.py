"""Tables of concerns: the concern, its types, and what was tested for it."""

from __future__ import annotations

import json

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from catalog.db.checks import one_of
from catalog.science.models import Cites, texts

CERTAINTIES = ("high", "moderate", "low", "very low")
TESTERS = ("clinician", "home")


class Concern(Cites, SQLModel, table=True):
    """One thing that people come for. Certainty and effect are two things and stand apart."""

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint("slug <> '' AND label <> ''", name="named"),
        CheckConstraint(one_of("certainty", CERTAINTIES), name="certainty"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    position: int
    label: str = Field(sa_type=Text)
    plain: str = Field(sa_type=Text)
    certainty: str = Field(sa_type=Text)
    effect: str = Field(sa_type=Text)
    does_not_show: str = Field(sa_type=Text)
    home_evidence: str = Field(sa_type=Text)
    stop_signs_json: str = Field(default="[]", sa_type=Text)
    see_a_professional_json: str = Field(default="[]", sa_type=Text)
    advice_from_json: str = Field(default="[]", sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)

    @property
    def stop_signs(self) -> tuple[str, ...]:
        """When to stop and get help."""
        return texts(self.stop_signs_json)

    @property
    def see_a_professional(self) -> tuple[str, ...]:
        """When not to start alone."""
        return texts(self.see_a_professional_json)

    @property
    def advice_from(self) -> tuple[str, ...]:
        """Slugs of guidance or studies that the two lists rest on."""
        return texts(self.advice_from_json)


class ConcernType(Cites, SQLModel, table=True):
    """One type of a concern ("ice-pick") and how it responds."""

    __tablename__ = "concern_type"
    __table_args__ = (UniqueConstraint("concern_id", "slug"),)

    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(default=None, foreign_key="concern.id", ondelete="CASCADE", index=True)
    slug: str = Field(sa_type=Text)
    position: int
    plain: str = Field(sa_type=Text)
    response: str = Field(sa_type=Text)
    note: str | None = Field(default=None, sa_type=Text)
    studies_json: str = Field(default="[]", sa_type=Text)


class Tested(SQLModel, table=True):
    """What one study tested for a concern, by whom, and what came of it."""

    __tablename__ = "tested"
    __table_args__ = (
        UniqueConstraint("concern_id", "study"),
        CheckConstraint(one_of("by", TESTERS), name="by"),
    )

    id: int | None = Field(default=None, primary_key=True)
    concern_id: int = Field(default=None, foreign_key="concern.id", ondelete="CASCADE", index=True)
    position: int
    study: str = Field(index=True, sa_type=Text)
    device_kind: str = Field(sa_type=Text)
    needle_lengths_um_json: str = Field(default="[]", sa_type=Text)
    lengths_are_range: bool = False
    """Whether two needle lengths are the ends of a range; otherwise each was tested."""
    sessions: str = Field(sa_type=Text)
    interval: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    result: str = Field(sa_type=Text)

    @property
    def needle_lengths_um(self) -> tuple[int, ...]:
        """Lengths that were tested, µm; empty where none was confirmed, which does not mean short."""
        return tuple(json.loads(self.needle_lengths_um_json))
