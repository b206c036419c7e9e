"""Topics of articles: readers find them, and one topic is one thing however it is written."""

import pytest

from catalog.articles.editable import ArticleEditable
from catalog.articles.topics import counted, faults, slug_of
from tests.html import Page
from tests.written import publish, said

ARTICLES = ArticleEditable()
AN_ARTICLE = {
    "title": "A made-up article",
    "slug": "made-up",
    "summary": "Nothing.",
    "text": "Nothing is said here.\n\nSee /articles.",
    "byline": "MTSPen.com",
    "written": "2026-11-26",
    "checked": "2026-11-26",
    "topics": "Aftercare\nNeedles & pens",
}


@pytest.fixture
def listed(app):
    with app.extensions["database"].writer() as session:
        publish(session, ARTICLES, AN_ARTICLE)
        publish(session, ARTICLES, AN_ARTICLE | {"slug": "other", "title": "Another", "topics": "aftercare"})
        publish(session, ARTICLES, AN_ARTICLE | {"slug": "third", "title": "A third", "topics": ""})
        session.commit()
    return app


def test_readers_find_articles_by_topic(listed, client):
    page = Page(client.get("/articles?topic=aftercare"))
    assert page.text("h1") == "Aftercare"
    assert page.texts("ol.artl h2") == ["A made-up article", "Another"]
    assert page.one('link[rel="canonical"]').get("href").endswith("/articles?topic=aftercare")


def test_the_list_counts_each_topic_once_however_it_is_written(listed, client):
    page = Page(client.get("/articles"))
    assert page.texts('nav[aria-label="Topics"] li') == ["Aftercare 2", "Needles & pens 1"]
    assert len(page.all("ol.artl li")) == 3


def test_an_article_says_what_it_is_filed_under(listed, client):
    page, topics = Page(client.get("/articles/made-up")), "main footer a[href^='/articles?topic=']"
    assert page.texts(topics) == ["Aftercare", "Needles & pens"]
    assert page.links(topics) == ["/articles?topic=aftercare", "/articles?topic=needles-pens"]
    assert client.get("/articles/made-up.json").json["topics"] == ["Aftercare", "Needles & pens"]


def test_a_topic_without_an_article_is_no_page(listed, client):
    assert client.get("/articles?topic=nothing").status_code == 404
    assert client.get("/articles?topic=").status_code == 200


@pytest.mark.parametrize(
    ("topics", "why"),
    [
        ("Aftercare\naftercare", "one topic"),
        ("!!!", "no letter"),
        ("x" * 61, "more than 60"),
        ("\n".join(f"Topic {number}" for number in range(21)), "at most 20"),
    ],
)
def test_topics_that_cannot_be_told_apart_are_refused(session, topics, why):
    found = said(ARTICLES.faults(session, AN_ARTICLE | {"topics": topics}, None))
    assert [field for field, _ in found] == ["topics"]
    assert why in found[0][1]


def test_a_topic_in_any_script_has_an_address():
    assert slug_of("Наколки 5") == "наколки-5"
    assert slug_of("Crème_brûlée") == "creme-brulee"
    assert [one.count for one in counted([("A", "B"), ("a",)])] == [2, 1]
    assert not list(faults(("A", "B")))
