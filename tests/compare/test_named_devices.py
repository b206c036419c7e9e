"""A seventh, doubled, unknown, renamed, unpublished or discontinued device: on the page and in the JSON."""

import pytest
from sqlmodel import select

from catalog.products import editing
from catalog.products.models import Product
from tests.factories import WHO, catalogue, make_cartridge, make_device, make_family

PATHS = pytest.mark.parametrize("path", ["/compare", "/compare.json", "/compare.csv", "/compare.md"])


@pytest.fixture
def client(app, client):
    with catalogue(app) as session:
        for name in "abcdefgh":
            make_device(session, f"pen-{name}", specs={"weight": "180 g"})
        make_device(session, "old-pen", status="discontinued", successor="pen-a")
        make_cartridge(session, "tips-12")
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
    return client


def slugs(said, part="devices"):
    return [device["slug"] for device in said[part]]


def test_a_seventh_is_left_out_and_named(client):
    query = "d=" + ",".join(f"pen-{name}" for name in "abcdefgh")
    said = client.get(f"/compare.json?{query}").json
    assert slugs(said) == [f"pen-{name}" for name in "abcdef"]
    assert slugs(said, "left_out") == ["pen-g", "pen-h"]
    text = client.get(f"/compare?{query}").text
    assert "Pen G" in text
    assert "Pen H" in text


@PATHS
def test_a_doubled_name_is_written_once(client, path):
    response = client.get(f"{path}?d=pen-b,pen-a,pen-b")
    assert (response.status_code, response.headers["Location"]) == (302, f"{path}?d=pen-b,pen-a")


@PATHS
def test_a_renamed_device_moves_for_ever(app, client, path):
    with catalogue(app) as session:
        editing.rename_product(session, "pen-a", "pen-new", **WHO)
    response = client.get(f"{path}?d=pen-b,pen-a&base=pen-a&show=diff")
    assert response.status_code == 301
    assert response.headers["Location"] == f"{path}?d=pen-b,pen-new&show=diff&base=pen-new"
    assert client.get(response.headers["Location"]).status_code == 200


def test_an_unknown_name_is_named_and_the_rest_is_shown(client):
    said = client.get("/compare.json?d=pen-a,nobody,pen-b").json
    assert slugs(said) == ["pen-a", "pen-b"]
    assert said["not_found"] == [{"slug": "nobody", "words": "no device “nobody”"}]
    assert "No device “nobody”" in client.get("/compare?d=pen-a,nobody,pen-b").text
    assert "no device “nobody”" in client.get("/compare.md?d=pen-a,nobody,pen-b").text


def test_what_is_not_published_is_as_unknown_as_a_name_nobody_has(app, client):
    with catalogue(app) as session:
        # A product without its document is not on the shelf.
        product = session.exec(select(Product).where(Product.slug == "pen-h")).one()
        product.document = ""
        session.add(product)
    for path in ("/compare", "/compare.json", "/compare.md"):
        unknown = client.get(f"{path}?d=pen-a,pen-b,pen-x").text
        hidden = client.get(f"{path}?d=pen-a,pen-b,pen-h").text
        assert hidden.replace("pen-h", "pen-x") == unknown
        assert "o device “pen-h”" in hidden


def test_a_cartridge_and_a_family_are_told_apart_from_devices(client):
    said = client.get("/compare.json?d=pen-a,tips-12,dts,dts-0-5mm").json
    assert slugs(said) == ["pen-a", "dts-0-5mm"]
    words = {missing["slug"]: missing["words"] for missing in said["not_found"]}
    assert words["tips-12"].endswith("is a cartridge; only devices stand side by side")
    assert words["dts"].endswith("comes in 2 versions; choose one of them")


def test_what_is_no_longer_sold_stays_comparable_with_what_follows_it(client):
    said = client.get("/compare.json?d=old-pen,pen-b").json
    assert [device["status"] for device in said["devices"]] == ["discontinued", "unknown"]
    (market,) = (row for row in said["rows"] if row["key"] == "market")
    assert market["cells"][0]["text"] == "No longer sold"
    assert market["cells"][0]["note"] == "Followed by Pen A"
    assert "/devices/pen-a" in client.get("/compare?d=old-pen,pen-b").text
