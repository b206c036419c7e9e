"""The page of a product as a form has it, without anything being saved.

The product and what its page depends on are copied into tables in memory; the edit is made there by the code
that would make it here, and the page is made from the result as pages always are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import render_template
from sqlalchemy import StaticPool, Table, create_engine, insert
from sqlmodel import Session, SQLModel, select

from catalog.articles import beside
from catalog.changes.models import NO_DIGEST, Catalogue, Change
from catalog.products import editing, queries, readmodel
from catalog.products.facts_fields import Reading
from catalog.products.models import (
    Brand,
    Fit,
    FormerSlug,
    LegalSource,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from catalog.products.pages.cartridge import cartridge_page
from catalog.products.pages.cost import read_sessions
from catalog.products.pages.device import device_page
from catalog.products.pages.evidence import current_evidence
from catalog.products.pages.family import family_page
from catalog.reviews import beside as reviews
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf

_WHOLE: Final[tuple[Any, ...]] = (Brand, Source)
_OF_PRODUCTS: Final[tuple[Any, ...]] = (StatementRow, Offer, LegalStatus, Fit)
_TABLES: Final[tuple[Any, ...]] = (
    Catalogue, Change, Product, FormerSlug, LegalSource, *_WHOLE, *_OF_PRODUCTS,
)  # fmt: skip
NEW: Final = 10**9
"""The id of a product that does not exist: far from every other."""


def page(session: Session, reading: Reading, was: str | None) -> str:
    """The public page as HTML. `was`: the address of the product now, if there is one."""
    with _copied(session, reading, was) as tried:
        _edit(tried, reading, was)
        product = queries.product_by_slug(tried, reading.draft.slug)
        assert product is not None
        ids = [product.id or 0, *readmodel.versions_of(tried, product.id or 0)]
        return _page(tried, current().trying(tried, ids), product)


def _edit(tried: Session, reading: Reading, was: str | None) -> None:
    said: Any = {"actor": "", "reason": ""}
    for source in reading.new_sources:
        editing.put_source(tried, source, **said)
    if reading.new_brand:
        editing.put_brand(tried, reading.new_brand, **said)
    if was:
        editing.publish_product(tried, reading.draft, was, **said)
    else:
        draft = reading.draft
        tried.add(
            Product(id=NEW, slug=draft.slug, kind=draft.kind, name=draft.name, is_family=draft.is_family)
        )
        tried.flush()
        editing.put_product(tried, draft, **said)


def _page(tried: Session, shelf: Shelf, product: Product) -> str:
    drafts = {
        d.slug: d for d in queries.drafts(tried, [i for i in (product.id, product.family_id) if i]).values()
    }
    draft, evidence = drafts[product.slug], current_evidence()
    if product.is_family:
        family = family_page(shelf, shelf.families[product.slug], draft, evidence, beside.current())
        return render_template("products/family.html", page=family)
    entry = shelf.by_slug(product.slug)
    assert entry is not None
    of_family = drafts.get(draft.family or "")
    if product.kind == "cartridge":
        science = beside.current().of_cartridge(entry, shelf)
        cartridge = cartridge_page(shelf, entry, draft, of_family, evidence, science)
        return render_template("products/cartridge.html", page=cartridge)
    device = device_page(
        shelf,
        entry,
        draft,
        of_family,
        queries.predecessors(tried, entry.id),
        evidence,
        read_sessions(None),
        beside.current().of_device(entry),
        reviews.current().get(entry.id, ()),
    )
    return render_template("products/device.html", page=device)


@contextmanager
def _copied(session: Session, reading: Reading, was: str | None) -> Iterator[Session]:
    """Tables in memory with the product and all that it touches, every brand and every source."""
    draft = reading.draft
    named = [was, draft.family, draft.successor, *(fit.other for fit in draft.fits)]
    ids = set(queries.ids_by_slug(session, Product, [slug for slug in named if slug]).values())
    ids = readmodel.touched_by_products(session, ids)
    ids |= readmodel.families_of(session, ids)
    engine = create_engine("sqlite://", poolclass=StaticPool)
    tables: list[Table] = [table.__table__ for table in _TABLES]
    SQLModel.metadata.create_all(engine, tables=tables)
    try:
        with Session(engine) as tried:
            tried.add(Catalogue(id=1, version=0, digest=NO_DIGEST))
            for whole in _WHOLE:
                _copy(session, tried, whole, [select(whole.__table__)])
            _copy(session, tried, Product, _where(Product, "id", ids))
            _copy(session, tried, FormerSlug, _where(FormerSlug, "product_id", ids))
            # What else fits a product that shall fit this one: named there, so it has to be found there.
            around = readmodel.touched_by_products(session, ids) - ids
            _copy(session, tried, Product, _where(Product, "id", around))
            for table in _OF_PRODUCTS:
                _copy(session, tried, table, _where(table, "product_id", ids))
            legal = tried.exec(select(LegalStatus.id)).all()
            _copy(session, tried, LegalSource, _where(LegalSource, "legal_id", [i for i in legal if i]))
            tried.flush()
            yield tried
    finally:
        engine.dispose()


def _where(table: Any, name: str, ids: Iterable[int]) -> Iterator[Any]:
    for some in queries.batches(sorted(ids)):
        columns = table.__table__
        yield select(columns).where(columns.c[name].in_(some))


def _copy(session: Session, tried: Session, table: Any, wanted: Iterable[Any]) -> None:
    for query in wanted:
        if rows := [dict(row) for row in session.execute(query).mappings()]:
            tried.execute(insert(table.__table__), rows)
