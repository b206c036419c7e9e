"""`?as_of=`: every resource as it was, replayed from the log, the same to the letter."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from catalog.api.pages.public_log import KINDS
from catalog.claims import queries as claims
from catalog.claims.editing import put_claim
from catalog.claims.models import Claim
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from catalog.products.editing import rename_product
from catalog.products.queries import product_by_slug
from catalog.products.unpublishing import take_down
from catalog.reviews.editing import remove_review
from tests.api.conftest import Answers, Json, walked
from tests.factories import WHO, catalogue, make_device

TODAY_ONLY = {
    "articles": ("comments", "changed_since"),
    "reviews": ("changed_since",),
    "products": ("pictures",),
}
"""What only today's answers say; they name it in `cannot_say`."""


def without(name: str, thing: Json) -> Json:
    return {key: value for key, value in thing.items() if key not in TODAY_ONLY.get(name, ())}


def move_on(app: Flask) -> None:
    """A change that no answer but the log's and the glossary's tells of."""
    with catalogue(app) as session:
        put_term(session, GlossaryTerm(slug="made-up", term="Made-up", definition="Nothing."), **WHO)


def test_everything_replayed_is_what_it_was(own_rich_app: Flask) -> None:
    client = own_rich_app.test_client()
    index = client.get("/api/v1").get_json()
    version = index["version"]
    before: dict[str, Any] = {}
    for one in index["resources"]:
        before[one["name"]] = [
            thing for page in walked(client, f"{one['list']}?limit=100") for thing in page["data"]
        ]
    move_on(own_rich_app)
    for one in index["resources"]:
        if one["name"] == "specs":
            continue
        pages = walked(client, f"{one['list']}?limit=100&as_of={version}")
        assert {page["version"] for page in pages} == {version}
        then = [thing for page in pages for thing in page["data"]]
        name = one["name"]
        assert [without(name, thing) for thing in then] == [without(name, thing) for thing in before[name]], (
            name
        )


@pytest.mark.parametrize("most", [3, pytest.param(12, marks=pytest.mark.long)])
def test_every_thing_replayed_is_what_it_was(own_rich_app: Flask, answers: Answers, most: int) -> None:
    client = own_rich_app.test_client()
    version = client.get("/api/v1").get_json()["version"]
    move_on(own_rich_app)
    for name, things in answers.things.items():
        # From everywhere in the list: each costs a replay of what it is made of.
        for slug, answer in list(things.items())[:: max(1, len(things) // most)][:most]:
            if name == "specs":
                continue
            then = client.get(f"/api/v1/{name}/{slug}?as_of={version}").get_json()
            assert then["version"] == version
            assert then["data"] == without(name, answer["data"]), (name, slug)


def hide(session: Session, slug: str) -> None:
    found = product_by_slug(session, slug)
    assert found is not None
    take_down(session, found, **WHO)


@pytest.fixture
def client(own_rich_app: Flask) -> FlaskClient:
    return own_rich_app.test_client()


def version(client: FlaskClient) -> int:
    return int(client.get("/api/v1").get_json()["version"])


def test_a_claim_keeps_the_verdict_it_had(own_rich_app, client):
    then = version(client)
    with catalogue(own_rich_app) as session:
        row = claims.claim(session, "c01")
        assert row is not None
        was = row.verdict
        now = "unsupported" if was != "unsupported" else "contradicted"
        put_claim(session, Claim(**(row.model_dump(exclude={"id"}) | {"verdict": now})), **WHO)
    assert client.get("/api/v1/claims/c01").get_json()["data"]["verdict"] == now
    past = client.get(f"/api/v1/claims/c01?as_of={then}").get_json()
    assert (past["data"]["verdict"], past["version"]) == (was, then)
    assert client.get(past["links"]["self"]).get_json() == past


def test_a_renamed_product_is_found_by_both_names(own_rich_app, client):
    then = version(client)
    with catalogue(own_rich_app) as session:
        rename_product(session, "dr-pen-m8", "dr-pen-m8-new", **WHO)
    moved = client.get("/api/v1/products/dr-pen-m8?as_of=" + str(then))
    assert moved.get_json()["data"]["slug"] == "dr-pen-m8"
    by_new = client.get(f"/api/v1/products/dr-pen-m8-new?as_of={then}").get_json()
    assert by_new["data"] == moved.get_json()["data"]
    now = client.get("/api/v1/products/dr-pen-m8")
    assert (now.status_code, now.headers["Location"]) == (301, "/api/v1/products/dr-pen-m8-new")
    slugs = [one["slug"] for page in walked(client, f"/api/v1/products?as_of={then}") for one in page["data"]]
    assert "dr-pen-m8" in slugs
    assert "dr-pen-m8-new" not in slugs


def test_a_product_that_was_taken_down_is_gone_today_and_there_before(own_rich_app, client):
    then = version(client)
    with catalogue(own_rich_app) as session:
        hide(session, "exceed")
    assert client.get("/api/v1/products/exceed").status_code == 410
    assert client.get("/api/v1/products/exceed").get_json()["type"].endswith("gone")
    assert client.get(f"/api/v1/products/exceed?as_of={then}").get_json()["data"]["slug"] == "exceed"
    listed = [one["slug"] for page in walked(client, "/api/v1/products?limit=100") for one in page["data"]]
    assert "exceed" not in listed


def test_what_took_the_place_of_a_device_is_named_while_it_is_public(own_rich_app, client):
    with catalogue(own_rich_app) as session:
        make_device(session, "a-made-up-heir")
        make_device(session, "a-made-up-pen", status="discontinued", successor="a-made-up-heir")
    then = version(client)
    with catalogue(own_rich_app) as session:
        hide(session, "a-made-up-heir")
    was = client.get(f"/api/v1/products/a-made-up-pen?as_of={then}").get_json()["data"]
    assert was["successor"] == "a-made-up-heir"
    for address in ("/api/v1/products/a-made-up-pen", f"/api/v1/products/a-made-up-pen?as_of={then + 1}"):
        assert "successor" not in client.get(address).get_json()["data"]


def test_a_review_that_was_removed_is_there_before(own_rich_app, client):
    then = version(client)
    kept = client.get("/api/v1/reviews/made-up").get_json()["data"]
    with catalogue(own_rich_app) as session:
        remove_review(session, "made-up", **WHO)
    assert client.get("/api/v1/reviews/made-up").status_code == 410
    past = client.get(f"/api/v1/reviews/made-up?as_of={then}").get_json()
    assert past["data"] == without("reviews", kept)


def test_filters_ask_of_that_version(own_rich_app, client):
    then = version(client)
    before = walked(client, "/api/v1/products?kind=pen&brand=dr-pen&limit=100")
    with catalogue(own_rich_app) as session:
        hide(session, "dr-pen-a6")
    past = walked(client, f"/api/v1/products?kind=pen&brand=dr-pen&limit=100&as_of={then}")
    assert [one["slug"] for one in past[0]["data"]] == [one["slug"] for one in before[0]["data"]]
    assert past[0]["total"] == before[0]["total"]
    now = walked(client, "/api/v1/products?kind=pen&brand=dr-pen&limit=100")
    assert now[0]["total"] == before[0]["total"] - 1


@pytest.mark.parametrize(
    ("asked", "status", "kind"),
    [
        ("1999-01-01", 404, "no-such-time"),
        ("2999-01-01", 404, "no-such-time"),
        ("999999", 404, "no-such-time"),
        ("0", 404, "no-such-time"),
        ("2026-02-31", 400, "bad-parameter"),
        ("yesterday", 400, "bad-parameter"),
        ("", 400, "bad-parameter"),
        ("-1", 400, "bad-parameter"),
        ("１", 400, "bad-parameter"),
    ],
)
def test_what_is_no_time_is_refused(rich, asked, status, kind):
    for path in ("/api/v1/studies", "/api/v1/products/exceed", "/api/v1/changes"):
        response = rich.get(path, query_string={"as_of": asked})
        problem = response.get_json()
        assert (response.status_code, problem["type"]) == (status, f"/api#problem-{kind}"), path
        assert problem["parameter"] == "as_of"


def test_the_registry_says_that_it_has_no_history(rich):
    problem = rich.get("/api/v1/specs?as_of=1").get_json()
    assert problem["status"] == 400
    assert "has no history" in problem["detail"]


def test_an_earlier_version_says_what_it_cannot(own_rich_app, client):
    then = version(client)
    move_on(own_rich_app)
    past = client.get(f"/api/v1/products/exceed?as_of={then}").get_json()
    assert any("registry has no history" in one for one in past["cannot_say"])
    assert "cannot_say" not in client.get("/api/v1/products/exceed").get_json()


def test_a_version_costs_no_more_statements_however_much_is_in_it(own_rich_app, client, count_of):
    then = version(client)
    move_on(own_rich_app)
    for one in client.get("/api/v1").get_json()["resources"]:
        if one["name"] == "specs":
            continue
        few = count_of(own_rich_app, f"{one['list']}?limit=2&as_of={then}")
        many = count_of(own_rich_app, f"{one['list']}?limit=100&as_of={then}")
        assert few <= 24, one["name"]
        # What many products hang together with is asked for in parts; the log has a statement a kind.
        assert many <= few + (len(KINDS) if one["name"] == "changes" else 4), one["name"]
