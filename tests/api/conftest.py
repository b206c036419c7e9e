"""The real catalogue with made-up reviews, measurements and pictures beside it, and all that is answered."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.articles.editing import put_article
from catalog.config import Settings
from catalog.people.editing import put_author
from catalog.people.models import Author
from catalog.products.queries import product_by_slug
from tests.articles.besides import article
from tests.conftest import _running
from tests.factories import WHO, catalogue
from tests.media.conftest import add_picture
from tests.reviews.made import hands_on, make_measurement, make_method, research, store

Json = dict[str, Any]
HIDDEN = "not-out-yet"
"""Slug of an article that is a draft in the table, and public nowhere."""


def enrich(app: Flask) -> None:
    """Add of every kind of thing what the seeds have none of; all of it is plainly made up."""
    database, files = app.extensions["database"], app.extensions["media_store"]()
    with database.reader() as session:
        pen = product_by_slug(session, "dr-pen-a6")
        assert pen is not None
        product_id = pen.id
    shown = add_picture(database, files, 1, product_id=product_id)
    portrait = add_picture(database, files, 2)
    add_picture(database, files, 3)
    with catalogue(app) as session:
        put_author(session, Author(slug="anna", name="Anna", picture=portrait), **WHO)
        make_method(session)
        measurement = make_measurement(session, "dr-pen-a6", method=9)
        make_measurement(session, "dr-pen-a6", "weight", readings=[180], setting=None)
        text = f"It was so [@{measurement}].\n\n[[picture {shown}]]\n\nAnd [@alster2018] says so."
        store(session, hands_on(measurement=measurement, slug="made-up", text=text))
        store(session, research("dr-pen-m8", slug="read-only", alternatives=()))
        put_article(session, article(HIDDEN, is_published=False, text="Nobody may read this."), **WHO)


@pytest.fixture(scope="session")
def rich_folder(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the rich catalogue in it, to copy."""
    folder = tmp_path_factory.mktemp("rich")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    for app in _running(Settings(instance=folder, secret_key="not a secret in tests")):
        enrich(app)
    return folder


@pytest.fixture(scope="session")
def rich_app(rich_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the rich catalogue, shared by the session: for reading."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(rich_folder, folder, dirs_exist_ok=True)
    yield from _running(Settings(instance=folder, secret_key="not a secret in tests"))


@pytest.fixture
def rich(rich_app: Flask) -> FlaskClient:
    return rich_app.test_client()


@pytest.fixture
def own_rich_app(rich_folder: Path, settings: Settings) -> Iterator[Flask]:
    """The same, a copy of this test's own: for writing."""
    shutil.copytree(rich_folder, settings.folder, dirs_exist_ok=True)
    yield from _running(settings)


@dataclass(frozen=True)
class Answers:
    """Every list, page by page, and every thing: path → answer."""

    lists: dict[str, list[Json]]
    things: dict[str, dict[str, Json]]

    def all(self) -> Iterator[tuple[str, Json]]:
        for name, pages in self.lists.items():
            for number, page in enumerate(pages):
                yield f"/api/v1/{name} ({number})", page
        for name, things in self.things.items():
            for slug, thing in things.items():
                yield f"/api/v1/{name}/{slug}", thing


def name_of(name: str, thing: Json) -> str:
    """What names a thing of a list in its address."""
    keys = {"specs": "key", "measurements": "name", "methods": "version", "changes": "number"}
    return str(thing.get(keys.get(name, "slug"), thing.get("id")))


def walked(client: FlaskClient, path: str) -> list[Json]:
    """A list, page by page."""
    pages = []
    following: str | None = path
    while following:
        response = client.get(following)
        assert response.status_code == 200, (following, response.text)
        pages.append(response.get_json())
        following = pages[-1]["links"].get("next")
    return pages


@pytest.fixture(scope="session")
def answers(rich_app: Flask) -> Answers:
    """Everything the API says of the rich catalogue."""
    client = rich_app.test_client()
    index = client.get("/api/v1").get_json()
    lists = {one["name"]: walked(client, f"{one['list']}?limit=100") for one in index["resources"]}
    things: dict[str, dict[str, Json]] = {}
    for one in index["resources"]:
        if "item" not in one:
            continue
        names = [name_of(one["name"], thing) for page in lists[one["name"]] for thing in page["data"]]
        # The log is long, and its items are those of its list.
        for slug in names[:40] if one["name"] == "changes" else names:
            response = client.get(one["item"].replace("{slug}", slug))
            assert response.status_code == 200, (one["name"], slug, response.text)
            things.setdefault(one["name"], {})[slug] = response.get_json()
    return Answers(lists, things)


@pytest.fixture
def count_of() -> Callable[[Flask, str], int]:
    """count_of(app, address) → how many SQL statements the database was asked to answer it."""

    def count(app: Flask, address: str) -> int:
        said: list[str] = []

        def note(*given: Any) -> None:
            said.append(given[2])

        engine = app.extensions["database"].replica
        client = app.test_client()
        # What is made once for a state of the catalogue is made now.
        client.get("/api/v1/products?limit=1")
        event.listen(engine, "before_cursor_execute", note)
        try:
            response = client.get(address)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        assert response.status_code == 200, response.text
        return len(said)

    return count
