"""A review as data, and its references for other programs."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from catalog.changes.queries import changed_on
from catalog.method import queries as methods
from catalog.method.scoring import formula, total
from catalog.products.models import Product
from catalog.references.item import Reference
from catalog.science.queries import studies
from catalog.science.reference import reference_of

from . import queries
from .beside import Beside, listed
from .models import Review
from .stored import draft_of_row
from .tested import parts


def review_json(session: Session, review: Review) -> dict[str, Any]:
    """The review as it was written. Scores are tenths of a point; null is where nothing was said."""
    product = session.get_one(Product, review.product_id)
    draft = draft_of_row(review, product.slug)
    method = methods.method(session, draft.method) if draft.method is not None else None
    criteria = parts(method, product.kind, draft.scores) if draft.is_hands_on else ()
    found = total(criteria)
    weights = {part.key: part.weight for part in criteria}
    return {
        "id": review.slug,
        "address": f"/reviews/{review.slug}",
        "device": product.slug,
        "device_in_catalogue": product.is_published,
        "title": draft.title,
        "verdict": draft.verdict,
        "text": draft.text,
        "author": draft.author,
        "hands_on": draft.is_hands_on,
        "obtained": draft.obtained,
        "obtained_words": draft.obtained_words or None,
        "days_used": draft.days_used,
        "sessions": draft.sessions,
        "units": draft.units,
        "last_used": draft.last_used or None,
        "connection": draft.connection,
        "connection_words": draft.connection_words or None,
        "own_product": product.is_own,
        "method": draft.method,
        "score": {"low": found.low, "high": found.high, "formula": formula(criteria)} if found else None,
        "scores": [
            {
                "criterion": one.criterion,
                "weight": weights.get(one.criterion),
                "score": one.score,
                "why": one.why,
                "measurements": list(one.measurements),
            }
            for one in draft.scores
        ],
        "pros": [vars(point) for point in draft.pros],
        "cons": [vars(point) for point in draft.cons],
        "best_for": list(draft.best_for),
        "not_for": list(draft.not_for),
        "alternatives": [vars(one) for one in draft.alternatives],
        "follow_ups": [vars(note) for note in draft.follow_ups],
        "corrections": [vars(note) for note in draft.corrections],
        "written": draft.written,
        "checked": draft.checked,
        "changed": changed_on(session, "review", review.id or 0) or None,
        "names": [{"kind": link.kind, "id": link.target} for link in queries.links_of(session, review)],
    }


def reviews_json(session: Session) -> dict[str, Any]:
    """All reviews in short, the last published first."""
    return {"reviews": [review_in_short(row, one) for row, one in listed(session)]}


def review_in_short(row: Review, one: Beside) -> dict[str, Any]:
    """A review as in the list of all."""
    return {
        "id": one.slug,
        "address": one.url,
        "device": one.device,
        "device_in_catalogue": one.is_device_public,
        "title": one.title,
        "verdict": one.verdict,
        "author": row.author,
        "hands_on": one.is_hands_on,
        "connection": row.connection,
        "method": row.method,
        "score": one.score or None,
        "written": row.written,
        "checked": row.checked,
    }


def cited_references(session: Session, review: Review) -> list[Reference]:
    """The studies that it cites, by their slugs; guidance and measurements are in no such file."""
    cited = [link.target for link in queries.links_of(session, review) if link.kind == "study"]
    return [reference_of(study) for study in studies(session, cited)]
