"""A product at any version equals the twin that was kept at that version, after any edits."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from catalog.changes.queries import current_version
from catalog.changes.recording import canonical_json
from catalog.db import Database
from catalog.history.past import catalogue_at
from catalog.products import queries
from catalog.products.models import Product
from catalog.products.pages.twin import device_twin, family_twin
from catalog.shelf.shelf import Shelf
from tests.products.random_edits import QUIET, Edit, Small, edits

DAY = date(2026, 11, 26)


def twins(session: Session, *wanted: int) -> dict[int, str]:
    """The twins of these products, or of all, as the tables of this session have them."""
    shelf = Shelf.rebuilt(session, day=DAY)
    found = {}
    for product in session.exec(select(Product).order_by(col(Product.id))).all():
        if product.document and product.id is not None and (not wanted or product.id in wanted):
            found[product.id] = canonical_json(twin(session, shelf, product))
    return found


def twin(session: Session, shelf: Shelf, product: Product) -> dict[str, Any]:
    ids = [i for i in (product.id, product.family_id) if i]
    drafts = {draft.slug: draft for draft in queries.drafts(session, ids).values()}
    draft = drafts[product.slug]
    if product.is_family:
        return family_twin(shelf, shelf.families[product.slug], draft)
    entry = shelf.by_slug(product.slug)
    assert entry is not None
    return device_twin(shelf, entry, draft, drafts.get(draft.family or ""))


def hold(session: Session, sequence: list[Edit]) -> None:
    small = Small(session)
    kept = {current_version(session): twins(session)}
    for edit in sequence:
        small.apply(edit)
        kept[current_version(session)] = twins(session)
    for version, then in kept.items():
        for product_id, expected in then.items():
            with catalogue_at(session, product_id, version) as past:
                assert twins(past, product_id) == {product_id: expected}


def test_every_version_is_as_it_was(database: Database) -> None:
    on_sqlite = database.engine.dialect.name == "sqlite"
    with database.writer() as session:
        Small(session).begin()
        session.commit()

    @settings(max_examples=5 if on_sqlite else 1, **QUIET)
    @given(st.lists(edits(), min_size=1, max_size=8))
    def follow(sequence: list[Edit]) -> None:
        with database.writer() as session:
            hold(session, sequence)

    follow()


def test_before_it_was_recorded_there_is_nothing(database: Database) -> None:
    with database.writer() as session:
        Small(session).begin()
        (first,) = session.exec(select(Product).order_by(col(Product.id)).limit(1)).all()
        with catalogue_at(session, first.id or 0, 1) as past:
            assert twins(past) == {}
