"""`/for`: the list of concerns, each with its certainty in words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from catalog.places import place
from tests.concerns.samples import concern, needled, store, study
from tests.factories import catalogue
from tests.html import Page
from tests.test_growth import statements

Fetch = Callable[..., Page]
SEEDS = tomllib.loads((place("seeds") / "concerns.toml").read_text("utf-8"))


def test_every_concern_is_there_with_its_certainty_in_words(seeded_page: Fetch) -> None:
    page = seeded_page("/for")
    assert page.texts(".concs h2") == [one["label"] for one in SEEDS.values()]
    assert page.links(".concs h2 a") == [f"/for/{slug}" for slug in SEEDS]
    assert page.texts(".concs .ev") == [
        f"{one['certainty'].capitalize()} certainty" for one in SEEDS.values()
    ]


def test_it_says_how_many_studies_and_how_many_at_home(seeded_page: Fetch) -> None:
    lines = dict(zip(SEEDS, seeded_page("/for").texts(".concs .fine"), strict=True))
    assert lines["acne-scars"] == "13 studies and reviews, none at home."
    assert lines["hair-thinning"] == "6 studies and reviews, 1 study at home."
    assert lines["enlarged-pores"] == "1 study, none at home."
    assert lines["fine-lines"] == "9 studies, 1 study at home."


def test_it_explains_what_certainty_means(seeded_page: Fetch) -> None:
    page = seeded_page("/for")
    assert page.texts(".mean dt") == ["High", "Moderate", "Low", "Very low"]
    said = page.text("#certainty")
    assert "No concern here has reached it." in said
    assert "for treatment in a clinic" in said
    assert "not how large the effect is" in said


def test_the_twin_lists_them_with_their_grades(seeded_client: FlaskClient) -> None:
    found = json.loads(seeded_client.get("/for.json").data)["concerns"]
    assert [(one["slug"], one["grade"]["certainty"]) for one in found] == [
        (slug, one["certainty"]) for slug, one in SEEDS.items()
    ]


def test_an_empty_catalogue_has_a_list_without_concerns(page: Fetch) -> None:
    assert "No concern is on record yet." in page("/for").text("main")
    assert not page("/").all("#for")


def test_statements_do_not_grow_with_the_concerns(app: Flask, client: FlaskClient) -> None:
    def asked(address: str) -> int:
        client.get(address)
        with statements(app) as seen:
            client.get(f"{address}?again=1")
        return len(seen)

    def add(count: int) -> None:
        with catalogue(app) as session:
            for n in range(count):
                studies = [study(f"study{1900 + i}") for i in range(n + 1)]
                rows = [needled(one.slug, 500) for one in studies]
                store(session, concern(f"one-{n}", position=n), rows, studies)

    add(1)
    small = [asked(address) for address in ("/for", "/", "/for/one-0")]
    add(6)
    assert [asked(address) for address in ("/for", "/", "/for/one-0")] == small
