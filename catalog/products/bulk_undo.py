"""Undoing what was done to many products at once, as new changes: nobody's later work is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from catalog.changes.models import Change
from catalog.changes.queries import state_at
from catalog.products import editing
from catalog.products.bulk import MOST
from catalog.products.facts_state import draft_of_state
from catalog.products.models import Product


@dataclass(frozen=True)
class Done:
    """One change of many. `changed_since`: somebody changed the product after it, so it stays as it is."""

    number: int
    product_id: int
    slug: str
    name: str
    changed_since: bool


def changes_of(session: Session, first: int, last: int) -> list[Done]:
    """The changes of products from `first` to `last` that one actor made for one reason."""
    if not 0 < first <= last < first + MOST:
        return []
    rows = session.exec(
        select(Change)
        .where(Change.entity_kind == "product", col(Change.number) >= first, col(Change.number) <= last)
        .order_by(col(Change.number))
    ).all()
    together = [row for row in rows if (row.actor, row.reason) == (rows[0].actor, rows[0].reason)]
    newest = _newest(session, [row.entity_id for row in together])
    products = _products(session, [row.entity_id for row in together])
    return [
        Done(row.number, row.entity_id, product.slug, product.name, newest[row.entity_id] > row.number)
        for row in together
        if (product := products.get(row.entity_id)) is not None
    ]


def undo(session: Session, done: Sequence[Done], *, actor: str, reason: str) -> list[Change]:
    """Make those products that nobody changed since what they were before. Raises `InvalidDraftError`."""
    drafts = []
    for one in done:
        before = state_at(session, "product", one.product_id, one.number - 1)
        if not one.changed_since and before is not None:
            drafts.append(draft_of_state(session, before))
    return editing.put_products(session, drafts, actor=actor, reason=reason) if drafts else []


def _newest(session: Session, ids: Sequence[int]) -> dict[int, int]:
    query = select(Change.entity_id, func.max(Change.number)).where(
        Change.entity_kind == "product", col(Change.entity_id).in_(ids)
    )
    return dict(session.exec(query.group_by(col(Change.entity_id))).all())


def _products(session: Session, ids: Sequence[int]) -> dict[int, Product]:
    return {row.id or 0: row for row in session.exec(select(Product).where(col(Product.id).in_(ids)))}
