"""Pictures on the pages of what they show, in their data, and beside an author's name."""

from __future__ import annotations

import json
import re

import pytest
from sqlmodel import select

from catalog.media import editing, queries
from catalog.people.models import Author
from catalog.products.queries import product_by_slug
from tests.factories import catalogue, make_cartridge, make_device
from tests.media.conftest import words

PAGES = {"/devices/dermaline-one": "dermaline-one", "/cartridges/dermaline-12": "dermaline-12"}


@pytest.fixture
def products(app):
    with catalogue(app) as session:
        make_device(session, "dermaline-one", specs={"needle_length": "0.25–2.0 mm"})
        make_cartridge(session, "dermaline-12")
        return {slug: product_by_slug(session, slug).id for slug in PAGES.values()}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_without_pictures_is_the_page_it_was(app, client, products, library, address):
    """Byte for byte, also when others have pictures; but for the version, which any change moves."""

    def body() -> bytes:
        return re.sub(rb"version=\d+", b"", client.get(address).data)

    before, data = body(), client.get(f"{address}.json").json
    assert b"photo" not in before
    other = next(number for slug, number in products.items() if slug != PAGES[address])
    library(1, product_id=other)
    assert body() == before
    after = client.get(f"{address}.json").json
    assert after | {"version": 0} == data | {"version": 0}
    assert "pictures" not in after


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_its_pictures_in_their_order(app, client, page, products, library, address):
    number = products[PAGES[address]]
    library(1, product_id=number, place=2, alt="The second.")
    library(2, product_id=number, place=1, alt="The first.", origin="maker", licence="Press kit")
    library(3, product_id=number, place=2, alt="The third.")
    shown = page(address)
    assert [one.get("alt") for one in shown.all("#photos img")] == ["The first.", "The second.", "The third."]
    assert "maker picture" in shown.text("#photos")
    assert {one.get("sizes") for one in shown.all("#photos source")} == {"(max-width: 720px) 92vw, 380px"}
    for one in shown.all("#photos img"):
        assert client.get(one.get("src")).status_code == 200
    first = client.get(f"{address}.json").json["pictures"][0]
    assert (first["alt"], first["origin"], first["licence"]) == ("The first.", "maker picture", "Press kit")
    assert (first["width"], first["height"], list(first["webp"])) == (40, 30, ["40"])
    assert client.get(first["avif"]["40"]).mimetype == "image/avif"
    json.dumps(first)


@pytest.mark.parametrize("address", PAGES)
def test_pictures_take_one_statement_however_many_there_are(
    page, products, library, count_statements, address
):
    page(address)
    none = count_statements(lambda: page(f"{address}?n=1"))
    for number in range(1, 4):
        library(number, product_id=products[PAGES[address]])
    page(address)
    assert count_statements(lambda: page(f"{address}?n=2")) == none


def test_the_pages_of_the_real_catalogue_have_no_picture_yet(seeded_page):
    for address in ("/devices/dr-pen-a6", "/cartridges/skinpen-precision-cartridge", "/authors/san"):
        assert not seeded_page(address).all(".photo, #photos")


def test_a_picture_that_shows_something_else_now_moves(app, page, products, library):
    library(1, product_id=products["dermaline-one"])
    with catalogue(app) as session:
        row = queries.picture(session, "made-1")
        moved = words(name="Made 1", product_id=products["dermaline-12"])
        editing.change_words(session, row, moved, actor="anna")
    assert not page("/devices/dermaline-one").all("#photos")
    assert page("/cartridges/dermaline-12").all("#photos")


def test_an_authors_page_shows_the_authors_picture(app, client, page, library, anna):
    without = client.get("/authors/anna").text
    assert "photo" not in without
    library(1, alt="Anna at a table.")
    with catalogue(app) as session:
        author = session.exec(select(Author).where(Author.slug == "anna")).one()
        author.picture = "made-1"
        session.add(author)
        queries.picture(session, "made-1")
        editing.change_words(
            session, queries.picture(session, "made-1"), words(alt="Anna at her table."), actor="anna"
        )
    shown = page("/authors/anna")
    assert shown.one(".face img").get("alt") == "Anna at her table."
    assert client.get("/authors/anna.json").json["picture"]["alt"] == "Anna at her table."
