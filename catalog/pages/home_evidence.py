"""What home says of the evidence: concerns with their certainty, claims by verdict, what the FDA says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.claims import queries as claims
from catalog.claims.verdict import LOOKS, shown
from catalog.concerns.listing import ConcernLink, links
from catalog.dates import show_date
from catalog.guidance import queries as guidance
from catalog.science.standing import doubts

OVER_THE_COUNTER: Final = "g-fda-otc-2021"
"""Guidance on what is authorised for sale without a prescription; its day is that of a reprint."""


@dataclass(frozen=True)
class VerdictCount:
    """``"partly supported"``, for how many claims, and its look (`catalog.claims.verdict.Look`)."""

    word: str
    count: int
    icon: str
    tone: str


@dataclass(frozen=True)
class Said:
    """One sentence of an entry of guidance; ``day`` as it is shown, empty where none is known."""

    slug: str
    who: str
    day: str
    sentence: str


@dataclass(frozen=True)
class HomeEvidence:
    """``claims`` counts all of them, ``verdicts`` those of each verdict in the order of claims.

    ``over_the_counter`` is None where nothing is on record.
    """

    concerns: tuple[ConcernLink, ...] = ()
    claims: int = 0
    verdicts: tuple[VerdictCount, ...] = ()
    over_the_counter: Said | None = None


def home_evidence(session: Session) -> HomeEvidence:
    """Six statements, however much evidence there is."""
    in_doubt = doubts(session)
    checked = [shown(claim, in_doubt).word for claim in claims.claims(session)]
    counted = Counter(checked)
    return HomeEvidence(
        concerns=links(session, in_doubt),
        claims=len(checked),
        verdicts=tuple(
            VerdictCount(word, counted[word], look.icon, look.tone)
            for word, look in LOOKS.items()
            if counted[word]
        ),
        over_the_counter=_over_the_counter(session),
    )


def _over_the_counter(session: Session) -> Said | None:
    for row in guidance.guidance(session, [OVER_THE_COUNTER]):
        sentence = row.says.split(". ")[0].removesuffix(".")
        day = show_date(row.date) if row.date else ""
        return Said(row.slug, row.who.split(",")[0], day, f"{sentence}.")
    return None
