"""Pages are asked of SQLite throughout these tests; here each kind of page is asked of PostgreSQL as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog import create_app
from catalog.config import Settings
from catalog.products.editing import rename_product
from tests.factories import WHO, catalogue, make_cartridge, make_device, make_evidence, make_family

PAGES = (
    "/",
    "/devices",
    "/devices?depth_reach=0.5&sort=name",
    "/devices.json",
    "/devices.csv",
    "/devices/pen",
    "/devices/pen.json",
    "/devices/dts",
    "/cartridges",
    "/cartridges/part",
    "/brands/dermaline",
    "/needle-lengths/0.5",
    "/cleared",
    "/readyz",
)
NOTHING = (
    "/devices/nothing",
    "/devices/%00x",
    "/devices/%00x.json",
    "/devices/%ED%A0%80",
    "/devices/needs/%00",
    "/cartridges/a%00b",
    "/brands/%00",
)


@pytest.fixture
def stocked(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings(instance=tmp_path, database_url=database_url, secret_key="not a secret"))
    with catalogue(app) as session:
        make_evidence(session)
        make_device(session, "old-pen", specs={"needle_length": "0.25–2.5 mm every 0.25"})
        make_cartridge(session, "part")
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
        rename_product(session, "old-pen", "pen", **WHO)
    yield app
    app.extensions["watcher"].close()
    app.extensions["database"].close()


@pytest.fixture
def visitor(stocked: Flask) -> FlaskClient:
    return stocked.test_client()


def test_every_kind_of_page_is_served_from_both(visitor: FlaskClient) -> None:
    assert {path: visitor.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)
    assert visitor.get("/devices/old-pen").location == "/devices/pen"


def test_a_name_that_nothing_can_have_is_not_found_in_both(visitor: FlaskClient) -> None:
    assert {path: visitor.get(path).status_code for path in NOTHING} == dict.fromkeys(NOTHING, 404)
