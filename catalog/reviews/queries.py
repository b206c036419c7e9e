"""Reading reviews. Every function takes the session first and commits nothing. All reviews are public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from catalog.people.models import Author
from catalog.products import queries as products
from catalog.products.models import Product
from catalog.specs.spec import DEVICES

from .models import FormerReviewSlug, Review, ReviewLink


def review(session: Session, slug: str) -> Review | None:
    """The review of that slug, or None."""
    return session.exec(select(Review).where(Review.slug == slug)).one_or_none()


def review_by_former_slug(session: Session, slug: str) -> Review | None:
    """The review that had this address before, or None."""
    former = session.get(FormerReviewSlug, slug)
    return session.get(Review, former.review_id) if former else None


def reviews(session: Session) -> list[Review]:
    """All of them, the last published first."""
    return list(session.exec(select(Review).order_by(col(Review.written).desc(), col(Review.slug))))


def reviews_of(session: Session, product_ids: Collection[int]) -> Mapping[int, Sequence[Review]]:
    """Those of some products, by product: hands-on first, then the newest. In one statement."""
    if not product_ids:
        return {}
    wanted = (
        select(Review)
        .where(col(Review.product_id).in_(product_ids))
        .order_by(col(Review.is_hands_on).desc(), col(Review.written).desc(), col(Review.slug))
    )
    found: dict[int, list[Review]] = defaultdict(list)
    for row in session.exec(wanted):
        found[row.product_id].append(row)
    return dict(found)


def is_any(session: Session) -> bool:
    """Whether there is a review at all."""
    return bool(session.execute(sa.select(sa.select(col(Review.id)).exists())).scalar_one())


def naming(session: Session, kind: str, target: str) -> list[Review]:
    """The reviews that name something, the newest first; kind is one of `models.LINKS`."""
    wanted = (
        select(Review)
        .join(ReviewLink, col(ReviewLink.review_id) == col(Review.id))
        .where(ReviewLink.kind == kind, ReviewLink.target == target)
    )
    return list(session.exec(wanted.order_by(col(Review.written).desc(), col(Review.slug))))


def signed_by(session: Session, *authors: str) -> list[Review]:
    """Those that some authors signed, by slug; the last published first."""
    wanted = select(Review).where(col(Review.author).in_(authors))
    return list(session.exec(wanted.order_by(col(Review.written).desc(), col(Review.slug))))


def links_of(session: Session, review: Review) -> list[ReviewLink]:
    """What a review names, by kind and slug."""
    wanted = select(ReviewLink).where(ReviewLink.review_id == review.id)
    return list(session.exec(wanted.order_by(col(ReviewLink.kind), col(ReviewLink.target))))


def device_of(session: Session, slug: str) -> Product | None:
    """The device that has this slug or had it; None for a family, a cartridge and what is not there."""
    row = products.product_by_slug(session, slug) or products.product_by_former_slug(session, slug)
    return row if row and not row.is_family and row.kind in DEVICES else None


def products_of(session: Session, rows: Iterable[Review]) -> dict[int, Product]:
    """The products of some reviews by id, without their documents."""
    ids = {row.product_id for row in rows}
    if not ids:
        return {}
    wanted = select(Product).where(col(Product.id).in_(ids)).options(defer(col(Product.document)))  # type: ignore[arg-type]
    return {row.id or 0: row for row in session.exec(wanted)}


def author_names(session: Session, slugs: Collection[str]) -> dict[str, str]:
    """Slug of an author → name as it stands in bylines."""
    wanted = select(Author.slug, Author.name).where(col(Author.slug).in_(set(slugs)))
    return dict(session.exec(wanted).all()) if slugs else {}
