"""Addresses that were handed out go on leading somewhere."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from catalog.finder.filters import Filters
from catalog.products.drafts import FitDraft
from catalog.products.editing import rename_product
from tests.factories import catalogue, make_cartridge, make_device

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("addresses.txt").read_text().splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("old", "today"), LINES)
def test_an_old_address_leads_to_the_same_list(seeded_client, old, today):
    filters = Filters.from_args(MultiDict(parse_qsl(old.partition("?")[2])))
    assert not filters.ignored
    assert Filters.from_args(MultiDict(parse_qsl(today.partition("?")[2]))) == filters
    response = seeded_client.get(old, follow_redirects=True)
    assert response.status_code == 200


def test_a_value_that_was_renamed_is_found_by_its_former_name(app, client):
    with catalogue(app) as session:
        make_device(session, "a-pen", specs={"needle_length": "0.5 mm"})
        make_cartridge(session, "old-tip", fits=[FitDraft("a-pen", "fits", "a-shop")])
    assert client.get("/devices.json?fits=old-tip").json["counts"]["match"] == 1
    with catalogue(app) as session:
        rename_product(session, "old-tip", "new-tip", actor="tests", reason="A test")
    response = client.get("/devices?fits=old-tip")
    assert (response.status_code, response.headers["Location"]) == (302, "/devices?fits=new-tip")
    assert client.get("/devices.json?fits=old-tip").json["counts"]["match"] == 1


def test_an_empty_list_is_noted_for_the_author_by_its_facets_alone(app, client, caplog):
    with catalogue(app) as session:
        make_device(session, "a-pen", specs={"needle_length": "0.5 mm"})
    with caplog.at_level("INFO", logger="catalog.finder.views"):
        client.get("/devices?depth_at=1.5&kind=roller")
    assert [record.getMessage() for record in caplog.records] == ["Nothing matches: depth_at, kind"]
