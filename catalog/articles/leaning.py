"""What leans on a study, a claim, a term …, by name: what would be left hanging if that went away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.claims import queries as claims
from catalog.concerns import queries as concerns
from catalog.science import queries as science
from catalog.science.models import (
    DepthBand,
    DrawingScale,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
    StudyNotice,
)

from .addresses import hrefs
from .models import Article, ArticleLink
from .text import parse

_TEXTS: Final = {"article": "article", "need": "need page", "comparison": "comparison", "review": "review"}
"""Tables with a title and a text that may lead to a page, and what each row of them is."""


def leaning_on_study(session: Session, slug: str) -> list[str]:
    """What names a study: ``["the claim “…”", "the article “…”"]``, in sentences' words."""
    return [
        *(f"the claim “{one.words}”" for one in claims.leaning_on(session, slug)),
        *(f"the concern “{one.label}”" for one in concerns.leaning_on(session, slug)),
        *_cited_in(session, "study", slug),
        *_evidence(session, slug),
        *_rules(session, slug),
        *_linked(session, f"/studies/{slug}"),
    ]


def leaning_on_claim(session: Session, slug: str) -> list[str]:
    """The texts that name or lead to a claim."""
    return [*_cited_in(session, "claim", slug), *_linked(session, f"/claims/{slug}")]


def leaning_on_guidance(session: Session, slug: str) -> list[str]:
    """What names an entry of the guidance."""
    return [
        *(f"the concern “{one.label}”" for one in concerns.concerns(session) if slug in one.advice_from),
        *_cited_in(session, "guidance", slug),
        *_rules(session, slug),
        *_linked(session, f"/guidance#{slug}", whole=True),
    ]


def leaning_on_concern(session: Session, slug: str) -> list[str]:
    """The texts that belong to a concern, name it or lead to it."""
    return [*_cited_in(session, "concern", slug), *_linked(session, f"/for/{slug}")]


def leaning_on_term(session: Session, slug: str, term: str, *, links: bool = True) -> list[str]:
    """The texts into which a term is set by its name and, with ``links``, those that lead to it."""
    linked = _linked(session, f"/glossary#{slug}", whole=True) if links else ()
    return [*_cited_in(session, "term", term), *linked]


def leaning_on_comparison(session: Session, slugs: Iterable[str]) -> list[str]:
    """The texts that name a comparison by any of its addresses."""
    return [
        said
        for slug in slugs
        for said in (*_cited_in(session, "comparison", slug), *_linked(session, f"/comparisons/{slug}"))
    ]


def leading_to(session: Session, addresses: Iterable[str], but: tuple[str, str] = ("", "")) -> list[str]:
    """The texts with a link to one of these pages; ``but``: ("article", "safety"), say, does not count."""
    return [said for address in addresses for said in _linked(session, address, but=but)]


def _cited_in(session: Session, kind: str, target: str) -> Iterator[str]:
    """The articles and the reviews that name something, public or not."""
    wanted = (
        select(Article.title)
        .join(ArticleLink, col(ArticleLink.article_id) == col(Article.id))
        .where(ArticleLink.kind == kind, ArticleLink.target == target)
    )
    yield from (f"the article “{title}”" for title in session.exec(wanted.order_by(col(Article.rank))))
    # The room of reviews lies above this one; that they name something is all that is needed of them.
    reviews = sa.text(
        "SELECT review.title FROM review JOIN review_link ON review_link.review_id = review.id "
        "WHERE review_link.kind = :kind AND review_link.target = :target ORDER BY review.slug"
    )
    found = session.execute(reviews, {"kind": kind, "target": target}).scalars()
    yield from (f"the review “{title}”" for title in found)


def _evidence(session: Session, study: str) -> Iterator[str]:
    tables: dict[type[Any], str] = {
        SafetyItem: "a note on safety: “{0.item}”",
        DepthBand: "a band of needle lengths: {0.layer}",
        LayerThickness: "a thickness of skin: {0.site}",
        Penetration: "a measurement of depth: {0.skin}",
        DrawingScale: "the skin that is drawn: {0.site}",
        Milestone: "what happens after needling: {0.words}",
    }
    for table, words in tables.items():
        for row in session.exec(select(table)):
            if study in row.studies:
                yield words.format(row)
    if session.exec(select(StudyNotice.id).where(StudyNotice.study == study)).first() is not None:
        yield "a notice that it was retracted, is in doubt or was corrected"


def _rules(session: Session, source: str) -> Iterator[str]:
    for row in science.cleaning_rules(session):
        if source in row.sources:
            yield f"a rule on cleaning: “{row.rule}”"


def _linked(
    session: Session, address: str, *, whole: bool = False, but: tuple[str, str] = ("", "")
) -> Iterator[str]:
    """The texts with a link to a page; ``whole``: only with that very part of it."""
    for table, thing in _TEXTS.items():
        # Reviews and need pages lie above this room; a word of their tables is all that is needed.
        rows = session.execute(sa.text(f"SELECT slug, title, text FROM {table} ORDER BY slug"))
        for slug, title, text in rows:
            if (table, slug) != but and address in text and _leads(text, address, whole):
                yield f"the {thing} “{title}”"


def _leads(text: str, address: str, whole: bool) -> bool:
    found = (href for _, href in hrefs(parse(text)))
    return any((href if whole else href.partition("#")[0].partition("?")[0]) == address for href in found)
