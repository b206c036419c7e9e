"""What home says of the evidence: concerns with their certainty, claims by verdict, what the FDA says."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from catalog.claims import queries as claims
from catalog.claims.tally import Tally, tallies
from catalog.claims.verdict import shown
from catalog.concerns.listing import ConcernLink, links
from catalog.guidance.over_the_counter import OverTheCounter, over_the_counter
from catalog.science.standing import doubts


@dataclass(frozen=True)
class HomeEvidence:
    """``claims`` counts all of them, ``verdicts`` those of each verdict in the order of claims.

    ``over_the_counter`` is None where nothing is on record.
    """

    concerns: tuple[ConcernLink, ...] = ()
    claims: int = 0
    verdicts: tuple[Tally, ...] = ()
    over_the_counter: OverTheCounter | None = None


def home_evidence(session: Session) -> HomeEvidence:
    """Six statements, however much evidence there is."""
    in_doubt = doubts(session)
    checked = [shown(claim, in_doubt) for claim in claims.claims(session)]
    return HomeEvidence(
        concerns=links(session, in_doubt),
        claims=len(checked),
        verdicts=tallies(checked),
        over_the_counter=over_the_counter(session),
    )
