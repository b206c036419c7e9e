"""What a concern leans on, read once for its page and its twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from catalog.science import queries as science
from catalog.science import standing
from catalog.science.current import citations
from catalog.science.models import Study
from catalog.science.standing import Doubt

from . import queries
from .grade import Grade, grade
from .models import Concern, ConcernType, Tested


@dataclass(frozen=True)
class Evidence:
    """Its rows, the studies that were tested by slug, the names of all, and which are in doubt."""

    tested: list[Tested]
    types: list[ConcernType]
    studies: Mapping[str, Study]
    names: Mapping[str, str]
    doubts: Mapping[str, Doubt]
    grade: Grade | None


def evidence_of(session: Session, concern: Concern) -> Evidence:
    """What a stored concern leans on."""
    return evidence_in(session, concern, queries.types(session, concern), queries.tested(session, concern))


def evidence_in(
    session: Session, concern: Concern, types: list[ConcernType], tested: list[Tested]
) -> Evidence:
    """The same with these types and tests, stored or not."""
    by_slug = {study.slug: study for study in science.studies(session, (row.study for row in tested))}
    doubts = standing.doubts(session)
    return Evidence(
        tested,
        types,
        by_slug,
        citations(),
        doubts,
        grade(concern, tested, by_slug, doubts),
    )
