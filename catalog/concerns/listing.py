"""Concerns in a list, each with its grade: for `/for`, for home, and beside another concern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from catalog.science.queries import studies as read_studies
from catalog.science.standing import Doubt, doubts

from . import queries
from .grade import Grade, grade
from .models import Concern


@dataclass(frozen=True)
class ConcernLink:
    """A concern in a list: ``first`` is the first sentence of ``plain``; ``grade`` is None without inputs.

    ``studies`` says how many there are ("13 studies and reviews"), ``at_home`` how many of them were at home.
    """

    slug: str
    label: str
    url: str
    plain: str
    first: str
    grade: Grade | None
    studies: str
    at_home: str


def links(session: Session, in_doubt: Mapping[str, Doubt] | None = None) -> tuple[ConcernLink, ...]:
    """All concerns in their order. Four statements, however many there are; three where doubts are given."""
    concerns = queries.concerns(session)
    if not concerns:
        return ()
    tested = queries.every_tested(session)
    named = {row.study for rows in tested.values() for row in rows}
    studies = {study.slug: study for study in read_studies(session, named)}
    known = doubts(session) if in_doubt is None else in_doubt
    return tuple(link(one, grade(one, tested.get(one.id or 0, ()), studies, known)) for one in concerns)


def link(concern: Concern, graded: Grade | None) -> ConcernLink:
    return ConcernLink(
        slug=concern.slug,
        label=concern.label,
        url=address(concern.slug),
        plain=concern.plain,
        first=f"{concern.plain.split('. ')[0].removesuffix('.')}.",
        grade=graded,
        studies=studies_words(graded),
        at_home=home_words(graded),
    )


def address(slug: str) -> str:
    """``"acne-scars"`` → ``"/for/acne-scars"``."""
    return f"/for/{slug}"


def studies_words(graded: Grade | None) -> str:
    """``"13 studies and reviews"``, "1 study", "3 reviews", "no study on record"."""
    if graded is None:
        return "no study on record"
    reviews = len(graded.reviewed)
    own = graded.studies - reviews
    if own and reviews:
        return f"{graded.studies} studies and reviews"
    return counted(own, "study", "studies") if own else counted(reviews, "review", "reviews")


def home_words(graded: Grade | None) -> str:
    """``"none at home"``, "1 study at home"."""
    if graded is None or not graded.at_home:
        return "none at home"
    return f"{counted(graded.at_home, 'study', 'studies')} at home"


def counted(count: int, one: str, many: str) -> str:
    """``"1 study"``, "9 studies"."""
    return f"{count:,} {one if count == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """``"A, B and C"``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
