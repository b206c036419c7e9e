"""A review stays when its device is taken down: it says so, and leads to nothing that is gone."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.products.queries import product_by_slug
from catalog.products.unpublishing import take_down
from tests.factories import WHO, catalogue
from tests.html import Page
from tests.reviews.made import hands_on, make_author, make_measurement, make_method, store
from tests.structured.reading import nodes

DEVICE = "exceed"


@pytest.fixture
def gone(own_app: Flask) -> FlaskClient:
    with catalogue(own_app) as session:
        make_author(session)
        make_method(session)
        measured = make_measurement(session, DEVICE, method=9)
        text = f"It was so [@{measured}], with the [[device {DEVICE}]]."
        store(session, hands_on(DEVICE, measurement=measured, slug="made-up", text=text, alternatives=()))
    with catalogue(own_app) as session:
        row = product_by_slug(session, DEVICE)
        assert row is not None
        take_down(session, row, **WHO)
    client = own_app.test_client()
    assert client.get(f"/devices/{DEVICE}").status_code == 410
    return client


def internal(page: Page) -> list[str]:
    return [link for link in page.links("main a") if link.startswith("/") and not link.startswith("/report")]


@pytest.mark.parametrize("address", ["/reviews/made-up", "/reviews", "/authors/anna"])
def test_no_page_of_it_leads_to_what_is_gone(gone: FlaskClient, address: str) -> None:
    page = Page(gone.get(address))
    dead = [link for link in internal(page) if gone.get(link).status_code not in (200, 301, 302)]
    assert dead == []


def test_its_page_says_so_and_leads_to_the_history(gone: FlaskClient) -> None:
    page = Page(gone.get("/reviews/made-up"))
    assert "This device is no longer in the catalogue" in page.text("main")
    assert f"/devices/{DEVICE}/history" in page.links("main a")
    assert "A device that is no longer in the catalogue" in Page(gone.get("/reviews")).text("main")


def test_its_data_names_the_product_without_an_address(gone: FlaskClient) -> None:
    found = [one for one in nodes(Page(gone.get("/reviews/made-up"))) if one["@type"] == "Review"]
    assert len(found) == 1
    assert found[0]["itemReviewed"].keys() == {"@type", "name"}
    assert "Exceed" in found[0]["itemReviewed"]["name"]


@pytest.mark.parametrize(
    "read",
    [
        lambda client: client.get("/reviews/made-up.json").get_json(),
        lambda client: client.get("/reviews.json").get_json()["reviews"][0],
        lambda client: client.get("/api/v1/reviews/made-up").get_json()["data"],
        lambda client: client.get("/api/v1/reviews").get_json()["data"][0],
    ],
)
def test_twins_and_api_say_that_the_device_is_gone(
    gone: FlaskClient, read: Callable[[FlaskClient], dict[str, object]]
) -> None:
    said = read(gone)
    assert (said["device"], said["device_in_catalogue"]) == (DEVICE, False)


@pytest.mark.parametrize("address", ["/sitemaps/1.xml", "/feeds/reviews.atom"])
def test_neither_sitemap_nor_feed_names_the_device(gone: FlaskClient, address: str) -> None:
    text = gone.get(address).text
    assert "/reviews/made-up" in text
    assert f"/devices/{DEVICE}<" not in text
    assert f'/devices/{DEVICE}"' not in text
