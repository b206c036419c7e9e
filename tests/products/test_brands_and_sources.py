"""Brands and sources at the desk."""

from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from catalog import clock
from catalog.changes.queries import current_version, state_at
from catalog.editorial.editable import FaultsError, Writer
from catalog.products import checking, queries
from catalog.products.brand_editable import BrandEditable
from catalog.products.models import FormerSlug, Product
from catalog.products.source_editable import SourceEditable
from catalog.shelf.shelf import Shelf
from tests.factories import catalogue, make_brand, make_device, make_source, said
from tests.signed_in import Visitor

ANNA = Writer("anna", "Anna", "admin")
SAVED: Any = {"actor": "anna", "reason": "A test needs it"}
BRANDS, SOURCES = BrandEditable(), SourceEditable()


@pytest.mark.parametrize("kind", [BRANDS, SOURCES])
def test_everything_of_the_catalogue_saved_unchanged_makes_no_change(own_app: Flask, kind: Any) -> None:
    with own_app.extensions["database"].writer() as session:
        before, every = current_version(session), kind.listed(session)
        assert len(every) > 20
        for one in every:
            fields = kind.read(session, one.slug)
            assert list(kind.faults(session, fields, one.slug)) == []
            assert kind.publish(session, fields, one.slug, **SAVED) is None
        assert current_version(session) == before


def test_a_brand_moves_and_its_old_address_leads_on_and_back(session: Session) -> None:
    make_device(session, "pen", brand="dermaline")
    number = BRANDS.entity_id(session, "dermaline")
    was = current_version(session)
    fields = BRANDS.read(session, "dermaline")
    assert fields is not None
    change = BRANDS.publish(
        session, fields | {"slug": "derma-line", "name": "Derma Line"}, "dermaline", **SAVED
    )
    assert change is not None
    assert change.number == was + 1
    assert BRANDS.entity_id(session, "derma-line") == number
    former = session.get(FormerSlug, ("brand", "dermaline"))
    assert former is not None
    assert former.brand_id == number
    state = state_at(session, "brand", number or 0, was)
    assert state is not None
    BRANDS.publish(session, BRANDS.read_state(session, state), "derma-line", **SAVED)
    assert BRANDS.read(session, "dermaline") == fields
    assert checking.check(session) == []


def test_a_brand_cannot_take_the_name_or_the_address_of_another(session: Session) -> None:
    make_brand(session, "dermaline")
    make_brand(session, "other")
    fields = BRANDS.read(session, "other")
    assert fields is not None
    assert [f.field for f in BRANDS.faults(session, fields | {"name": "Dermaline"}, "other")] == ["name"]
    assert [f.field for f in BRANDS.faults(session, fields | {"slug": "dermaline"}, "other")] == ["slug"]
    new = BRANDS.blank(session, ANNA, {}) | {"name": "Other two", "slug": "other"}
    with pytest.raises(FaultsError):
        BRANDS.publish(session, new, None, **SAVED)
    assert BRANDS.read(session, "other") == fields


def test_a_brand_with_products_stays_and_one_without_goes(session: Session) -> None:
    make_device(session, "pen", brand="dermaline", name="The pen")
    make_brand(session, "empty")
    with pytest.raises(FaultsError, match="The pen"):
        BRANDS.take_down(session, "dermaline", **SAVED)
    assert BRANDS.take_down(session, "empty", **SAVED) is not None
    assert queries.brand_by_slug(session, "empty") is None


def test_a_source_that_was_read_again_reaches_every_document(session: Session) -> None:
    make_source(session, "shop")
    make_device(session, "pen", statements=[said("weight", "180 g", "shop")])
    fields = SOURCES.read(session, "shop")
    assert fields is not None
    assert SOURCES.publish(session, fields | {"read_on": "2026-11-27"}, "shop", **SAVED) is not None
    product = session.exec(select(Product)).one()
    assert '"checked":"2026-11-27"' in product.document
    assert checking.check(session) == []


def test_a_source_keeps_its_name_and_stays_while_it_is_cited(session: Session) -> None:
    make_source(session, "shop")
    make_source(session, "unused")
    make_device(session, "pen", name="The pen", statements=[said("weight", "180 g", "shop")])
    fields = SOURCES.read(session, "shop")
    assert fields is not None
    assert [f.field for f in SOURCES.faults(session, fields | {"slug": "store"}, "shop")] == ["slug"]
    with pytest.raises(FaultsError, match="The pen"):
        SOURCES.take_down(session, "shop", **SAVED)
    shelf = Shelf.rebuilt(session, day=clock.today())
    assert SOURCES.take_down(session, "unused", **SAVED) is not None
    moved = shelf.advanced(session, day=clock.today())
    assert moved.sources == Shelf.rebuilt(session, day=clock.today()).sources
    assert "unused" not in moved.sources


def test_a_source_of_no_kind_and_no_day_is_refused(session: Session) -> None:
    new = SOURCES.blank(session, ANNA, {"title": "A leaflet"}) | {"publisher": "Nobody", "url": "leaflet"}
    assert {f.field for f in SOURCES.faults(session, new, None)} == {"type", "read_on", "url"}


def test_brands_and_sources_are_edited_at_the_desk(desk: Visitor, own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session:
        brand, source = BRANDS.listed(session)[0].slug, SOURCES.listed(session)[0].slug
    assert desk.fill(f"/desk/brands/{brand}", do="publish").location.endswith("?done=unchanged")
    assert desk.fill(f"/desk/sources/{source}", do="publish").location.endswith("?done=unchanged")
    told = desk.fill(f"/desk/sources/{source}", do="publish", note="Looked at again, in a made-up case.")
    assert told.location == f"/desk/sources/{source}?done=published"
    made = desk.fill("/desk/brands/new", do="publish", name="Made Up")
    assert made.location == "/desk/brands/made-up?done=published"
    assert own_app.test_client().get("/brands/made-up").status_code == 200
    assert desk.fill("/desk/sources/new", do="publish", title="A leaflet").status_code == 422
    with catalogue(own_app) as session:
        assert checking.check(session) == []
