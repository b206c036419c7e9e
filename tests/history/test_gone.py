"""What was taken down says so at its address, and what was public of it stays in its history."""

import pytest

from catalog.articles import editing as articles
from catalog.articles.models import Article
from catalog.articles.queries import articles as all_articles
from catalog.changes.saving import record_row, state_of
from catalog.reviews.editing import remove_review
from tests.factories import WHO, catalogue
from tests.reviews.made import make_author, make_method, research, store


@pytest.mark.parametrize("ending", ["", ".json", ".bib"])
def test_an_article_that_was_taken_down_is_gone_with_words(own_app, ending):
    client = own_app.test_client()
    with catalogue(own_app) as session:
        slug = all_articles(session)[0].slug
        assert articles.take_down(session, slug, **WHO)
    answer = client.get(f"/articles/{slug}{ending}")
    assert answer.status_code == 410
    assert f"/articles/{slug}/history" in answer.text
    history = client.get(f"/articles/{slug}/history")
    assert history.status_code == 200
    assert "Taken off the site." in history.text


def test_what_was_never_public_is_not_there_at_all(own_app):
    with catalogue(own_app) as session:
        row = Article(slug="never", title="Hidden words", summary="s", text="t", byline="b",
                      written="2026-01-01", checked="2026-01-01", is_published=False)  # fmt: skip
        session.add(row)
        session.flush()
        record_row(session, row, None, state_of(row), "anna", "A test")
    client = own_app.test_client()
    assert client.get("/articles/never").status_code == 404
    assert client.get("/articles/never/history").status_code == 404


def test_a_review_that_was_taken_down_is_gone_with_words(own_app):
    with catalogue(own_app) as session:
        make_author(session)
        make_method(session)
        store(session, research("exceed"))
        assert remove_review(session, "made-up", **WHO)
    client = own_app.test_client()
    for ending in ("", ".json", ".ris"):
        assert client.get(f"/reviews/made-up{ending}").status_code == 410
    assert client.get("/reviews/made-up/history.json").json["changes"][0]["note"] == "Taken off the site."
    assert client.get("/reviews/never").status_code == 404
    assert client.get("/reviews/never/history").status_code == 404
