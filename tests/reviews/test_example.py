"""The example of a review at the desk: seen by authors, on no public page, in no file, in no table."""

import pytest
from sqlalchemy import inspect, text

from catalog.reviews.pages import example
from catalog.reviews.pages.example import DRAFT, NAME
from catalog.reviews.sourcing import uncited
from catalog.reviews.texts import text_of
from tests.every_page import EVERY_PAGE
from tests.factories import catalogue
from tests.html import Page
from tests.signed_in import Visitor, make_account

ADDRESS = "/desk/reviews/example"
SIGNS = ("does not exist", "example pen", "example-pen", "a third example pen")


@pytest.fixture
def author(app):
    """Ben, who may write his own texts and nothing else."""
    with catalogue(app) as session:
        make_account(session, "ben", "author")
    visitor = Visitor(app.test_client())
    visitor.sign_in("ben")
    return visitor


def test_an_author_sees_a_finished_review_that_says_loudly_what_it_is(author):
    response = author.client.get(ADDRESS)
    page = Page(response)
    assert page.text(".rv-loud .b") == "An example, invented from first to last"
    assert page.html.index("invented from first to last") < page.html.index(NAME)
    assert len(page.all("h1")) == 1
    assert page.text(".rv-total .score b") == "8.1"
    assert len(page.all(".rv-scores li")) == 5
    for part in (".rv-how", ".pro li", ".con li", "#whom li", "#others li", "#changed li", ".signed"):
        assert page.all(part), part
    assert page.one("meta[name=robots]").get("content") == "noindex,nofollow"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "no-store"


def test_it_leads_nowhere_and_rests_on_nothing(author):
    page = Page(author.client.get(ADDRESS))
    assert [link for link in page.links("article a[href]") if not link.startswith(("#", "/glossary#"))] == []


def test_what_it_says_of_its_method_is_a_sentence(author):
    page = Page(author.client.get(ADDRESS))
    assert "By version 0 (which does not exist) of the method." in page.text("article")


def test_it_keeps_to_what_is_asked_of_a_review(author):
    assert list(uncited(DRAFT, text_of(DRAFT))) == []


def test_nobody_else_sees_it(app, client):
    response = client.get(ADDRESS)
    assert response.status_code == 303
    assert "/sign-in" in response.headers["Location"]
    assert NAME not in response.text


def test_no_public_page_and_no_twin_holds_it(seeded_client):
    addresses = {*EVERY_PAGE.values(), "/reviews.json", "/reviews/example", "/reviews/example.json"}
    addresses |= {
        "/devices.json",
        "/devices.csv",
        "/devices.atom",
        "/robots.txt",
        "/sitemap.xml",
        "/corrections.atom",
    }
    addresses |= {"/devices?q=example", "/devices/example-pen", "/authors/nobody", "/method.json"}
    found = 0
    for address in sorted(addresses):
        response = seeded_client.get(address)
        found += response.status_code == 200
        said = response.text.lower()
        assert not [sign for sign in SIGNS if sign in said.replace(address, "")], address
    assert found > 50
    assert seeded_client.get("/reviews/example").status_code == 404


def test_no_table_holds_it(seeded_app, author):
    author.client.get(ADDRESS)
    for app in (seeded_app, author.client.application):
        engine = app.extensions["database"].engine
        tables = inspect(engine).get_table_names()
        assert "review" in tables
        with engine.connect() as connection:
            for table in tables:
                for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                    said = " ".join(str(value).lower() for value in row)
                    assert "example-pen" not in said, table
                    assert NAME.lower() not in said, table
            assert connection.execute(text("SELECT count(*) FROM review")).scalar() == 0


def test_no_seed_holds_it():
    from catalog.places import place

    for path in place("seeds").rglob("*.*"):
        assert NAME.lower() not in path.read_text("utf-8").lower(), path
    assert example.CRITERIA
