"""What hangs in the air: articles that nothing leads to or that lead nowhere, studies nothing leans on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.claims import queries as claims
from catalog.claims.verdict import named
from catalog.concerns.models import Concern, ConcernType, Tested
from catalog.science import queries as science
from catalog.science.citations import labels
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
)

from . import queries
from .addresses import former, hrefs, named_by
from .models import Article, ArticleLink
from .text import ArticleText, parse

CITING: Final[tuple[type[Any], ...]] = (
    Concern,
    ConcernType,
    DepthBand,
    DrawingScale,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
)
"""Tables whose rows rest on studies."""
LISTING: Final = ("comparison", "concern", "device")
"""What an article names and is listed by in turn. A study lists it too, but nobody starts there."""


def orphans(session: Session) -> tuple[str, ...]:
    """A plain sentence for each orphan, articles first; none where everything hangs together."""
    return (*_articles(session), *_studies(session))


def _articles(session: Session) -> Iterator[str]:
    rows = queries.articles(session)
    texts = {row.slug: parse(row.text) for row in rows}
    today = former(session)
    led_to = {slug for own, text in texts.items() for slug in _articles_linked(text, today) if slug != own}
    led_to |= {slug for text in _texts_elsewhere(session) for slug in _articles_linked(parse(text), today)}
    names: dict[int, set[str]] = defaultdict(set)
    for link in session.exec(select(ArticleLink)):
        names[link.article_id].add(link.kind)
    for row in rows:
        kinds = names[row.id or 0]
        if row.slug not in led_to and not kinds.intersection(LISTING):
            yield f"The article {row.slug}: no other article, comparison, concern or device leads to it."
        if not kinds and not any(href.startswith("/") for _, href in hrefs(texts[row.slug])):
            yield f"The article {row.slug}: it cites nothing and leads to no other page."


def _articles_linked(text: ArticleText, today: Mapping[str, str]) -> Iterator[str]:
    """Slugs of the articles that a text links to; ``today`` has those of former addresses."""
    for _, href in hrefs(text):
        if (page := named_by(href)) and page[0] == "articles":
            yield today.get(page[1], page[1])


def _texts_elsewhere(session: Session) -> Iterable[str]:
    """The texts of need pages, editors' comparisons and reviews, whose rooms lie above this one."""
    for name in ("need", "comparison", "review"):
        text: sa.Select[tuple[str]] = sa.select(sa.column("text")).select_from(sa.table(name))
        yield from session.execute(text).scalars()


def _studies(session: Session) -> Iterator[str]:
    studies = science.studies(session)
    leaned_on, names = _leaned_on(session), labels(studies)
    for study in studies:
        if study.slug not in leaned_on and not study.devices:
            yield (
                f"The study {study.slug} ({names[study.slug]}): no claim, concern, article, safety item, "
                "needle length, measurement or cleaning rule leans on it, and it names no device."
            )


def _leaned_on(session: Session) -> set[str]:
    found = {study for table in CITING for row in session.exec(select(table)) for study in row.studies}
    found |= {study for concern in session.exec(select(Concern)) for study in concern.advice_from}
    found |= {study for claim in claims.claims(session) for study in named(claim)}
    found |= {study for rule in session.exec(select(CleaningRule)) for study in rule.sources}
    found |= set(session.exec(select(Tested.study)))
    cited = select(ArticleLink.target).join(Article, col(Article.id) == col(ArticleLink.article_id))
    found |= set(session.exec(cited.where(ArticleLink.kind == "study", col(Article.is_published))))
    # The room of reviews lies above this one; what they cite is all that is needed of them.
    reviewed = sa.text("SELECT target FROM review_link WHERE kind = 'study'")
    return found | set(session.execute(reviewed).scalars())
