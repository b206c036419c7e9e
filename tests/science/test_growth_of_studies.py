"""What a page reads does not grow with the studies there are: thousands may be taken over from a file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import insert

from catalog import create_app
from catalog.config import Settings
from catalog.science.editing import put_study
from catalog.science.models import Study
from tests.factories import WHO, catalogue

PAGES = (
    "/devices/dr-pen-a6",
    "/needle-lengths",
    "/needle-lengths/0.5",
    "/claims",
    "/claims/c12",
    "/claims/c12.json",
    "/for",
    "/for/acne-scars",
    "/for/acne-scars.json",
    "/articles/how-microneedling-works",
    "/articles/safety",
    "/studies/chu2021",
    "/cleared?model=Dr.+Pen+A6",
    "/",
)
MORE = 1000


@pytest.fixture
def app(seeded_file: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application over a real catalogue of this test's own."""
    shutil.copy(seeded_file, tmp_path / "catalog.sqlite3")
    made = create_app(Settings(instance=tmp_path, secret_key="not a secret in tests"))
    made.testing = True
    yield made
    made.extensions["watcher"].close()
    made.extensions["database"].close()


def imported(slug: str) -> dict[str, Any]:
    given = {"title": f"What {slug} saw", "authors_json": f'["{slug.title()} A"]', "journal": "J"}
    return {"slug": slug, "year": 2020, "confidence": "imported", **given}


def take_over(app: Flask, number: int) -> None:
    """Studies as an import leaves them; the last one is logged, so that pages see a new state."""
    with catalogue(app) as session:
        session.execute(insert(Study), [imported(f"a{n:05}") for n in range(number)])
        put_study(session, Study(**imported("z")), **WHO)


class Read:
    """Counts statements and rows of a request; the rows by asking again."""

    def __init__(self, app: Flask, path: Path) -> None:
        self._app, self._path = app, path
        self._asked: list[tuple[str, Any]] = []

    def _note(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        self._asked.append((statement, parameters))

    def of(self, address: str) -> tuple[int, int]:
        """``(12, 340)`` statements and rows, once everything that is made once for a state is made."""
        client = self._app.test_client()
        assert client.get(address).status_code == 200
        self._asked.clear()
        engine = self._app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", self._note)
        # Another address: answers are kept for a while.
        answer = client.get(f"{address}{'&' if '?' in address else '?'}again=1")
        event.remove(engine, "before_cursor_execute", self._note)
        assert answer.status_code == 200
        with sqlite3.connect(self._path) as database:
            counts = [len(database.execute(*asked).fetchall()) for asked in self._asked if _reads(asked[0])]
        return len(counts), sum(counts)


def _reads(statement: str) -> bool:
    return statement.lstrip().startswith(("SELECT", "WITH"))


def test_statements_and_rows_do_not_grow_with_studies(app: Flask, tmp_path: Path) -> None:
    read = Read(app, tmp_path / "catalog.sqlite3")
    before = {address: read.of(address) for address in PAGES}
    # Anything reads something: the counting works.
    assert all(statements and rows for statements, rows in before.values())
    take_over(app, MORE)
    app.extensions["watcher"].newest()
    after = {address: read.of(address) for address in PAGES}
    assert after == before


def test_the_list_reads_as_much_as_a_page_holds(app: Flask, tmp_path: Path) -> None:
    read = Read(app, tmp_path / "catalog.sqlite3")
    take_over(app, MORE)
    app.extensions["watcher"].newest()
    _statements, rows = read.of("/studies?page=3")
    client = app.test_client()
    assert client.get("/studies?page=3").text.count('href="/studies/a0') == 100
    assert 100 <= rows <= 110
    whole = len(client.get("/studies.bib").text)
    assert len(client.get("/studies?page=3").text) < whole / 3


def test_a_study_that_was_taken_over_is_named_at_once_and_others_get_letters(app: Flask) -> None:
    client = app.test_client()
    assert "Chu 2021 ·" in client.get("/studies/chu2021").text
    with catalogue(app) as session:
        row = imported("chu2021b") | {"authors_json": '["Chu S"]', "year": 2021}
        put_study(session, Study(**row), **WHO)
    app.extensions["watcher"].newest()
    assert "Chu 2021a ·" in client.get("/studies/chu2021").text
    assert "Chu 2021b ·" in client.get("/studies/chu2021b").text
