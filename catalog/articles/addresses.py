"""Pages of the catalogue that the links of a text lead to, and those that lead to nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col, select

from catalog.products.models import Brand, FormerSlug, Product

from .known import Known, comparisons_in
from .models import Article, FormerArticleSlug
from .text import ArticleText

_PAGE: Final = re.compile(
    r"/(articles|for|claims|studies|comparisons|devices|reviews)/([^/?#.]+)(?:\.[a-z.]+|/owner)?(?:[?#].*)?"
)
_THINGS: Final = {
    "articles": "article",
    "for": "concern",
    "claims": "claim",
    "studies": "study",
    "comparisons": "comparison",
    "devices": "device or cartridge",
    "reviews": "review",
}


def hrefs(text: ArticleText) -> Iterator[tuple[int, str]]:
    """Where each link of a text leads, with its line."""
    for token in text.tokens:
        for child in token.children or ():
            if child.type == "link_open":
                yield child.meta.get("line", 0), str(child.attrGet("href") or "")


def named_by(href: str) -> tuple[str, str] | None:
    """``"/articles/safety#burns"`` → ("articles", "safety"); None for what is no page of one thing."""
    found = _PAGE.fullmatch(href)
    return (found[1], found[2]) if found else None


def dead_ends(text: ArticleText, there: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    """The links to pages that do not exist: the line, and a sentence. ``there`` are `slugs_in`.

    Of what it does not name nothing is known, and nothing is wrong.
    """
    for line, href in hrefs(text):
        if (page := named_by(href)) and page[1] not in there.get(page[0], page[1:]):
            yield line, f"the link {href} leads to nothing: there is no {_THINGS[page[0]]} “{page[1]}”."


def slugs_in(session: Session, known: Known) -> dict[str, Collection[str]]:
    """Slugs that have a page, by how its address begins. A former address leads to the page of today."""
    # The room of reviews lies above this one; their addresses are all that is needed of them.
    reviews = sa.text("SELECT slug FROM review UNION SELECT slug FROM former_review_slug")
    return {
        "articles": {*session.exec(select(Article.slug).where(col(Article.is_published))), *former(session)},
        "for": known.concerns,
        "claims": known.claims,
        "studies": known.studies,
        "comparisons": comparisons_in(session),
        "devices": known.devices,
        "reviews": set(session.execute(reviews).scalars()),
    }


def every_page(session: Session, known: Known) -> dict[str, Collection[str]]:
    """All that `inner_links.text_faults` asks for: `slugs_in`, and pages that need no such care."""
    # The room of the finder lies above this one; the addresses of its pages are all that is needed.
    needs = set(session.execute(sa.text("SELECT slug FROM need")).scalars())
    cartridges = select(Product.slug).where(Product.kind == "cartridge", col(Product.is_family).is_(False))
    once = select(FormerSlug.slug).where(FormerSlug.thing == "product")
    brands = select(FormerSlug.slug).where(FormerSlug.thing == "brand")
    return slugs_in(session, known) | {
        "cartridges": {*session.exec(cartridges), *session.exec(once)},
        "brands": {*session.exec(select(Brand.slug)), *session.exec(brands)},
        "devices/needs": needs,
    }


def former(session: Session) -> dict[str, str]:
    """Each address that a published article once had → its slug of today."""
    wanted = select(FormerArticleSlug.slug, Article.slug).join(
        Article, col(Article.id) == col(FormerArticleSlug.article_id)
    )
    return dict(session.exec(wanted.where(col(Article.is_published))).all())
