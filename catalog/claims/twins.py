"""Claims as data. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from catalog.science.doubted import doubt_json
from catalog.science.links import study_link
from catalog.science.standing import Doubt

from .box import claim_address, number_of
from .models import Claim
from .verdict import shown

Json = dict[str, Any]


def claim_json(claim: Claim, doubts: Mapping[str, Doubt], labels: Mapping[str, str]) -> Json:
    """A claim as in the list of all: its words, verdict and studies.

    ``verdict`` is the one that was given; ``shown`` is "in doubt" while ``doubts`` has a study.
    """
    verdict = shown(claim, doubts)
    return {
        "id": claim.slug,
        "number": number_of(claim.slug),
        "address": claim_address(claim.slug),
        "claim": claim.words,
        "said": claim.said,
        "verdict": claim.verdict,
        "shown": verdict.word,
        "doubts": list(map(doubt_json, verdict.doubted)),
        "why": claim.why,
        "instead": claim.instead,
        "studies_for": _studies(claim.studies_for, labels),
        "studies_against": _studies(claim.studies_against, labels),
        "studies_beside": _studies(claim.studies_beside, labels),
        "numbers": [dict(number) | {"study": number["study"] or None} for number in claim.numbers],
        "kinds": list(claim.kinds),
        "lengths_um": None if claim.high_um is None else [claim.low_um, claim.high_um],
    }


def _studies(slugs: Iterable[str], labels: Mapping[str, str]) -> list[Json]:
    links = ((slug, study_link(slug, labels, {})) for slug in slugs)
    return [{"id": slug, "name": link.name, "address": link.url} for slug, link in links]
