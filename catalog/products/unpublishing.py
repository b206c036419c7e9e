"""Taking products off the catalogue, and brands and sources out of it. Nothing here commits.

A product that was taken down keeps its rows, its addresses and its past. Its document is empty, as that of a
product which is only reserved, so that shelf, finder, comparisons and what others fit do without it.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.changes.recording import record
from catalog.products import readmodel
from catalog.products.editing import before_change, brand_state, source_state, state_of
from catalog.products.models import Brand, Product, Source


def take_down(session: Session, product: Product, *, actor: str, reason: str) -> Change | None:
    """Make a product private; None where it is already. Ask `versions` first: they need their family."""
    before, touched = before_change(session, product)
    product.is_published = False
    session.add(product)
    session.flush()
    change = record(
        session,
        actor=actor,
        entity_kind="product",
        entity_id=product.id or 0,
        before=before,
        after=state_of(session, product),
        reason=reason,
        touched=touched,
    )
    readmodel.refresh(session, touched)
    return change


def versions(session: Session, product: Product) -> list[str]:
    """Names of the public versions of a family: they would lose what is said of them all."""
    query = select(Product.name).where(Product.family_id == product.id, col(Product.is_published))
    return list(session.exec(query.order_by(col(Product.name))))


def products_of_brand(session: Session, brand: Brand) -> list[str]:
    """Names of the products of a brand, those that were taken down included."""
    query = select(Product.name).where(Product.brand_id == brand.id).order_by(col(Product.name))
    return list(session.exec(query))


def products_of_source(session: Session, source: Source) -> list[str]:
    """Names of the products that a source says something of."""
    ids = readmodel.witnessed_by(session, source.id or 0)
    query = select(Product.name).where(col(Product.id).in_(ids)).order_by(col(Product.name))
    return list(session.exec(query))


def remove_brand(session: Session, brand: Brand, *, actor: str, reason: str) -> Change | None:
    """Take away a brand that no product has."""
    before, number = brand_state(brand), brand.id or 0
    session.delete(brand)
    session.flush()
    return record(
        session, actor=actor, entity_kind="brand", entity_id=number, before=before, after=None, reason=reason
    )


def remove_source(session: Session, source: Source, *, actor: str, reason: str) -> Change | None:
    """Take away a source that says nothing of any product."""
    before, number = source_state(source), source.id or 0
    session.delete(source)
    session.flush()
    return record(
        session, actor=actor, entity_kind="source", entity_id=number, before=before, after=None, reason=reason
    )
