"""The list of articles: their order, and that a study in doubt shows there, too."""

from collections.abc import Callable

from flask import Flask

from catalog.articles.drafts import ArticleDraft, read_articles
from catalog.articles.editing import put_article
from catalog.places import place
from tests.claims.samples import WHO, claim, notice, store, study
from tests.factories import catalogue
from tests.html import Page

Fetch = Callable[..., Page]
TEXTS = {
    "cites": "Some stay for 2 years [@adams2020].",
    "leans": "Some stay [@c01].",
    "other": "Nothing is said here of any study.",
}


def test_the_list_has_the_articles_in_their_order(seeded_page: Fetch) -> None:
    seeds = sorted((file.draft for file in read_articles(place("seeds"), [])), key=lambda one: one.rank)
    page = seeded_page("articles.index")
    assert page.texts(".artl h2") == [one.title for one in seeds]
    assert not page.all(".artl .wk")


def test_a_retraction_shows_in_the_list_beside_what_leans_on_the_study_and_goes_again(
    app: Flask, page: Fetch
) -> None:
    with catalogue(app) as session:
        store(session, study(), claim())
        for slug, text in TEXTS.items():
            put_article(
                session, ArticleDraft(slug, slug, "What is known.", text, "2026-03-01", "2026-03-01"), **WHO
            )
    assert not page("articles.index").all(".artl .wk")
    with catalogue(app) as session:
        store(session, notice())
    shown = page("articles.index").texts(".artl li")
    said = "A study behind this was retracted on 3 Mar 2026"
    assert [one for one in shown if said in one] == [
        f"{slug}What is known.{said}" for slug in ("cites", "leans")
    ]
    assert len(shown) == len(TEXTS)
    with catalogue(app) as session:
        store(session, notice("notice-2", nature="reinstatement", day="2026-03-04"))
    assert not page("articles.index").all(".artl .wk")
