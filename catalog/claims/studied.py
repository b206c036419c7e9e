"""A study as it stands under a claim: what kind it is, how many took part, what it found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.science.doubted import doubt_words
from catalog.science.models import Study
from catalog.science.standing import Doubt
from catalog.science.words import citation_words, design_words, people_words, study_address


@dataclass(frozen=True)
class StudyLine:
    """``name`` is "Chu 2021". ``care`` are the reasons to lean on it less: "citation from memory" …

    ``doubt`` is "retracted on 3 Mar 2026", empty while nothing is said against the study.
    """

    slug: str
    name: str
    title: str
    href: str
    kind: str
    people: str
    finding: str
    care: tuple[str, ...]
    doubt: str


def study_lines(
    slugs: Iterable[str],
    studies: Mapping[str, Study],
    labels: Mapping[str, str],
    doubts: Mapping[str, Doubt],
) -> tuple[StudyLine, ...]:
    """A line for each of the studies, in the order given."""
    found = (studies[slug] for slug in slugs if slug in studies)
    return tuple(_line(study, labels.get(study.slug, study.slug), doubts.get(study.slug)) for study in found)


def _line(study: Study, name: str, doubt: Doubt | None) -> StudyLine:
    return StudyLine(
        slug=study.slug,
        name=name,
        title=study.title,
        href=study_address(study.slug),
        kind=design_words(study),
        people=people_words(study),
        finding=study.finding,
        care=cares(study),
        doubt=doubt_words(doubt) if doubt else "",
    )


def cares(study: Study) -> tuple[str, ...]:
    """What is not sure about a study: its citation, or what it is said to have found."""
    found = [] if study.confidence == "verified" else [citation_words(study)]
    if any(field.startswith("finding") for field in study.unconfirmed):
        found.append("finding not confirmed")
    return tuple(found)
