"""Taking a product off the catalogue: nothing shows it, nothing breaks, and it comes back as it was."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from flask import Flask
from sqlmodel import Session, select

from catalog.changes.queries import current_version, state_at
from catalog.compare.queries import comparisons
from catalog.editorial.editable import FaultsError
from catalog.products import checking, queries, readmodel
from catalog.products.drafts import FitDraft
from catalog.products.editable import CartridgeEditable, DeviceEditable
from catalog.products.editing import put_product
from catalog.products.models import Product
from catalog.products.pages.leaning import leaning_on_product
from tests.factories import WHO, catalogue, make_cartridge, make_device
from tests.signed_in import Visitor

SAVED: Any = {"actor": "anna", "reason": "Withdrawn, in a made-up case"}
DEVICES, CARTRIDGES = DeviceEditable(), CartridgeEditable()


def shown(session: Session, slug: str) -> dict[str, Any]:
    product = queries.product_by_slug(session, slug)
    assert product is not None
    found: dict[str, Any] = json.loads(product.document) if product.document else {}
    return found


def test_what_was_taken_down_has_no_document_and_others_do_not_mention_it(session: Session) -> None:
    make_device(session, "pen")
    make_cartridge(
        session, "head", fits=[FitDraft("pen", "fits", "a-shop")], specs={"needle_length": "0.5 mm"}
    )
    assert [fit["other"] for fit in shown(session, "pen")["fits"]] == ["head"]
    number = CARTRIDGES.entity_id(session, "head")
    change = CARTRIDGES.take_down(session, "head", **SAVED)
    assert change is not None
    assert json.loads(change.payload)["fields"] == {"is_published": [None, False]}
    assert (shown(session, "head"), shown(session, "pen")["fits"]) == ({}, [])
    assert CARTRIDGES.entity_id(session, "head") is None
    assert checking.check(session) == []
    assert readmodel.unwritten(session) == []
    state = state_at(session, "product", number or 0, change.number)
    assert state is not None
    fields = CARTRIDGES.read_state(session, state)
    assert list(CARTRIDGES.faults(session, fields, None)) == []
    back = CARTRIDGES.publish(session, fields, None, **SAVED)
    assert back is not None
    assert CARTRIDGES.entity_id(session, "head") == number
    assert [fit["other"] for fit in shown(session, "pen")["fits"]] == ["head"]
    again = state_at(session, "product", number or 0, current_version(session))
    assert again is not None
    assert "is_published" not in again
    assert checking.check(session) == []


def test_it_can_come_back_under_another_address_and_the_old_one_leads_there(session: Session) -> None:
    make_device(session, "pen")
    number = DEVICES.entity_id(session, "pen")
    fields = DEVICES.read(session, "pen")
    assert fields is not None
    DEVICES.take_down(session, "pen", **SAVED)
    DEVICES.publish(session, fields | {"slug": "pen-two"}, None, **SAVED)
    assert DEVICES.entity_id(session, "pen-two") == number
    former = queries.product_by_former_slug(session, "pen")
    assert former is not None
    assert former.id == number


def test_the_address_of_what_was_taken_down_is_not_free_for_another(session: Session) -> None:
    make_device(session, "pen")
    DEVICES.take_down(session, "pen", **SAVED)
    new = {"was": "", "name": "Another", "kind": "pen", "brand": "dermaline", "slug": "pen"}
    assert [fault.field for fault in DEVICES.faults(session, new, None)] == ["slug"]


def test_saving_its_facts_elsewhere_does_not_put_it_back(session: Session) -> None:
    """As when seeds are loaded again."""
    draft = make_device(session, "pen")
    DEVICES.take_down(session, "pen", **SAVED)
    put_product(session, replace(draft, notes="More is known."), **WHO)
    product = queries.product_by_slug(session, "pen")
    assert product is not None
    assert (product.is_published, product.document, product.notes) == (False, "", "More is known.")
    assert checking.check(session) == []


def test_a_family_stays_while_it_has_versions(session: Session) -> None:
    make_device(session, "family", is_family=True)
    make_device(session, "version", family="family", name="The version")
    with pytest.raises(FaultsError, match="The version"):
        DEVICES.take_down(session, "family", **SAVED)
    DEVICES.take_down(session, "version", **SAVED)
    assert DEVICES.take_down(session, "family", **SAVED) is not None
    fields = {"was": "version", "slug": "version", "name": "The version", "kind": "pen", "brand": "dermaline"}
    faults = list(DEVICES.faults(session, fields | {"family": "family", "status": "unknown"}, None))
    assert [fault.field for fault in faults] == ["family"]


def test_a_predecessor_only_stops_naming_it(session: Session) -> None:
    make_device(session, "new")
    make_device(session, "old", successor="new")
    assert DEVICES.take_down(session, "new", **SAVED) is not None
    assert checking.check(session) == []


def test_every_page_does_without_it(own_app: Flask) -> None:
    """Its own says that it is gone; lists, files, feeds and the pages of others do not name it."""
    client = own_app.test_client()
    with own_app.extensions["database"].reader() as session:
        everything = {p.slug: p for p in session.exec(select(Product))}
    slug = next(
        slug
        for slug, product in everything.items()
        if product.kind == "pen" and not product.is_family and _can_go(own_app, slug)
    )
    assert slug in client.get("/devices.csv").text
    assert client.get(f"/devices/{slug}").status_code == 200
    with catalogue(own_app) as session:
        assert DEVICES.take_down(session, slug, **SAVED) is not None
    gone = client.get(f"/devices/{slug}")
    assert gone.status_code == 410
    assert "taken off the catalogue" in gone.text
    assert client.get(f"/devices/{slug}.json").status_code == 410
    told = client.get(f"/devices/{slug}/history")
    assert told.status_code == 200
    assert "Withdrawn, in a made-up case" in told.text
    with own_app.extensions["database"].reader() as session:
        newest = current_version(session)
    assert client.get(f"/devices/{slug}?as_of={newest - 1}").status_code == 200
    assert client.get(f"/devices/{slug}.json?as_of={newest}").status_code == 410
    for address in ("/devices.csv", "/devices.json", "/devices.atom", "/corrections", "/cartridges"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f"/devices/{slug}<" not in answer.text
        assert f'/devices/{slug}"' not in answer.text, address
    for other in list(everything)[::9]:
        kind = everything[other].kind
        place = "cartridges" if kind == "cartridge" else "devices"
        if other != slug:
            assert client.get(f"/{place}/{other}").status_code == 200
    assert client.get(f"/compare?d={slug},exceed").status_code in (200, 302)
    with catalogue(own_app) as session:
        state = state_at(session, "product", everything[slug].id or 0, current_version(session))
        assert state is not None
        DEVICES.publish(session, DEVICES.read_state(session, state), None, **SAVED)
    assert client.get(f"/devices/{slug}").status_code == 200
    assert slug in client.get("/devices.csv").text
    history = client.get(f"/devices/{slug}/history").text
    assert "In the catalogue" in history


def _can_go(app: Flask, slug: str) -> bool:
    with app.extensions["database"].reader() as session:
        product = queries.product_by_slug(session, slug)
        assert product is not None
        return not leaning_on_product(session, product)


def test_what_a_published_comparison_compares_stays(own_app: Flask) -> None:
    with catalogue(own_app) as session:
        comparison = comparisons(session)[0]
        slug = parse_qs(comparison.query)["d"][0].split(",")[0]
        with pytest.raises(FaultsError) as refused:
            DEVICES.take_down(session, slug, **SAVED)
        assert comparison.title in str(refused.value)


def test_a_day_on_which_it_was_gone_has_no_page(own_app: Flask) -> None:
    client = own_app.test_client()
    with own_app.extensions["database"].reader() as session:
        slugs = [p.slug for p in session.exec(select(Product)) if p.kind == "pen" and not p.is_family]
    slug = next(slug for slug in slugs if _can_go(own_app, slug))
    with catalogue(own_app) as session:
        before = current_version(session)
        fields = DEVICES.read(session, slug)
        assert fields is not None
        DEVICES.take_down(session, slug, **SAVED)
        DEVICES.publish(session, fields, None, **SAVED)
    assert client.get(f"/devices/{slug}.json?as_of={before}").status_code == 200
    assert client.get(f"/devices/{slug}?as_of={before + 1}").status_code == 404
    assert client.get(f"/devices/{slug}.json?as_of={before + 2}").status_code == 200


def test_it_is_taken_down_and_put_back_at_the_desk(desk: Visitor, own_app: Flask) -> None:
    with own_app.extensions["database"].reader() as session:
        slugs = [p.slug for p in session.exec(select(Product)) if p.kind == "pen" and not p.is_family]
    slug = next(slug for slug in slugs if _can_go(own_app, slug))
    page = f"/desk/devices/{slug}/publishing"
    answer = desk.send(page, f"/desk/devices/{slug}/take-down", reason="Withdrawn, in a made-up case")
    assert answer.status_code == 303
    assert own_app.test_client().get(f"/devices/{slug}").status_code == 410
    assert desk.fill(f"/desk/devices/{slug}", do="publish").location.endswith("?done=published")
    assert own_app.test_client().get(f"/devices/{slug}").status_code == 200
