"""The method, measurements, and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlmodel import Session, col, select

from catalog.api.pages.products import slugs_of
from catalog.api.resource import Json, Moment, Resource, in_order
from catalog.api.shapes import texts as shapes
from catalog.history.gone import thing_gone
from catalog.method import queries as methods
from catalog.method.measurable import MEASURABLE
from catalog.method.models import Measurement, Method
from catalog.method.pages.measurements import measurement_json
from catalog.method.pages.method import method_json, methods_json
from catalog.method.statements import in_force
from catalog.products.models import Product
from catalog.reviews import queries as reviews
from catalog.reviews.beside import listed
from catalog.reviews.models import Review
from catalog.reviews.twins import review_in_short, review_json
from catalog.shelf.naming import address
from catalog.upkeep.since import since

NOT_STATED: Final = "not_stated"


def _methods(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    rows = {row.slug: row for row in methods.methods(moment.session)}
    return methods_json(moment.session, [rows[slug] for slug in slugs if slug in rows])


def _method(moment: Moment, slug: str) -> Json | None:
    row = methods.method_by_slug(moment.session, slug)
    return method_json(moment.session, row) if row else None


def _measurements(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    session = moment.session
    rows = {
        row.slug: row
        for row in session.exec(select(Measurement).where(col(Measurement.slug).in_(slugs)))
        if row.spec in MEASURABLE
    }
    ids = {row.product_id for row in rows.values()}
    products = {row.id: row for row in session.exec(select(Product).where(col(Product.id).in_(ids)))}
    counting = _counting(session, ids)
    return [
        {
            "product": product.slug,
            "address": f"{address(product.kind, product.slug)}/measurements",
            **measurement_json(row, row.slug in counting),
        }
        for slug in slugs
        if (row := rows.get(slug)) and (product := products.get(row.product_id)) and product.is_published
    ]


def _counting(session: Session, ids: Collection[int]) -> set[str]:
    """Slugs of the measurements that the values of these products are made of."""
    of: dict[tuple[int, str], list[Measurement]] = defaultdict(list)
    for row in session.exec(select(Measurement).where(col(Measurement.product_id).in_(ids))):
        of[row.product_id, row.spec].append(row)
    versions = methods.comparable(session)
    return {row.slug for found in of.values() for row in in_force(found, versions)}


def _measurement_keys(moment: Moment, filters: Mapping[str, str]) -> Collection[str]:
    named = select(Measurement.slug).join(Product, col(Product.id) == Measurement.product_id)
    wanted = named.where(col(Measurement.spec).in_(list(MEASURABLE)), col(Product.is_published))
    return list(moment.session.exec(wanted))


def _measurement(moment: Moment, slug: str) -> Json | None:
    found = _measurements(moment, [slug])
    return found[0] if found else None


def _reviews(moment: Moment, slugs: Sequence[str]) -> list[Json]:
    wanted = set(slugs)
    found = {row.slug: review_in_short(row, one) for row, one in listed(moment.session) if row.slug in wanted}
    return in_order(found, slugs)


def _review(moment: Moment, slug: str) -> Json | None:
    row = reviews.review(moment.session, slug)
    if row is None:
        return None
    found = review_json(moment.session, row)
    if not moment.is_past:
        found["changed_since"] = since(moment.session, moment.shelf, "review", row.id or 0).as_json()
    return found


def _review_moved(session: Session, slug: str) -> str | None:
    found = reviews.review_by_former_slug(session, slug)
    return found.slug if found else None


def _review_gone(session: Session, slug: str) -> bool:
    return thing_gone(session, "/reviews", slug) is not None


SINCE: Final = "What changed since a text was last checked is said of today’s texts alone."

RESOURCES: Final = (
    Resource(
        name="methods",
        noun="version of the method",
        about="How devices are tested, version by version: the criteria, their weights, the instruments.",
        item=shapes.Method,
        listed=shapes.Method,
        keys=slugs_of(Method),
        some=_methods,
        one=_method,
        reads=("method", "measurement"),
        history="/method",
        example="1",
    ),
    Resource(
        name="measurements",
        noun="measurement",
        about="What was measured here: every reading, the instrument, the day, and who measured.",
        item=shapes.Measurement,
        listed=shapes.Measurement,
        keys=_measurement_keys,
        some=_measurements,
        one=_measurement,
        reads=("measurement", "method"),
        states={"method": "not_recorded"},
        cannot_say=("Products that were renamed are named as at that version.",),
        example="exceed-measured-length-2026-11-27-500",
    ),
    Resource(
        name="reviews",
        noun="review",
        about="Signed judgements of one device each: the score with its formula and what it rests on, pros "
        "and cons, follow-ups, and who gains.",
        item=shapes.Review,
        listed=shapes.ReviewInShort,
        keys=slugs_of(Review),
        some=_reviews,
        one=_review,
        reads=("review", "method", "measurement", "author", "study", "guidance", "claim"),
        states={
            "days_used": NOT_STATED,
            "sessions": NOT_STATED,
            "units": NOT_STATED,
            "last_used": NOT_STATED,
            "score": "not_scored",
        },
        moved=_review_moved,
        gone=_review_gone,
        cannot_say=(SINCE,),
        history="/reviews",
        example="example-review",
    ),
)
