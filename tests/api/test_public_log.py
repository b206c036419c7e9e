"""`/api/v1/changes`: what the public could see, with each field before and after, and nothing else."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.drafts import ArticleDraft
from catalog.articles.editing import put_article
from catalog.media.editing import Words, change_words
from catalog.media.queries import picture
from catalog.products.editing import publish_product, rename_product
from catalog.products.queries import drafts, product_by_slug
from catalog.products.unpublishing import take_down
from tests.api.conftest import HIDDEN, Json, walked
from tests.articles.besides import article
from tests.factories import WHO, catalogue

SECRET = "Nobody may read this"


@pytest.fixture
def client(own_rich_app: Flask) -> FlaskClient:
    return own_rich_app.test_client()


def newest(client: FlaskClient, since: int = 0) -> list[Json]:
    """The changes after a number, oldest first."""
    found = client.get("/api/v1/changes?limit=100").get_json()["data"]
    return [one for one in reversed(found) if one["number"] > since]


def version(client: FlaskClient) -> int:
    return int(client.get("/api/v1").get_json()["version"])


def said(one: Json, field: str) -> tuple[object, object]:
    found = next(f for f in one["fields"] if f["field"] == field)
    return found.get("before"), found.get("after")


def test_a_change_says_who_when_what_and_why(own_rich_app, client):
    before = version(client)
    with catalogue(own_rich_app) as session:
        rename_product(session, "exceed", "exceed-two", **WHO)
    (one,) = newest(client, before)
    assert one["number"] == before + 1
    assert one["actor"]["id"] == WHO["actor"]
    assert one["reason"] == WHO["reason"]
    assert one["entity"] == {"kind": "product", "id": "exceed-two", "address": "/devices/exceed-two"}
    assert one["what"] == "changed"
    assert said(one, "slug") == ("exceed", "exceed-two")
    assert client.get(f"/api/v1/changes/{one['number']}").get_json()["data"] == one


def test_the_whole_log_is_there_without_drafts_comments_and_what_is_the_desks(client):
    changes = [one for page in walked(client, "/api/v1/changes?limit=100") for one in page["data"]]
    numbers = [one["number"] for one in changes]
    assert numbers == sorted(set(numbers), reverse=True)
    assert {"product", "study", "article", "review", "picture", "measurement"} <= {
        one["entity"]["kind"] for one in changes
    }
    assert "comment" not in {one["entity"]["kind"] for one in changes}
    assert not [one for one in changes if one["entity"].get("id") == HIDDEN]


def draft(**fields: object) -> ArticleDraft:
    return replace(article("made-up", text=SECRET, is_published=False), **fields)


def test_a_draft_is_told_once_it_is_published_as_it_was_then(own_rich_app, client):
    before = version(client)
    steps = [
        draft(),
        draft(text=f"{SECRET} either"),
        draft(text="Everybody may read this.", is_published=True),
        draft(text="Everybody may read that.", is_published=True),
        draft(text=SECRET),
        draft(text="It is back.", is_published=True),
    ]
    for step in steps:
        with catalogue(own_rich_app) as session:
            put_article(session, step, **WHO)
    found = newest(client, before)
    assert [one["what"] for one in found] == ["published", "changed", "taken down", "published"]
    assert said(found[0], "text") == (None, "Everybody may read this.")
    assert said(found[1], "text") == ("Everybody may read this.", "Everybody may read that.")
    assert said(found[2], "text") == ("Everybody may read that.", None)
    assert SECRET not in client.get("/api/v1/changes?limit=100").text
    hidden = {before + 1, before + 2}
    assert {client.get(f"/api/v1/changes/{number}").status_code for number in hidden} == {404}


def test_what_is_edited_while_a_product_is_down_is_not_told(own_rich_app, client):
    before = version(client)
    with catalogue(own_rich_app) as session:
        pen = product_by_slug(session, "exceed")
        assert pen is not None
        take_down(session, pen, **WHO)
        rename_product(session, "exceed", "a-secret-name", **WHO)
        rename_product(session, "a-secret-name", "exceed-two", **WHO)
        again = drafts(session, [pen.id or 0])[pen.id or 0]
        publish_product(session, again, again.slug, **WHO)
    found = newest(client, before)
    assert [one["what"] for one in found] == ["taken down", "published"]
    assert "a-secret-name" not in client.get("/api/v1/changes?limit=100").text


def test_words_of_a_picture_that_nobody_was_shown_are_not_told(own_rich_app, client):
    before = version(client)
    with catalogue(own_rich_app) as session:
        unseen, shown = picture(session, "made-3"), picture(session, "made-1")
        assert unseen is not None
        assert shown is not None
        words = Words(name="A name", alt=SECRET, origin="own photo", credit="Anna")
        change_words(session, unseen, words, actor="anna")
        change_words(session, shown, replace(words, alt="All may", product_id=shown.product_id), actor="anna")
    assert SECRET not in client.get("/api/v1/changes?limit=100").text
    told = [one for one in newest(client, before) if one["entity"]["kind"] == "picture"]
    assert [said(one, "alt")[1] for one in told] == ["All may"]


def test_only_changes_of_one_kind(client):
    pages = walked(client, "/api/v1/changes?kind=study&limit=100")
    assert {one["entity"]["kind"] for page in pages for one in page["data"]} == {"study"}
    assert sum(len(page["data"]) for page in pages) == 79


def test_what_fields_refer_to_is_named(client):
    changes = [
        one for page in walked(client, "/api/v1/changes?kind=product&limit=100") for one in page["data"]
    ]
    brands = {said(one, "brand")[1] for one in changes if any(f["field"] == "brand" for f in one["fields"])}
    assert "dr-pen" in brands
    assert not [f for one in changes for f in one["fields"] if f["field"].endswith("_id")]
