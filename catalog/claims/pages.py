"""What the pages of claims show: every field finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles import queries as articles
from catalog.articles.lines import ArticleLine, line_of
from catalog.bylines import BYLINE, NOTE
from catalog.changes.queries import changed_on, history_of
from catalog.glossary.current import page_links
from catalog.science import queries, standing
from catalog.science.current import citations
from catalog.science.doubted import DoubtLine, doubt_lines
from catalog.science.standing import Doubt

from .box import ClaimBox, box_of, claim_address, number_of
from .models import Claim
from .numbers import NumberLine, number_lines
from .queries import claims
from .studied import StudyLine, study_lines
from .tally import Tally, tallies
from .twins import Json, claim_json
from .verdict import LOOKS, Shown, named, shown


@dataclass(frozen=True)
class ClaimsPage:
    """`/claims`: every claim in its order; ``tallies`` leave out the verdicts that none has."""

    boxes: tuple[ClaimBox, ...]
    tallies: tuple[Tally, ...]
    byline: str
    note: str


@dataclass(frozen=True)
class ClaimLink:
    """A claim in the column of all of them."""

    words: str
    url: str
    verdict: Shown
    is_here: bool


@dataclass(frozen=True)
class ClaimPage:
    """`/claims/<slug>`. ``instead`` and ``why`` are HTML with links to the glossary.

    ``numbers`` have a bar each only where all of them share a unit. ``changed`` is the day of the last change
    to the claim or to what a list says of its studies, empty where the log knows none.
    """

    slug: str
    number: str
    words: str
    description: str
    said: str
    verdict: Shown
    doubts: tuple[DoubtLine, ...]
    instead: Markup
    why: Markup
    numbers: tuple[NumberLine, ...]
    studies_for: tuple[StudyLine, ...]
    studies_against: tuple[StudyLine, ...]
    studies_beside: tuple[StudyLine, ...]
    articles: tuple[ArticleLine, ...]
    changed: str
    byline: str
    note: str
    beside: tuple[ClaimLink, ...]
    tallies: tuple[Tally, ...]


def claims_page(session: Session) -> ClaimsPage:
    """All claims."""
    doubts, names = standing.doubts(session), citations()
    boxes = tuple(box_of(claim, doubts, names) for claim in claims(session))
    return ClaimsPage(boxes, tallies(box.verdict for box in boxes), BYLINE, NOTE)


def claim_page(session: Session, claim: Claim) -> ClaimPage:
    """The page of one claim."""
    doubts, names = standing.doubts(session), citations()
    studies = {study.slug: study for study in queries.studies(session, named(claim))}
    verdict, links = shown(claim, doubts), page_links()
    instead, why = links.html(claim.instead), links.html(claim.why)
    beside = _all(session, claim, doubts)
    return ClaimPage(
        slug=claim.slug,
        number=number_of(claim.slug),
        words=claim.words,
        description=f"A claim, checked: {verdict.word}. {claim.instead}",
        said=claim.said,
        verdict=verdict,
        doubts=doubt_lines(verdict.doubted, names),
        instead=instead,
        why=why,
        numbers=number_lines(claim.numbers, studies, names, doubts),
        studies_for=study_lines(claim.studies_for, studies, names, doubts),
        studies_against=study_lines(claim.studies_against, studies, names, doubts),
        studies_beside=study_lines(claim.studies_beside, studies, names, doubts),
        articles=articles_about(session, claim.slug),
        changed=last_said(session, claim, verdict),
        byline=BYLINE,
        note=NOTE,
        beside=beside,
        tallies=tallies(one.verdict for one in beside),
    )


def _all(session: Session, here: Claim, doubts: Mapping[str, Doubt]) -> tuple[ClaimLink, ...]:
    return tuple(
        ClaimLink(one.words, claim_address(one.slug), shown(one, doubts), one.slug == here.slug)
        for one in claims(session)
    )


def articles_about(session: Session, claim: str) -> tuple[ArticleLine, ...]:
    """The published articles that name the claim, in their order."""
    return tuple(map(line_of, articles.naming(session, "claim", claim)))


def last_said(session: Session, claim: Claim, verdict: Shown) -> str:
    """The UTC day on which what the page says last changed; empty where it is as it was first saved."""
    noticed = (
        change.at[:10]
        for doubt in verdict.doubted
        for notice in standing.notices(session, doubt.study)
        for change in history_of(session, "study_notice", notice.id or 0)
    )
    return max([changed_on(session, "claim", claim.id or 0), *noticed])


def claims_json(session: Session) -> Json:
    """`/claims.json`: ``{"address", "total", "verdicts": {"supported": 5, …}, "claims"}``, in their order."""
    doubts, names = standing.doubts(session), citations()
    found = [claim_json(claim, doubts, names) for claim in claims(session)]
    counts = Counter(claim["shown"] for claim in found)
    return {
        "address": "/claims",
        "total": len(found),
        "verdicts": {word: counts[word] for word in LOOKS if counts[word]},
        "claims": found,
    }


def one_claim_json(session: Session, claim: Claim, names: Mapping[str, str] | None = None) -> Json:
    """`/claims/<slug>.json`: the claim, the day it last changed, and the articles that take it up.

    names: what studies are called; as they are called today where it is not given.
    """
    doubts = standing.doubts(session)
    return claim_json(claim, doubts, citations() if names is None else names) | {
        "changed": last_said(session, claim, shown(claim, doubts)) or None,
        "articles": [{"title": one.title, "address": one.url} for one in articles_about(session, claim.slug)],
        "byline": BYLINE,
        "note": NOTE,
    }
