"""The studies in doubt that an article leans on, those behind the claims it names among them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from catalog.claims.box import claim_address, number_of
from catalog.claims.models import Claim
from catalog.claims.verdict import named
from catalog.science.doubted import doubt_words
from catalog.science.standing import Doubt
from catalog.science.words import study_address

from .blocks import Source


@dataclass(frozen=True)
class DoubtedStudy:
    """``"Chu 2021"``, its page, "retracted on 3 Mar 2026", and how the article leans on it.

    ``number`` is that of its reference, None where the article does not cite it itself; ``claims`` are those
    named in the article that lean on it, in the order of their names.
    """

    name: str
    url: str
    doubt: str
    number: int | None
    claims: tuple[Source, ...]


def leaned_on(studies: Iterable[str], claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Every study that an article cites, then those behind its claims → the slugs of these claims."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(studies, ())
    for claim in claims:
        for study in named(claim):
            found[study] = (*found.get(study, ()), claim.slug)
    return found


def doubted_studies(
    numbers: Mapping[str, int],
    claims: Iterable[Claim],
    doubts: Mapping[str, Doubt],
    labels: Mapping[str, str],
) -> tuple[DoubtedStudy, ...]:
    """Those of them that are in doubt, in the order of `leaned_on`.

    ``numbers`` are those of the references; guidance may be among them, and is in no doubt.
    """
    return tuple(
        DoubtedStudy(
            labels.get(study, study),
            study_address(study),
            doubt_words(doubts[study]),
            numbers.get(study),
            tuple(Source(f"claim {number_of(slug)}", claim_address(slug)) for slug in slugs),
        )
        for study, slugs in leaned_on(numbers, claims).items()
        if study in doubts
    )
