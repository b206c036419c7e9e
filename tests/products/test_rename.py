"""A product's new address: the old one leads to it, no address is given away twice."""

import json

import pytest
from sqlmodel import Session, select

from catalog.changes.queries import current_version, state_at
from catalog.products import editing, queries, readmodel
from catalog.products.drafts import InvalidDraftError
from catalog.products.models import FormerSlug
from tests.factories import WHO, fits, make_cartridge, make_device, make_family


def leads_to(session: Session, slug: str) -> str | None:
    product = queries.product_by_former_slug(session, slug)
    return product.slug if product else None


def rename(session: Session, slug: str, new: str) -> None:
    assert editing.rename_product(session, slug, new, **WHO)


def test_the_old_address_leads_to_the_new(session: Session) -> None:
    make_device(session, "a6")
    rename(session, "a6", "ultima-a6")
    assert queries.product_by_slug(session, "a6") is None
    assert leads_to(session, "a6") == "ultima-a6"


def test_every_old_address_leads_straight_to_the_newest(session: Session) -> None:
    make_device(session, "a6")
    for old, new in (("a6", "b6"), ("b6", "c6"), ("c6", "d6")):
        rename(session, old, new)
    assert [leads_to(session, slug) for slug in ("a6", "b6", "c6")] == ["d6"] * 3
    assert leads_to(session, "d6") is None


def test_a_product_can_have_its_old_address_back(session: Session) -> None:
    make_device(session, "a6")
    rename(session, "a6", "b6")
    rename(session, "b6", "a6")
    assert queries.product_by_slug(session, "a6")
    assert [row.slug for row in session.exec(select(FormerSlug))] == ["b6"]
    assert leads_to(session, "b6") == "a6"


def test_the_address_of_another_product_is_refused(session: Session) -> None:
    make_device(session, "a6")
    make_device(session, "b6")
    version = current_version(session)
    with pytest.raises(InvalidDraftError, match="“b6” is the address of another product"):
        editing.rename_product(session, "a6", "b6", **WHO)
    assert current_version(session) == version


def test_an_address_that_still_leads_to_another_product_is_refused(session: Session) -> None:
    make_device(session, "a6")
    make_device(session, "b6")
    rename(session, "a6", "c6")
    with pytest.raises(InvalidDraftError, match="still leads to it"):
        editing.rename_product(session, "b6", "a6", **WHO)
    with pytest.raises(InvalidDraftError, match="still leads to it"):
        make_device(session, "a6")
    assert leads_to(session, "a6") == "c6"


def test_what_is_no_address_and_what_is_no_product_are_refused(session: Session) -> None:
    make_device(session, "a6")
    with pytest.raises(InvalidDraftError, match="no address"):
        editing.rename_product(session, "a6", "A 6", **WHO)
    with pytest.raises(InvalidDraftError, match="There is no product “z9”"):
        editing.rename_product(session, "z9", "a7", **WHO)


def test_the_same_address_is_no_change(session: Session) -> None:
    make_device(session, "a6")
    assert editing.rename_product(session, "a6", "a6", **WHO) is None


def test_a_rename_is_one_change_of_one_product(session: Session) -> None:
    make_cartridge(session, "head")
    make_device(session, "a6", fits=[fits("head")])
    pen, head = queries.product_by_slug(session, "a6"), queries.product_by_slug(session, "head")
    assert pen
    assert head
    change = editing.rename_product(session, "head", "head-12", **WHO)
    assert change is not None
    assert json.loads(change.payload)["fields"] == {"slug": ["head", "head-12"]}
    replayed = state_at(session, "product", pen.id or 0, change.number)
    assert replayed == editing.state_of(session, pen)


def test_pages_that_name_a_renamed_product_follow(session: Session) -> None:
    make_cartridge(session, "head")
    make_device(session, "a6", fits=[fits("head")])
    make_family(session, "dts", ["0.5 mm"])
    rename(session, "head", "head-12")
    rename(session, "dts", "dts-roller")
    pen = queries.product_by_slug(session, "a6")
    assert pen
    assert [fit["other"] for fit in json.loads(pen.document)["fits"]] == ["head-12"]
    assert readmodel.stale_documents(session) == []
