"""Authors’ own pages at the desk."""

import pytest

from catalog.articles.editable import ArticleEditable
from catalog.editorial.editable import FaultsError, Writer
from catalog.editorial.rights import may_publish, may_write
from catalog.history.actors import ACTORS
from catalog.people import editing
from catalog.people.editable import AuthorEditable
from catalog.people.models import Author
from tests.factories import catalogue
from tests.signed_in import Visitor, make_account
from tests.written import WHO, check_exact, check_form, check_pages, publish, said, take_down

AUTHORS = AuthorEditable()
AN_AUTHOR = {
    "name": "Ada Test",
    "title": "Made up",
    "biography": "Somebody.\n\nWho was made up.",
    "qualifications": "None.",
    "disclosure": "Sells nothing.",
    "picture": "",
}


def ada(session):
    editing.put_author(session, Author(slug="ada", name="Ada"), actor="tests", reason="A test")


def test_every_author_stays_as_they_are(seeded_app):
    check_exact(seeded_app, AUTHORS)


def test_the_preview_of_an_author_is_their_page(seeded_app):
    check_pages(seeded_app, AUTHORS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, AUTHORS, AN_AUTHOR)


def test_a_page_is_changed_under_its_address_and_taken_away(session):
    ada(session)
    publish(session, AUTHORS, AN_AUTHOR, "ada")
    assert AUTHORS.read(session, "ada") == AN_AUTHOR
    assert AUTHORS.slug(AN_AUTHOR) == ""
    assert AUTHORS.row(session, "ada").picture is None
    assert take_down(session, AUTHORS, "ada") is not None
    assert AUTHORS.read(session, "ada") is None


@pytest.mark.parametrize("name", ["MTSPen.com", "  mtspen.COM "])
def test_nobody_is_called_like_the_site_whose_texts_would_be_theirs(session, name):
    ada(session)
    with pytest.raises(FaultsError, match="how the site itself signs"):
        publish(session, AUTHORS, AN_AUTHOR | {"name": name}, "ada")
    with pytest.raises(editing.PeopleError):
        editing.author_named(session, name)


def test_no_author_is_what_the_log_calls_something_else(session):
    for actor in ACTORS:
        with pytest.raises(editing.PeopleError, match="no address of its own"):
            editing.author_named(session, actor.capitalize())


def test_who_has_an_account_stays(session):
    make_account(session)
    with pytest.raises(FaultsError, match="an account with which they sign in"):
        take_down(session, AUTHORS, "anna")


def test_a_page_is_not_made_here(session):
    with pytest.raises(FaultsError, match="made with the account"):
        publish(session, AUTHORS, AN_AUTHOR)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "This is missing."),
        ({"name": "San"}, "name", "“San” is the name of the author “san”."),
        ({"picture": "none"}, "picture", "There is no picture “none”."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].writer() as session:
        ada(session)
        assert (field, words) in said(AUTHORS.faults(session, AN_AUTHOR | change, "ada"))
        session.rollback()


def test_a_name_over_a_text_stays_until_the_text_has_another(seeded_app):
    articles = ArticleEditable()
    with seeded_app.extensions["database"].writer() as session:
        article = articles.read(session, "safety")
        publish(session, articles, article | {"byline": "San"}, "safety")
        fields = AUTHORS.read(session, "san")
        found = said(AUTHORS.faults(session, fields | {"name": "San Other"}, "san"))
        assert found == [
            ("name", f"“San” stands over the article “{article['title']}”: give that another byline first.")
        ]
        with pytest.raises(FaultsError, match="the article"):
            take_down(session, AUTHORS, "san")
        session.rollback()


def test_what_readers_miss_is_worth_a_look_and_holds_nothing_back(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        checks = list(AUTHORS.gate(session, AUTHORS.read(session, "san"), WHO))
    assert {c.field for c in checks if not c.is_met} == {"biography", "qualifications", "disclosure"}
    assert all(c.is_advice for c in checks if not c.is_met)


@pytest.mark.parametrize(
    ("role", "own", "others"), [("author", True, False), ("editor", True, True), ("admin", True, True)]
)
def test_an_author_writes_their_own_page_and_an_editor_all(session, role, own, others):
    who = Writer("ada", "Ada", role)
    for slug, expected in (("ada", own), ("san", others)):
        owner = AUTHORS.owner(session, slug)
        assert may_write(AUTHORS, who, owner) is expected
        assert may_publish(AUTHORS, who, owner) is expected


def test_at_the_desk_an_author_opens_their_own_page_only(app):
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "ben", "author")
    visitor = Visitor(app.test_client())
    visitor.sign_in("ben")
    assert visitor.client.get("/desk/authors/ben").status_code == 200
    assert visitor.client.get("/desk/authors/boss").status_code == 403
    assert visitor.client.get("/desk/authors/new").status_code == 404
