"""Another log in the place of the one that was: a running worker notices, whatever its newest number is."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from catalog.config import Settings
from catalog.exchange.bundle_tables import PUBLIC, WHOLE
from catalog.exchange.bundle_writing import export, zip_at
from catalog.exchange.importing import Options, import_file
from catalog.finder.models import Unmet
from catalog.shelf import current
from tests.exchange.bundles import place_at
from tests.factories import catalogue, make_device

PutBack = Callable[[], None]


def put(app: Flask, *slugs: str) -> None:
    """Devices of these slugs; each is another change, or several."""
    for slug in slugs:
        with catalogue(app) as session:
            make_device(session, slug, name=slug.title())


def copied(source: Path, target: Path) -> None:
    """All of one SQLite database into another, which may be open."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture
def kept(app: Flask, settings: Settings, tmp_path: Path) -> Callable[[str], PutBack]:
    """kept(name) copies the database as it is → what puts it back under the running worker."""
    live = settings.folder / "catalog.sqlite3"

    def keep(name: str) -> PutBack:
        copied(live, tmp_path / name)
        return lambda: copied(tmp_path / name, live)

    return keep


@pytest.fixture(params=[(), ("later",)], ids=["at the same version", "at a later version"])
def put_back(request: pytest.FixtureRequest, app: Flask, kept: Callable[[str], PutBack]) -> PutBack:
    """Puts a log in place that has Zanzibar where the one that the worker knows has Timbuktu."""
    put(app, "first")
    before = kept("before")
    put(app, "zanzibar", *request.param)
    other = kept("other")
    before()
    put(app, "timbuktu")
    return other


@pytest.mark.parametrize(
    "address",
    [
        *("/devices", "/devices.json", "/devices.atom", "/search.json?q=dermaline"),
        *("/sitemaps/1.xml", "/api/v1/products", "/search/suggest.json?q=dermaline"),
    ],
)
def test_pages_and_twins_are_of_the_log_that_is_there(app: Flask, put_back: PutBack, address: str) -> None:
    def names() -> tuple[bool, bool]:
        response = app.test_client().get(address)
        assert response.status_code == 200
        return "timbuktu" in response.text.lower(), "zanzibar" in response.text.lower()

    assert names() == (True, False)
    put_back()
    assert names() == (False, True)


def test_what_is_edited_then_goes_on_from_there(app: Flask, put_back: PutBack) -> None:
    app.test_client().get("/devices")
    put_back()
    put(app, "samarkand")
    text = app.test_client().get("/search.json?q=dermaline").text.lower()
    assert ("samarkand" in text, "zanzibar" in text, "timbuktu" in text) == (True, True, False)


def test_to_look_whether_it_is_the_same_log_is_one_statement(app: Flask) -> None:
    put(app, "first")
    client, said = app.test_client(), list[str]()
    client.get("/devices")
    engine = app.extensions["database"].replica
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    client.get("/devices")
    assert said == []
    with app.extensions["database"].writer() as session:
        # Somebody wrote something that is no change of the catalogue.
        session.add(Unmet(keys="kind", first_day="2026-11-26", last_day="2026-11-26"))
        session.commit()
    client.get("/devices")
    assert [one for one in said if "FROM catalogue" in one] == [
        "SELECT version, digest FROM catalogue WHERE id = 1"
    ]


@pytest.mark.parametrize("kind", [WHOLE, PUBLIC])
def test_an_import_into_the_empty_database_of_a_running_worker_is_read_from_nothing(
    app: Flask, settings: Settings, empty_file: Path, tmp_path: Path, kind: str
) -> None:
    client = app.test_client()
    assert "zanzibar" not in client.get("/search.json?q=dermaline").text
    line = _line(app)
    url = f"sqlite:///{shutil.copy(empty_file, tmp_path / 'elsewhere.sqlite3')}"
    with place_at(tmp_path / "elsewhere", url) as place:
        with place.database.writer() as session:
            make_device(session, "zanzibar", name="Zanzibar")
            session.commit()
        with zip_at(tmp_path / "all.zip") as sink:
            export(place.database, place.store, place.settings, sink, kind)
    import_file(app.extensions["database"], tmp_path / "all.zip", Options(settings=settings))
    assert "zanzibar" in client.get("/search.json?q=dermaline").text
    assert "Zanzibar" in client.get("/devices").text
    assert _line(app) == line + 1


def _line(app: Flask) -> int:
    with app.test_request_context("/"):
        return current().line
