"""How often an article's page asks the database: once for each kind of thing, however many are set in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.articles.drafts import read_articles
from catalog.articles.editing import put_article
from catalog.compare.drafts import ComparisonDraft
from catalog.compare.editing import put_comparison, rename_comparison
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from catalog.places import place
from catalog.products.editing import rename_product
from tests.articles.besides import article
from tests.claims.samples import WHO, claim, study
from tests.claims.samples import store as put
from tests.concerns.samples import concern
from tests.concerns.samples import store as put_concern
from tests.factories import catalogue, make_device

SEEDS = [file.draft.slug for file in read_articles(place("seeds"), [])]


@contextmanager
def said(app: Flask) -> Iterator[list[str]]:
    """What is asked of the replica meanwhile; to begin and to end asks nothing."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    engine = app.extensions["database"].replica
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(app: Flask, client: FlaskClient, slug: str) -> list[str]:
    """What a page asks once everything that is made once for a state of the catalogue is made."""
    assert client.get(f"/articles/{slug}").status_code == 200
    with said(app) as statements:
        # Another address: answers are kept for a while.
        assert client.get(f"/articles/{slug}?again=1").status_code == 200
    return statements


def fill(app: Flask, number: int) -> None:
    """``number`` of each thing that can be named, and an article that names all, half by former names."""
    with catalogue(app) as session:
        put(session, study())
        make_device(session, "pen-x")
        texts = []
        for at in range(number):
            make_device(session, f"pen-{at}")
            put(session, claim(f"c{at:02}", position=at, words=f"Claim {at}."))
            put_concern(session, concern(f"concern-{at}", position=at), [])
            put_term(session, GlossaryTerm(slug=f"t-{at}", term=f"Term {at}", definition="A."), **WHO)
            draft = ComparisonDraft(f"both-{at}", f"Both {at}", f"d=pen-{at},pen-x", "They differ.", "Words.")
            put_comparison(session, draft, **WHO)
            blocks = f"[[claim c{at:02}]]\n\n[[term Term {at}]]\n\n[[figure scale c{at:02}]]\n\n[[bands]]"
            names = f"[[device pen-{at}]], [[comparison both-{at}]], [[concern concern-{at}]]"
            texts.append(f"{blocks}\n\nSee {names}, so [@adams2020; @c{at:02}].")
        put_article(session, article("all", text="\n\n".join(texts)), **WHO)
        for at in range(0, number, 2):
            rename_product(session, f"pen-{at}", f"pencil-{at}", **WHO)
            rename_comparison(session, f"both-{at}", f"all-of-{at}", **WHO)


@pytest.mark.parametrize("number", [2, 50])
def test_statements_do_not_grow_with_what_is_set_in(app: Flask, client: FlaskClient, number: int) -> None:
    fill(app, number)
    statements = asked(app, client, "all")
    # Article, studies, guidance, doubts, claims, terms, bands, notes, concerns, comparisons by today's and
    # by former ones, products by former ones, the day of the last save, what changed since.
    assert len(statements) <= 14, statements
    html = client.get("/articles/all").text
    assert html.count('class="mnote"') == html.count('class="clbox') == number
    # Once in the text and once in the list of what the article names.
    assert html.count('href="/devices/pencil-0"') == 2
    assert html.count('href="/comparisons/all-of-0">Both 0<') == html.count('href="/comparisons/both-1"') == 1


@pytest.mark.parametrize("slug", SEEDS)
def test_an_article_of_the_seeds_asks_a_dozen_times(
    seeded_app: Flask, seeded_client: FlaskClient, slug: str
) -> None:
    statements = asked(seeded_app, seeded_client, slug)
    assert 3 < len(statements) <= 12, (len(statements), statements)


def test_the_list_reads_no_text(app: Flask, client: FlaskClient) -> None:
    with catalogue(app) as session:
        put_article(session, article("one"), **WHO)
    with said(app) as statements:
        assert "One" in client.get("/articles").text
    assert not [statement for statement in statements if "article.text" in statement]
    assert [statement for statement in statements if "article.summary" in statement]
