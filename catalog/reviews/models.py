"""Tables of reviews. Scores are tenths of a point: 84 is 8.4 of 10.

A list is one JSON text column that is replaced whole; the property without `_json` reads it.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.db.checks import one_of

OBTAINED = ("bought", "lent", "gift", "not had")
CONNECTIONS = ("none", "own product", "affiliate", "free sample", "paid", "other")
LINKS = ("study", "guidance", "claim", "device", "comparison", "concern", "term", "picture")


class Review(SQLModel, table=True):
    """An author's signed judgement of one device. Without hands-on testing it has no score.

    scores: {"criterion": "length", "score": 84, "why": "…", "measurements": [slug]}.
    pros and cons: {"words": "…", "spec": key or "", "measurement": slug or ""}. alternatives: {"device": its
    slug, "reason": "…"}. follow_ups: {"day", "words"} (Markdown), oldest first; corrections the same.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("slug <> '' AND title <> '' AND author <> ''", name="named"),
        CheckConstraint(one_of("obtained", OBTAINED), name="obtained"),
        CheckConstraint(one_of("connection", CONNECTIONS), name="connection"),
        CheckConstraint("is_hands_on OR scores_json = '[]'", name="scores_need_hands"),
        CheckConstraint("NOT is_hands_on OR obtained <> 'not had'", name="hands_need_device"),
        CheckConstraint("days_used >= 0 AND sessions >= 0 AND units >= 0", name="counts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, sa_type=Text)
    product_id: int = Field(foreign_key="product.id", index=True)
    title: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    """One sentence."""
    text: str = Field(sa_type=Text)
    """Markdown in the grammar of articles."""
    author: str = Field(sa_type=Text)
    """Slug of the author who signs it."""
    is_hands_on: bool = False
    obtained: str = Field(default="not had", sa_type=Text)
    obtained_words: str = Field(default="", sa_type=Text)
    """Where, when, from whom, at what price."""
    days_used: int | None = None
    sessions: int | None = None
    units: int | None = None
    """How many devices were tried."""
    last_used: str = Field(default="", sa_type=Text)
    connection: str = Field(default="none", sa_type=Text)
    """Between the author or the site and whoever makes or sells the device."""
    connection_words: str = Field(default="", sa_type=Text)
    method: int | None = None
    """Number of the version it was tested by."""
    scores_json: str = Field(default="[]", sa_type=Text)
    pros_json: str = Field(default="[]", sa_type=Text)
    cons_json: str = Field(default="[]", sa_type=Text)
    best_for_json: str = Field(default="[]", sa_type=Text)
    not_for_json: str = Field(default="[]", sa_type=Text)
    alternatives_json: str = Field(default="[]", sa_type=Text)
    follow_ups_json: str = Field(default="[]", sa_type=Text)
    corrections_json: str = Field(default="[]", sa_type=Text)
    written: str = Field(sa_type=Text)
    """The day it was first published."""
    checked: str = Field(sa_type=Text)
    """The day on which everything in it was last looked at."""
    takes_comments: bool = False

    def listed(self, name: str) -> tuple[Any, ...]:
        """One of its lists: listed("pros")."""
        return tuple(json.loads(getattr(self, f"{name}_json")))


class ReviewLink(SQLModel, table=True):
    """That a review names something: derived from it whenever it is saved."""

    __tablename__ = "review_link"
    __table_args__ = (CheckConstraint(one_of("kind", LINKS), name="kind"),)

    review_id: int = Field(foreign_key="review.id", ondelete="CASCADE", primary_key=True)
    kind: str = Field(primary_key=True, sa_type=Text)
    target: str = Field(primary_key=True, sa_type=Text)
    """Slug of what it names."""


class FormerReviewSlug(SQLModel, table=True):
    """An address a review had; it leads to the review."""

    __tablename__ = "former_review_slug"
    __table_args__ = (CheckConstraint("slug <> ''", name="slug_not_empty"),)

    slug: str = Field(primary_key=True, sa_type=Text)
    review_id: int = Field(foreign_key="review.id", ondelete="CASCADE", index=True)
