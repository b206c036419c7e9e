"""A library with pictures in it, and somebody who sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import Session, select

from catalog.config import Settings
from catalog.db import Database
from catalog.media import editing, keeping
from catalog.media.editing import Words
from catalog.media.encoding import prepare
from catalog.media.models import Picture, PictureFile, Upload
from catalog.media.reading import Limits, read
from catalog.media.store import Store
from tests.media import made
from tests.media.bucket import bucket
from tests.signed_in import Visitor

TYPED = {
    "alt": "Four plain quarters: red, green, blue and yellow.",
    "origin": "own photo",
    "credit": "Anna Anders",
    "licence": "",
    "taken_on": "2026-03",
    "shows": "",
    "name": "",
}
"""What somebody types who makes no mistake. The picture is plainly made up."""


def words(**fields: Any) -> Words:
    given = {"name": "Quarters", "alt": TYPED["alt"], "origin": "own photo", "credit": "Anna Anders"}
    return Words(**(given | fields))


def kept(database: Database, store: Store, number: int = 1, by: str = "anna") -> int:
    """Keep the picture of that number aside, as the desk does; its upload's number."""
    found = prepare(read(made.numbered(number), Limits(10**7, 10**7)))
    return keeping.keep(database, store, found, by=by, name=f"made {number}")


def add_picture(database: Database, store: Store, number: int = 1, **fields: Any) -> str:
    """A picture of the library, as the desk puts it there; its slug."""
    upload = kept(database, store, number)
    with database.writer() as session:
        given = words(**({"name": f"Made {number}"} | fields))
        slug = editing.add_picture(session, session.get_one(Upload, upload), given, actor="anna").slug
        session.commit()
    return slug


@pytest.fixture
def store(settings: Settings) -> Store:
    return Store(settings)


@pytest.fixture
def service() -> Iterator[Any]:
    """An empty bucket “pictures”, see `bucket`."""
    with bucket() as found:
        yield found


@pytest.fixture
def s3(service: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings that lead there."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up-secret")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    return Settings(media_url="s3://pictures/site", media_endpoint=service.address)


@pytest.fixture
def library(app: Flask) -> Callable[..., str]:
    """library(1, name="A dial") puts a picture into the library of `app`; its slug."""
    return _library(app)


@pytest.fixture
def own_library(own_app: Flask) -> Callable[..., str]:
    """The same over the real catalogue."""
    return _library(own_app)


def _library(app: Flask) -> Callable[..., str]:
    database, store = app.extensions["database"], app.extensions["media_store"]()
    return lambda number=1, **fields: add_picture(database, store, number, **fields)


@pytest.fixture
def count_statements(app: Flask) -> Callable[[Callable[[], Any]], int]:
    """count_statements(lambda: page("/devices/a6")) → how many SQL statements that took."""

    def count(act: Callable[[], Any]) -> int:
        said: list[str] = []

        def note(*given: Any) -> None:
            said.append(given[2])

        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(said)

    return count


@pytest.fixture
def send_picture(visitor: Visitor, anna: None) -> Callable[..., Any]:
    """send_picture(data, alt="") fills the form at /desk/media/new, signed in as Anna."""
    visitor.sign_in()

    def send(data: bytes | None = None, called: str = "quarters.png", **typed: Any) -> Any:
        file = {} if data is None else {"file": (BytesIO(data), called)}
        return visitor.send("/desk/media/new", **(TYPED | typed), **file)

    return send


def state(session: Session) -> tuple[list[str], set[str], list[Upload]]:
    """Slugs of pictures, names of their files, and uploads."""
    pictures = list(session.exec(select(Picture.slug).order_by(Picture.slug)))
    files = {row.stored.name for row in session.exec(select(PictureFile))}
    return pictures, files, list(session.exec(select(Upload)))
