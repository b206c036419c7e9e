"""What would be left with a hole if a product were not public any more, by name."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from sqlmodel import Session, col, select

from catalog.articles.leaning import leading_to
from catalog.compare.models import EditorComparison
from catalog.products.models import FormerSlug, Product
from catalog.reviews.models import Review
from catalog.shelf.naming import address


def leaning_on_product(session: Session, product: Product) -> list[str]:
    """Reviews of it, published comparisons with it, and texts that lead to its page.

    A predecessor only stops naming it, and what fits it only stops listing it: they lean on nothing.
    """
    former = select(FormerSlug.slug).where(FormerSlug.product_id == product.id)
    slugs = [product.slug, *session.exec(former.order_by(col(FormerSlug.slug)))]
    return [
        *_reviews(session, product),
        *_comparisons(session, set(slugs)),
        *leading_to(session, [address(product.kind, slug) for slug in slugs]),
    ]


def _reviews(session: Session, product: Product) -> Iterator[str]:
    query = select(Review.title).where(Review.product_id == product.id).order_by(col(Review.slug))
    yield from (f"the review “{title}”" for title in session.exec(query))


def _comparisons(session: Session, slugs: set[str]) -> Iterator[str]:
    query = select(EditorComparison).where(col(EditorComparison.is_published))
    for row in session.exec(query.order_by(col(EditorComparison.slug))):
        compared = {slug for names in parse_qs(row.query).get("d", ()) for slug in names.split(",")}
        if compared & slugs:
            yield f"the comparison “{row.title}”"
