"""Feeds of texts and of the evidence: what is new or changed, nothing that is not public, ids that stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.articles import editing as articles
from catalog.articles.drafts import ArticleDraft
from catalog.claims.editing import put_claim, remove_claim
from catalog.reviews.drafts import ReviewDraft
from catalog.reviews.editing import put_review, remove_review, rename_review
from catalog.science.editing import put_notice, put_study
from tests.claims.samples import claim, notice, study
from tests.factories import WHO, catalogue, make_device
from tests.feeds.reading import read, texts
from tests.html import Page
from tests.reviews.made import make_author, research

ARTICLE = ArticleDraft(
    slug="made-up",
    title="A made-up article",
    summary="Nothing is said <b>here</b> & there.",
    text="Nothing.\n\nSee /articles.",
    byline="MTSPen.com",
    written="2026-11-26",
    checked="2026-11-26",
)


def made_review(slug: str, title: str) -> ReviewDraft:
    return research("one", slug=slug, title=title, text="Nothing.", alternatives=())


FEEDS = ("reviews", "articles", "comparisons", "evidence", "corrections")


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_of_an_empty_catalogue_is_valid_and_empty(client: FlaskClient, name: str) -> None:
    feed = read(client, f"/feeds/{name}.atom")
    assert texts(feed, "a:entry") == []
    assert texts(feed, "a:link[@rel='self']/@href") == [f"http://localhost/feeds/{name}.atom"]


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_of_the_real_catalogue_is_valid(seeded_client: FlaskClient, name: str) -> None:
    feed = read(seeded_client, f"/feeds/{name}.atom")
    for address in texts(feed, "a:entry/a:link/@href"):
        assert seeded_client.get(address.removeprefix("http://localhost")).status_code == 200


def test_a_feed_is_not_sent_twice(seeded_client: FlaskClient) -> None:
    first = seeded_client.get("/feeds/evidence.atom")
    again = seeded_client.get("/feeds/evidence.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_article_is_told_with_its_first_and_its_last_day_and_keeps_its_id(
    app: Flask, client: FlaskClient, at_time: Callable[..., datetime]
) -> None:
    with catalogue(app) as session:
        at_time(2026, 3, 1, 9)
        articles.put_article(session, replace(ARTICLE, is_published=False), **WHO)
    assert texts(read(client, "/feeds/articles.atom"), "a:entry") == []
    with catalogue(app) as session:
        at_time(2026, 3, 2, 9)
        articles.put_article(session, ARTICLE, **WHO)
    first = read(client, "/feeds/articles.atom")
    assert texts(first, "a:entry/a:summary/text()") == [ARTICLE.summary]
    assert texts(first, "a:entry/a:author/a:name/text()") == ["MTSPen.com"]
    assert texts(first, "a:entry/a:published/text()") == ["2026-03-02T09:00:00+00:00"]
    with catalogue(app) as session:
        at_time(2026, 3, 3, 9)
        articles.put_article(session, replace(ARTICLE, title="Another title"), **WHO)
        articles.rename_article(session, "made-up", "renamed", **WHO)
    second = read(client, "/feeds/articles.atom")
    assert texts(second, "a:entry/a:id/text()") == texts(first, "a:entry/a:id/text()")
    assert texts(second, "a:entry/a:link/@href") == ["http://localhost/articles/renamed"]
    assert texts(second, "a:entry/a:published/text()") == ["2026-03-02T09:00:00+00:00"]
    assert texts(second, "a:entry/a:updated/text()") == ["2026-03-03T09:00:00+00:00"]
    assert texts(second, "a:updated/text()") == ["2026-03-03T09:00:00+00:00"]
    with catalogue(app) as session:
        articles.take_down(session, "renamed", **WHO)
    assert texts(read(client, "/feeds/articles.atom"), "a:entry") == []


def test_what_readers_do_not_see_makes_no_text_new(
    app: Flask, client: FlaskClient, at_time: Callable[..., datetime]
) -> None:
    with catalogue(app) as session:
        at_time(2026, 3, 1, 9)
        articles.put_article(session, ARTICLE, **WHO)
    with catalogue(app) as session:
        at_time(2026, 3, 9, 9)
        articles.put_article(session, replace(ARTICLE, rank=7), **WHO)
    feed = read(client, "/feeds/articles.atom")
    assert texts(feed, "a:entry/a:updated/text()") == ["2026-03-01T09:00:00+00:00"]


def test_reviews_are_told_the_last_changed_first_with_who_signs(
    app: Flask, client: FlaskClient, at_time: Callable[..., datetime]
) -> None:
    with catalogue(app) as session:
        make_author(session)
        make_device(session, "one")
        for day, slug in enumerate(("first", "second"), 1):
            at_time(2026, 12, day, 9)
            put_review(session, made_review(slug, slug), **WHO)
    feed = read(client, "/feeds/reviews.atom")
    assert texts(feed, "a:entry/a:title/text()") == ["second", "first"]
    assert set(texts(feed, "a:entry/a:author/a:name/text()")) == {"Anna"}
    with catalogue(app) as session:
        at_time(2026, 12, 5, 9)
        put_review(session, made_review("first", "changed"), live="first", **WHO)
    assert texts(read(client, "/feeds/reviews.atom"), "a:entry/a:title/text()") == ["changed", "second"]
    with catalogue(app) as session:
        rename_review(session, "first", "third", **WHO)
        remove_review(session, "second", **WHO)
    last = read(client, "/feeds/reviews.atom")
    assert texts(last, "a:entry/a:link/@href") == ["http://localhost/reviews/third"]
    assert texts(last, "a:entry/a:id/text()") == texts(feed, "a:entry[2]/a:id/text()")


def test_the_evidence_tells_of_studies_retractions_and_verdicts(app: Flask, client: FlaskClient) -> None:
    with catalogue(app) as session:
        put_study(session, study(), **WHO)
        put_claim(session, claim(), **WHO)
        put_claim(session, claim(verdict="partly supported"), **WHO)
        # Where it stands in the list, and beside which devices, is no news.
        put_claim(session, claim(verdict="partly supported", position=9, low_um=500, high_um=900), **WHO)
        put_notice(session, notice(), **WHO)
    told = texts(read(client, "/feeds/evidence.atom"), "a:entry/a:summary/text()")
    assert told == [
        "Noted of this study: retraction.",
        "Verdict: was supported, now partly supported.",
        "A claim was checked. Verdict: supported.",
        "A study is on record. What adams2020 found.",
    ]
    with catalogue(app) as session:
        remove_claim(session, "c01", **WHO)
    feed = read(client, "/feeds/evidence.atom")
    assert texts(feed, "a:entry/a:link/@href") == ["http://localhost/studies/adams2020"] * 2


def test_a_feed_takes_as_many_statements_whatever_there_is_to_tell(app: Flask, client: FlaskClient) -> None:
    def asked(path: str) -> int:
        counted: list[str] = []
        engine = app.extensions["database"].engine
        listener: Any = lambda *given: counted.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        read(client, path)
        event.remove(engine, "before_cursor_execute", listener)
        return len(counted)

    few: dict[str, int] = {}
    for number in range(1, 61):
        with catalogue(app) as session:
            put_study(session, study(f"adams{1900 + number}"), **WHO)
            articles.put_article(session, replace(ARTICLE, slug=f"a{number}"), **WHO)
        if number == 2:
            few = {path: asked(path) for path in ("/feeds/articles.atom", "/feeds/evidence.atom")}
    many = {path: asked(path) for path in few}
    assert all(many[path] <= few[path] for path in few)
    assert len(texts(read(client, "/feeds/articles.atom"), "a:entry")) == 50


def test_the_corrections_have_one_feed_under_two_addresses(client: FlaskClient) -> None:
    own = "http://localhost/feeds/corrections.atom"
    for path in ("/corrections.atom", "/feeds/corrections.atom"):
        assert texts(read(client, path), "a:link[@rel='self']/@href") == [own]


def test_the_address_in_the_settings_is_that_of_feeds(app: Flask, client: FlaskClient) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(
        update={"site_address": "https://example.com/"}
    )
    with catalogue(app) as session:
        articles.put_article(session, ARTICLE, **WHO)
    feed = read(client, "/feeds/articles.atom")
    assert texts(feed, "a:entry/a:link/@href") == ["https://example.com/articles/made-up"]
    assert texts(feed, "a:entry/a:id/text()")[0].startswith("tag:example.com,2026:article/")


PLACES = {
    "/reviews": "/feeds/reviews.atom",
    "/articles": "/feeds/articles.atom",
    "/comparisons": "/feeds/comparisons.atom",
    "/claims": "/feeds/evidence.atom",
    "/studies": "/feeds/evidence.atom",
    "/for": "/feeds/evidence.atom",
    "/corrections": "/feeds/corrections.atom",
    "/devices": "/devices.atom",
    "/devices/dr-pen-a6": "/devices/dr-pen-a6.atom",
}


@pytest.mark.parametrize(("page", "feed"), PLACES.items())
def test_a_page_names_its_feed(seeded_client: FlaskClient, page: str, feed: str) -> None:
    shown = Page(seeded_client.get(page))
    assert feed in shown.links('head link[rel="alternate"][type="application/atom+xml"]')


def test_the_list_of_feeds_names_every_feed_and_stands_in_the_footer(seeded_page: Any) -> None:
    listed = seeded_page("/feeds")
    assert set(PLACES.values()) - {"/devices/dr-pen-a6.atom"} <= set(listed.links("main a"))
    assert "/feeds" in seeded_page("/").links("footer a")


def test_an_id_of_two_feeds_is_of_the_same_item(app: Flask, client: FlaskClient) -> None:
    """A change of the evidence that is a correction, too, is told in other words by each: under two ids."""
    with catalogue(app) as session:
        make_device(session, "one")
        make_device(session, "one", name="Uno")
        put_study(session, study("adams2020"), **WHO)
        put_claim(session, claim("made-up", verdict="unsupported"), **WHO)
        put_claim(session, claim("made-up", verdict="contradicted"), **WHO)
    told: dict[str, tuple[str, ...]] = {}
    paths = [*(f"/feeds/{name}.atom" for name in FEEDS), "/devices.atom", "/devices/one.atom"]
    for path in paths:
        for entry in read(client, path).findall("a:entry", {"a": "http://www.w3.org/2005/Atom"}):
            said = tuple(entry.findtext(f"{{*}}{name}") or "" for name in ("title", "summary", "updated"))
            assert told.setdefault(entry.findtext("{*}id"), said) == said, path
    assert len([one for one in told if ":correction/" in one]) == 1
