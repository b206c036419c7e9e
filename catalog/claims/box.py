"""A claim in a box, for pages that name it: what was said, the verdict, what can be said instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.science.doubted import DoubtLine, doubt_lines
from catalog.science.links import StudyLink, study_link
from catalog.science.standing import Doubt

from .models import Claim
from .verdict import Shown, shown


@dataclass(frozen=True)
class ClaimBox:
    """What `claim_box` of `templates/claims/_box.html` draws. ``number`` is "12" for the claim "c12"."""

    slug: str
    number: str
    url: str
    words: str
    verdict: Shown
    doubts: tuple[DoubtLine, ...]
    instead: str
    studies: tuple[StudyLink, ...]


def box_of(claim: Claim, doubts: Mapping[str, Doubt], labels: Mapping[str, str]) -> ClaimBox:
    """The box of a claim.

    ``doubts`` are `catalog.science.standing.doubts`, ``labels`` `catalog.science.current.citations`.
    """
    verdict = shown(claim, doubts)
    return ClaimBox(
        slug=claim.slug,
        number=number_of(claim.slug),
        url=claim_address(claim.slug),
        words=claim.words,
        verdict=verdict,
        doubts=doubt_lines(verdict.doubted, labels),
        instead=claim.instead,
        studies=tuple(study_link(slug, labels, doubts) for slug in claim.studies),
    )


def claim_address(slug: str) -> str:
    """``"c12"`` → ``"/claims/c12"``."""
    return f"/claims/{slug}"


def number_of(slug: str) -> str:
    """``"c12"`` → "12", ``"c02"`` → "2"; a slug of another form is its own number."""
    match = re.fullmatch(r"c0*([0-9]+)", slug)
    return match[1] if match else slug
