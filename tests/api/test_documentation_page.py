"""`/api`: how the open data works, made of its description, with answers of today."""

import json

import pytest

from tests.html import fetcher


@pytest.fixture
def page(rich_app, rich):
    return fetcher(rich_app, rich)


def test_every_address_stands_there_with_a_line_for_a_shell(page, rich):
    shown = page("/api")
    described = rich.get("/openapi.json").get_json()
    addresses = {f"GET {path}" for path in described["paths"] if path != "/api/v1"}
    assert set(shown.texts("h4 code")) == addresses
    lines = [line for line in shown.texts("pre") if line.startswith("curl")]
    assert len(lines) > len(addresses)


def test_the_lines_for_a_shell_are_answered(page, rich):
    for line in page("/api").texts("pre"):
        if line.startswith("curl 'http"):
            address = line.removeprefix("curl 'http://localhost").removesuffix("'")
            assert rich.get(address).status_code in (200, 400, 404), line


def test_examples_are_todays_answers(page, rich):
    texts = page("/api").texts("#examples pre")
    assert json.loads(texts[3])["data"] == rich.get("/api/v1/specs/needle_length").get_json()["data"]
    assert texts[1].startswith(rich.get("/api/v1").text[:10].replace(":", ": ").replace("{", "{ "))


def test_every_shape_state_problem_and_parameter_is_explained(page, rich):
    shown = page("/api")
    described = rich.get("/openapi.json").get_json()
    ids = {element.get("id") for element in shown.all("[id]")}
    assert {f"shape-{name}" for name in described["components"]["schemas"]} <= ids
    assert set(rich.get("/api/v1").get_json()["states"]) <= set(shown.texts("#states th code"))
    refused = rich.get("/api/v1/studies?x=1").get_json()
    assert refused["type"].removeprefix("/api#") in ids
    assert {"limit", "cursor", "as_of", "kind", "brand", "q"} <= set(shown.texts("#what th code"))
    for link in shown.links("a[href^='#']"):
        assert link[1:] in ids, link


def test_the_footer_leads_there(page):
    assert "/api" in page("/about").links("footer a")


def test_it_says_what_there_is_of_an_empty_catalogue(app, client):
    shown = fetcher(app, client)("/api")
    assert "Open data" in shown.text("h1")
