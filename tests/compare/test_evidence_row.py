"""The row of the articles and studies that name a device: alike on the page and in its twins, not pinned."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.articles.besides import fill
from tests.claims.samples import notice, store
from tests.factories import catalogue
from tests.html import Page

Fetch = Callable[..., Page]
NOTHING = "nothing on this site names it"
QUERY = "d=ada,bea"


@pytest.fixture
def filled(app: Flask) -> Flask:
    with catalogue(app) as session:
        fill(session)
    return app


def test_the_page_names_each_and_leads_to_it(filled: Flask, page: Fetch) -> None:
    shown = page(f"/compare?{QUERY}")
    assert shown.text("#r-evidence th") == "Articles and studies that name it"
    assert shown.texts("#r-evidence .v") == ["Told of ada; Adams 2020", NOTHING]
    assert shown.links("#r-evidence .v a") == ["/articles/told-of-ada", "/studies/adams2020"]


def test_the_twins_say_the_same(filled: Flask, client: FlaskClient) -> None:
    rows = {row["key"]: row for row in json.loads(client.get(f"/compare.json?{QUERY}").data)["rows"]}
    ada, bea = rows["evidence"]["cells"]
    assert (rows["evidence"]["section"], rows["evidence"]["sameness"]) == ("Articles and studies", None)
    assert (ada["state"], ada["text"]) == ("known", "Told of ada; Adams 2020")
    assert ada["value"] == [
        {"title": "Told of ada", "url": "/articles/told-of-ada"},
        {"title": "Adams 2020", "url": "/studies/adams2020"},
    ]
    assert (bea["state"], bea["text"], bea["value"]) == ("not_researched", NOTHING, None)
    lines = list(csv.reader(io.StringIO(client.get(f"/compare.csv?{QUERY}").text)))
    label = "Articles and studies that name it"
    assert ["evidence", label, "Told of ada; Adams 2020", NOTHING] in lines
    assert f"| {label} | Told of ada; Adams 2020 | {NOTHING} |" in client.get(f"/compare.md?{QUERY}").text


def test_a_study_in_doubt_says_so_in_the_cell(filled: Flask, page: Fetch) -> None:
    with catalogue(filled) as session:
        store(session, notice())
    assert page(f"/compare?{QUERY}").texts("#r-evidence .nt") == ["Adams 2020: retracted on 3 Mar 2026"]


def test_the_row_is_absent_where_none_is_named_and_can_be_hidden(filled: Flask, page: Fetch) -> None:
    assert not page("/compare?d=bea,rolla").all("#r-evidence")
    assert not page(f"/compare?{QUERY}&hide=evidence").all("#r-evidence")
    first = page(f"/compare?{QUERY}&order=evidence").all(".cmp-scroll tr[id]")[0]
    assert first.get("id") == "r-evidence"


def test_it_is_no_value_and_is_not_pinned(filled: Flask, client: FlaskClient) -> None:
    """Else an article written tomorrow would make every comparison of today look stale."""
    kept = client.post("/compare/pin", data={"query": QUERY}).location
    rows = json.loads(client.get(f"{kept}.json").data)["rows"]
    assert "needle_length" in {row["key"] for row in rows}
    assert "evidence" not in {row["key"] for row in rows}
    assert not Page(client.get(kept)).all("#r-evidence")
