"""Walking a list: once through everything, whatever is edited between its pages."""

import base64
import json
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.api.cursors import Cursor, UnknownCursorError, read, write
from catalog.changes.saving import remove_row
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from catalog.products.editing import rename_product
from tests.api.conftest import walked
from tests.factories import WHO, catalogue, make_device

SLUGS = [f"term-{letter}" for letter in "abcdefghijkl"]
EDIT = st.tuples(st.sampled_from(["put", "remove"]), st.sampled_from(SLUGS), st.integers(0, 3))


def term(slug: str, number: int) -> GlossaryTerm:
    return GlossaryTerm(slug=slug, term=slug.capitalize(), definition=f"Made up {number}.")


def apply(app: Flask, edits: list[tuple[str, str, int]]) -> None:
    with catalogue(app) as session:
        for kind, slug, number in edits:
            if kind == "put":
                put_term(session, term(slug, number), **WHO)
            else:
                remove_row(session, GlossaryTerm, slug, **WHO)


def test_a_walk_meets_everything_once_in_order(rich: FlaskClient) -> None:
    for path in ("/api/v1/products", "/api/v1/studies", "/api/v1/glossary"):
        whole = [one for page in walked(rich, f"{path}?limit=100") for one in page["data"]]
        parts = walked(rich, f"{path}?limit=7")
        assert [one for page in parts for one in page["data"]] == whole
        assert {page["total"] for page in parts} == {len(whole)}
        assert [len(page["data"]) for page in parts[:-1]] == [7] * (len(parts) - 1)


def test_the_header_leads_on_as_the_answer_does(rich: FlaskClient) -> None:
    response = rich.get("/api/v1/studies?limit=50")
    assert response.headers["Link"] == f'<{response.get_json()["links"]["next"]}>; rel="next"'
    assert "Link" not in rich.get(response.get_json()["links"]["next"]).headers


def test_nothing_is_met_twice_or_missed_while_the_catalogue_changes(app: Flask) -> None:
    client = app.test_client()

    @settings(max_examples=12, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        st.lists(EDIT, min_size=1, max_size=10),
        st.lists(st.lists(EDIT, max_size=5), min_size=3, max_size=3),
        st.integers(1, 5),
    )
    def follow(first: list[Any], between: list[list[Any]], limit: int) -> None:
        apply(app, first)
        expected = client.get("/api/v1/glossary?limit=100").get_json()
        met: list[Any] = []
        following: str | None = f"/api/v1/glossary?limit={limit}"
        edits = iter(between)
        while following:
            page = client.get(following).get_json()
            assert page["version"] == expected["version"]
            met += page["data"]
            following = page["links"].get("next")
            apply(app, next(edits, []))
        assert met == expected["data"]

    follow()


def test_a_product_renamed_during_a_walk_is_met_once(app: Flask) -> None:
    with catalogue(app) as session:
        for slug in ("aa", "bb", "cc", "dd"):
            make_device(session, slug)
    client = app.test_client()
    first = client.get("/api/v1/products?limit=2").get_json()
    with catalogue(app) as session:
        rename_product(session, "aa", "zz", **WHO)
        rename_product(session, "dd", "a0", **WHO)
    second = client.get(first["links"]["next"]).get_json()
    assert [one["slug"] for page in (first, second) for one in page["data"]] == ["aa", "bb", "cc", "dd"]
    assert second["version"] == first["version"]
    assert client.get("/api/v1/products").get_json()["version"] > first["version"]


def test_the_log_goes_on_below_while_it_grows_above(own_rich_app: Flask) -> None:
    client = own_rich_app.test_client()
    first = client.get("/api/v1/changes?limit=5").get_json()
    apply(own_rich_app, [("put", "term-a", 1)])
    second = client.get(first["links"]["next"]).get_json()
    numbers = [one["number"] for page in (first, second) for one in page["data"]]
    assert numbers == sorted(set(numbers), reverse=True)
    assert second["version"] == first["version"]
    assert client.get("/api/v1/changes?limit=1").get_json()["data"][0]["number"] == first["version"] + 1


def test_a_cursor_belongs_to_its_list(rich: FlaskClient) -> None:
    following = rich.get("/api/v1/studies?limit=5").get_json()["links"]["next"]
    cursor = following.partition("cursor=")[2]
    for path in ("/api/v1/sources", "/api/v1/products", "/api/v1/products?kind=pen"):
        response = rich.get(f"{path}{'&' if '?' in path else '?'}cursor={cursor}")
        assert (response.status_code, response.get_json()["type"]) == (404, "/api#problem-unknown-cursor")
        assert response.get_json()["parameter"] == "cursor"


def test_a_cursor_and_another_time_contradict_each_other(rich: FlaskClient) -> None:
    page = rich.get("/api/v1/studies?limit=5").get_json()
    response = rich.get(f"{page['links']['next']}&as_of=3")
    assert (response.status_code, response.get_json()["parameter"]) == (400, "as_of")
    assert rich.get(f"{page['links']['next']}&as_of={page['version']}").status_code == 200


@pytest.mark.parametrize("cursor", ["x", "%00", "abcd", "A" * 600, "W10", "WzEsMiwzLDRd", "ä", ""])
def test_what_is_no_cursor_is_refused(rich: FlaskClient, cursor: str) -> None:
    response = rich.get(f"/api/v1/studies?cursor={cursor}")
    assert response.status_code in (400, 404)
    assert response.mimetype == "application/problem+json"


def test_a_cursor_of_a_version_that_is_not_there_is_refused(rich: FlaskClient) -> None:
    cursor = write(Cursor("studies?", 999_999, "2026-11-27", "a"))
    assert rich.get(f"/api/v1/studies?cursor={cursor}").status_code == 404


@given(st.text(max_size=50), st.integers(0, 10**9), st.dates(), st.text(max_size=50))
def test_a_cursor_is_read_as_it_was_written(of: str, version: int, day: Any, after: str) -> None:
    cursor = Cursor(of, version, day.isoformat(), after)
    if len(write(cursor)) <= 500:
        assert read(write(cursor)) == cursor


@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), st.lists, max_leaves=6)
    | st.binary(max_size=40)
)
def test_whatever_is_sent_is_a_cursor_or_is_refused(said: Any) -> None:
    data = said if isinstance(said, bytes) else json.dumps(said).encode()
    text = base64.urlsafe_b64encode(data).decode().rstrip("=")
    with suppress(UnknownCursorError):
        assert write(read(text)) == text
