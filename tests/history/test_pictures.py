"""`/pictures/<slug>/history`: what the public saw of a picture, when and where, and what of it was wrong."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlmodel import Session

from catalog.articles import editing as articles
from catalog.articles.drafts import ArticleDraft
from catalog.articles.editing import put_article
from catalog.changes.recording import record
from catalog.history.showing import places_at, showings
from catalog.media import editing, queries
from catalog.media.models import Upload
from catalog.people.editing import put_author
from catalog.people.models import Author
from catalog.products.queries import product_by_slug
from catalog.products.unpublishing import take_down
from catalog.reviews.editing import remove_review
from tests.articles.besides import article
from tests.conftest import serving
from tests.factories import WHO, catalogue, make_cartridge, make_device
from tests.html import Page
from tests.media.conftest import kept, words
from tests.reviews.made import make_author, make_method, research, store
from tests.test_every_page import SETTLED_WIDTH, SMALL_TARGETS

Fetch = Callable[..., Page]
Library = Callable[..., str]
HISTORY = "/pictures/made-1/history"
WITH: ArticleDraft = article("dials", text="A.\n\n[[picture made-1]]\n\nB.")
WITHOUT = replace(WITH, text="A.\n\nB.")


def say(app: Flask, **fields: Any) -> None:
    """Say something else of the picture."""
    with catalogue(app) as session:
        row = queries.picture(session, "made-1")
        assert row is not None
        said = {name: getattr(row, name) for name in words().__dataclass_fields__}
        editing.change_words(session, row, words(**(said | fields)), actor="anna")


def put(app: Flask, draft: ArticleDraft) -> None:
    with catalogue(app) as session:
        put_article(session, draft, actor="anna", reason="Written anew")


def device(app: Flask, slug: str = "dermaline-one") -> int:
    with catalogue(app) as session:
        make_device(session, slug)
        number = product_by_slug(session, slug).id
    assert number is not None
    return number


def notes(shown: Page) -> list[str]:
    return shown.texts("ol.hist > li > p:not(.fine)")


def test_what_no_public_page_ever_showed_has_no_history(
    app: Flask, client: FlaskClient, library: Library
) -> None:
    library(1)
    put(app, replace(WITH, is_published=False))
    say(app, alt="Something else.")
    for address in (HISTORY, f"{HISTORY}.json", "/pictures/made-2/history", "/pictures/made-1"):
        assert client.get(address).status_code == 404
    assert "made-1" not in client.get("/corrections").text


def test_it_tells_what_the_public_saw_and_when(
    app: Flask, page: Fetch, library: Library, at_time: Callable[..., Any]
) -> None:
    at_time(2026, 3, 1)
    library(1, alt="A first try.")
    say(app, alt="A second try.")
    at_time(2026, 3, 2)
    put(app, WITH)
    at_time(2026, 3, 3)
    say(app, alt="Four quarters.", credit="Berta Berg")
    at_time(2026, 3, 4)
    put(app, WITHOUT)
    say(app, alt="Nobody sees this.")
    say(app, alt="Four plain quarters.")
    at_time(2026, 3, 5)
    put(app, WITH)
    shown = page(HISTORY)
    assert [one[:10] for one in shown.texts("ol.hist h2 time")] == [
        "5 Mar 2026", "4 Mar 2026", "3 Mar 2026", "2 Mar 2026",
    ]  # fmt: skip
    assert notes(shown) == [
        "Shown on a public page again.",
        "Shown on no public page any more.",
        "Shown on a public page for the first time.",
    ]
    changed = shown.texts("ol.hist > li")[1 + 1]
    assert "for those who do not see it: was A second try, now Four quarters." in changed
    assert "Who took it: was Anna Anders, now Berta Berg" in changed
    assert "saved by anna" in changed
    for secret in ("A first try", "Nobody sees this"):
        assert secret not in shown.html


def test_it_shows_the_picture_as_it_is_now_and_where(
    app: Flask, page: Fetch, client: FlaskClient, library: Library
) -> None:
    library(1, product_id=device(app), origin="maker", licence="Press kit", alt='Four "plain" <quarters>.')
    put(app, WITH)
    shown = page(HISTORY)
    assert shown.one(".pic-now img").get("alt") == 'Four "plain" <quarters>.'
    assert 'In words: Four "plain" <quarters>.' in shown.text(".pic-now")
    assert shown.text(".pic-now figcaption") == "maker picture Anna Anders. Licence: Press kit"
    assert client.get(shown.one(".pic-now img").get("src")).status_code == 200
    assert shown.links(".pic-now p a") == ["/devices/dermaline-one", "/articles/dials"]
    assert "Shown on Dermaline One and Dials." in shown.text(".pic-now")
    assert shown.text("h1") == "History of this picture"
    data = client.get(f"{HISTORY}.json").get_json()
    assert (data["kind"], data["url"], data["picture"]["origin"]) == (
        "picture", "/pictures/made-1", "maker picture",
    )  # fmt: skip
    assert data["shown_on"] == ["/devices/dermaline-one", "/articles/dials"]
    assert [one["note"] for one in data["changes"]] == ["Shown on a public page for the first time."]


@pytest.mark.parametrize("how", ["article", "device", "cartridge", "author"])
def test_every_page_that_shows_it_leads_to_its_history(
    app: Flask, page: Fetch, library: Library, how: str
) -> None:
    """And the history leads back, also where the page is that of an author."""
    if how == "article":
        library(1)
        put(app, WITH)
    elif how == "author":
        library(1)
        with catalogue(app) as session:
            put_author(session, Author(slug="anna", name="Anna", picture="made-1"), **WHO)
    elif how == "device":
        library(1, product_id=device(app))
    else:
        with catalogue(app) as session:
            make_cartridge(session, "dermaline-12")
            number = product_by_slug(session, "dermaline-12").id
        library(1, product_id=number)
    address = {
        "article": "/articles/dials",
        "author": "/authors/anna",
        "device": "/devices/dermaline-one",
        "cartridge": "/cartridges/dermaline-12",
    }[how]
    link = page(address).one(f"figcaption a[href='{HISTORY}']")
    assert link.text == "History of this picture"
    assert page(HISTORY).links(".pic-now p a") == [address]


def test_what_no_page_shows_now_keeps_its_past_and_is_not_shown(
    app: Flask, page: Fetch, client: FlaskClient, library: Library
) -> None:
    number = device(app)
    library(1, product_id=number)
    say(app, product_id=None, alt="Nobody sees this.")
    shown = page(HISTORY)
    assert "No public page shows it now." in shown.text("main")
    assert not shown.all("main img")
    assert "Nobody sees this" not in shown.html
    assert client.get(f"{HISTORY}.json").get_json()["picture"] is None
    with catalogue(app) as session:
        row = queries.picture(session, "made-1")
        assert row is not None
        editing.remove_picture(session, row, actor="anna")
    gone = page(HISTORY)
    assert notes(gone)[0] == "Shown on no public page any more."
    assert "Made 1" in gone.text("header.list-h")


def test_a_page_that_is_taken_down_takes_its_pictures_along(
    app: Flask, page: Fetch, library: Library
) -> None:
    number = device(app)
    library(1, product_id=number)
    with catalogue(app) as session:
        take_down(session, product_by_slug(session, "dermaline-one"), actor="anna", reason="It is no device")
    assert notes(page(HISTORY))[0] == "Shown on no public page any more."
    assert "Why: It is no device" in page(HISTORY).texts("ol.hist > li")[0]
    put(app, WITH)
    assert notes(page(HISTORY))[0] == "Shown on a public page again."
    with catalogue(app) as session:
        articles.take_down(session, "dials", actor="anna", reason="Too old")
    assert notes(page(HISTORY))[0] == "Shown on no public page any more."


def test_what_was_wrong_with_it_is_a_correction_while_it_is_shown(
    app: Flask, page: Fetch, library: Library
) -> None:
    library(1, taken_on="")
    say(app, alt="Not seen yet.")
    put(app, WITH)
    say(app, taken_on="2026-03")
    say(app, name="Another name", place=4)
    assert "Nothing has been corrected yet" in page("/corrections").text("main")
    say(app, origin="maker", credit="The Made-up Works")
    shown = page("/corrections")
    (told,) = shown.texts("ol.hist > li")
    assert "Who it comes from: was own photo, now maker" in told
    assert "Who took it: was Anna Anders, now The Made-up Works" in told
    assert shown.links("ol.hist h2 a") == [HISTORY]
    assert shown.texts("ol.hist p.fine a") == ["History of this picture"]
    put(app, WITHOUT)
    say(app, alt="Not seen any more.")
    assert len(page("/corrections").all("ol.hist > li")) == 1


def test_another_picture_in_its_place_is_a_correction(app: Flask, page: Fetch, library: Library) -> None:
    library(1, product_id=device(app))
    number = kept(app.extensions["database"], app.extensions["media_store"](), 2)
    with catalogue(app) as session:
        row = queries.picture(session, "made-1")
        assert row is not None
        editing.replace_files(session, row, session.get_one(Upload, number), actor="anna")
    (told,) = page("/corrections").texts("ol.hist > li")
    assert "The picture itself: changed" in told
    assert "The picture itself: changed" in page(HISTORY).text("ol.hist")
    say(app, product_id=device(app, "dermaline-two"))
    assert "Device that it shows: changed" in page("/corrections").texts("ol.hist > li")[0]


def test_the_desk_does_not_lead_to_a_history_that_may_not_be_there(
    library: Library, visitor: Any, anna: None
) -> None:
    library(1)
    visitor.sign_in()
    shown = Page(visitor.client.get("/desk/media/made-1"))
    assert shown.all("figure.photo figcaption")
    assert not shown.all("figure.photo figcaption a")


def test_pages_cost_the_same_however_many_pictures_and_changes_there_are(
    app: Flask, client: FlaskClient, library: Library
) -> None:
    def statements(address: str) -> int:
        client.get("/about")
        seen: list[str] = []

        def note(*said: Any) -> None:
            seen.append(said[2])

        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        assert client.get(address).status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    number = device(app)
    library(1, product_id=number)
    put(app, WITH)
    say(app, alt="One.")
    few = statements(HISTORY), statements("/corrections")
    for n in range(2, 6):
        library(n, product_id=number)
    for n in range(5):
        put(app, WITHOUT)
        put(app, WITH)
        say(app, alt=f"Again {n}.")
    assert statements(HISTORY) <= few[0] < 25
    assert statements("/corrections") <= few[1] < 20


def test_a_review_shows_pictures_too(own_app: Flask, own_library: Library) -> None:
    own_library(1)
    with catalogue(own_app) as session:
        make_author(session)
        make_method(session)
        store(session, replace(research("exceed"), text="A.\n\n[[picture made-1]]\n\nB."))
    client = own_app.test_client()
    assert HISTORY in Page(client.get("/reviews/made-up")).links("figcaption a")
    assert Page(client.get(HISTORY)).links(".pic-now p a") == ["/reviews/made-up"]
    with catalogue(own_app) as session:
        assert remove_review(session, "made-up", **WHO)
    assert notes(Page(client.get(HISTORY)))[0] == "Shown on no public page any more."


def test_where_a_picture_was_shown_is_read_from_the_log(session: Session) -> None:
    """On each kind of database. A name of another picture in a text is no use of this one."""

    def log(kind: str, of: int, before: Any, after: Any) -> int:
        change = record(session, entity_kind=kind, entity_id=of, before=before, after=after, **WHO)
        assert change is not None
        return change.number

    picture = {"slug": "p", "product_id": None}
    text = {"slug": "a", "text": "x [[picture p]]", "is_published": False}
    log("picture", 1, None, picture)
    log("picture", 2, None, picture | {"slug": "p-2"})
    log("article", 7, None, text)
    out = log("article", 7, text, text | {"is_published": True})
    other = log("article", 8, None, text | {"slug": "b", "text": "[[picture p-2]]", "is_published": True})
    author = log("author", 3, None, {"slug": "anna", "picture": "p"})
    shown = log("picture", 1, picture, picture | {"product_id": 5})
    down = log("product", 5, {"name": "N"}, {"name": "N", "is_published": False})
    gone = log("article", 7, text | {"is_published": True}, None)
    alone = log("author", 3, {"slug": "anna", "picture": "p"}, {"slug": "anna", "picture": None})
    again = log("product", 5, {"name": "N", "is_published": False}, {"name": "N"})
    number = log("picture", 1, picture | {"product_id": 5}, None)
    a, b, anna, five = ("article", 7), ("article", 8), ("author", 3), ("product", 5)
    found = showings(session, [1, 2, 99])
    assert [(one.number, one.places) for one in found[1]] == [
        (out, {a}), (author, {a, anna}), (shown, {a, anna, five}), (down, {a, anna}),
        (gone, {anna}), (alone, set()), (again, {five}), (number, set()),
    ]  # fmt: skip
    assert [(one.number, one.places) for one in found[2]] == [(other, {b})]
    assert 99 not in found
    assert places_at(found[1], out - 1) == frozenset()
    assert places_at(found[1], author - 1) == {a}
    assert showings(session, []) == {}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_holds_in_a_browser(app: Flask, library: Library, chromium: Any, scheme: str) -> None:
    library(1, product_id=device(app), alt="Four plain quarters. " * 20)
    put(app, WITH)
    say(app, credit="https://example.com/" + "long" * 40)
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    with contextmanager(serving)(app) as site:
        context = chromium.new_context(base_url=site, color_scheme=scheme)
        shown = context.new_page()
        for address in (HISTORY, "/articles/dials", "/devices/dermaline-one", "/corrections"):
            for width in (320, 390, 1440):
                shown.set_viewport_size({"width": width, "height": 800})
                shown.goto(address)
                assert shown.evaluate(SETTLED_WIDTH) <= width
                assert shown.evaluate(SMALL_TARGETS, 24) == []
            violations = axe.run(shown, options=options).response["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
        context.close()
