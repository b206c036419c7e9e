"""What has a history: the row behind an address, its title, and where it is if it moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from catalog.articles import queries as articles
from catalog.changes.saving import stored_row
from catalog.claims import queries as claims
from catalog.compare import queries as comparisons
from catalog.concerns import queries as concerns
from catalog.finder import queries as needs
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.history.showing import showings
from catalog.media import queries as media
from catalog.method import queries as methods
from catalog.people import queries as people
from catalog.products import queries as products
from catalog.products.models import Brand, Product
from catalog.reviews import queries as reviews
from catalog.science import queries as science
from catalog.shelf.naming import address
from catalog.shelf.shelf import full_name

PLACES: Final[Mapping[str, str]] = {
    "/devices": "product",
    "/cartridges": "product",
    "/brands": "brand",
    "/articles": "article",
    "/claims": "claim",
    "/for": "concern",
    "/studies": "study",
    "/comparisons": "comparison",
    "/reviews": "review",
    "/devices/needs": "need",
    "/method": "method",
    "/authors": "author",
    "/guidance": "guidance",
    "/glossary": "glossary_term",
    "/pictures": "picture",
}
"""Where pages lie → kind of thing in the log."""

HIDES: Final = frozenset({"article", "comparison"})
"""Kinds that can be there without being public."""


ON_ONE_PAGE: Final = frozenset({"guidance", "glossary_term"})
"""Kinds whose things share a page, each with a place of its own on it."""


@dataclass(frozen=True)
class Thing:
    """``url`` is that of its page as it is now, its history lies below; ``id`` the one in the log."""

    kind: str
    id: int
    title: str
    url: str

    @property
    def page(self) -> str:
        """Where it is read: "/glossary#gauge" where it shares a page. A picture has none but its history."""
        if self.kind == "picture":
            return f"{self.url}/history"
        place, _, slug = self.url.rpartition("/")
        return f"{place}#{slug}" if self.kind in ON_ONE_PAGE else self.url


def thing_at(session: Session, place: str, slug: str) -> Thing | None:
    """The public thing with this address, now or once; None where there is none."""
    if not (slug.isascii() and slug.isprintable()):
        return None
    kind = PLACES[place]
    if kind == "product":
        return _product(session, slug)
    if kind == "picture":
        row = media.picture(session, slug)
        return picture_thing(session, row.id or 0, row.name, row.slug) if row else None
    row = _row(session, kind, slug)
    if row is None or not getattr(row, "is_published", True):
        return None
    return Thing(kind, row.id or 0, _title(kind, row), f"{place}/{row.slug}")


def _row(session: Session, kind: str, slug: str) -> Any:
    if kind == "brand":
        return products.brand_by_slug(session, slug) or products.brand_by_former_slug(session, slug)
    if kind == "article":
        return articles.article(session, slug) or articles.article_by_former_slug(session, slug)
    if kind == "review":
        return reviews.review(session, slug) or reviews.review_by_former_slug(session, slug)
    if kind == "comparison":
        return comparisons.comparison(session, slug) or comparisons.comparison_by_former_slug(session, slug)
    read = {
        "claim": claims.claim,
        "concern": concerns.concern,
        "study": science.study,
        "need": needs.need,
        "method": methods.method_by_slug,
        "author": people.author,
        "guidance": _guidance,
        "glossary_term": _term,
    }
    return read[kind](session, slug)


def _guidance(session: Session, slug: str) -> Guidance | None:
    return stored_row(session, Guidance, slug)


def _term(session: Session, slug: str) -> GlossaryTerm | None:
    return stored_row(session, GlossaryTerm, slug)


def _product(session: Session, slug: str) -> Thing | None:
    row = products.product_by_slug(session, slug) or products.product_by_former_slug(session, slug)
    return product_thing(session, row) if row and row.document else None


def product_thing(session: Session, row: Product) -> Thing:
    """A product, public or taken down."""
    brand = session.get(Brand, row.brand_id) if row.brand_id else None
    title = full_name(brand.name if brand else "", row.name)
    return Thing("product", row.id or 0, title, product_url(row))


def product_url(row: Product) -> str:
    """Where a product has its page. A family of cartridges has it among the devices, as every family."""
    return f"/devices/{row.slug}" if row.is_family else address(row.kind, row.slug)


def picture_thing(session: Session, number: int, name: str, slug: str) -> Thing | None:
    """A picture that a public page shows or once showed: before that it is the library's own matter."""
    was_shown = any(step.places for step in showings(session, [number]).get(number, ()))
    return Thing("picture", number, name, f"/pictures/{slug}") if was_shown else None


def _title(kind: str, row: Any) -> str:
    field = _TITLES.get(kind, "title")
    return str(getattr(row, field))


_TITLES: Final = {
    "brand": "name",
    "claim": "words",
    "concern": "label",
    "author": "name",
    "guidance": "who",
    "glossary_term": "term",
}
