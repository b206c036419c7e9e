"""`/first-account/<token>` and `/set-password/<token>`: used once, in time, by whoever was given them."""

from io import StringIO

import pytest
from rich.console import Console
from sqlmodel import select

from catalog import create_app, server
from catalog.config import Settings
from catalog.people import links
from catalog.people.models import Account, DeskSession
from catalog.people.queries import author
from tests.factories import catalogue
from tests.html import Page, fetcher
from tests.signed_in import PASSWORD, make_account

TYPED = {"author": "new", "name": "Anna", "login": "anna", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def first(app):
    with catalogue(app) as session:
        return links.make_link(session, links.FIRST_ACCOUNT)


def test_the_first_account_is_an_admins_and_is_signed_in(app, first, visitor, stored):
    page = fetcher(app, visitor.client)(first)
    assert "make others" in page.text("main")
    response = visitor.send(first, **TYPED)
    assert (response.status_code, response.location) == (303, "/desk")
    assert stored("anna").role == "admin"
    assert "Anna (admin)" in Page(visitor.client.get("/desk")).text(".whoami")


def test_the_link_works_once_and_sets_nothing_the_second_time(app, first, visitor, another):
    token = another.token(first)
    visitor.send(first, **TYPED)
    again = another.client.post(first, data=TYPED | {"login": "ben", "csrf_token": token})
    assert again.status_code == 410
    assert "works once" in again.text
    assert another.client.get(first).status_code == 410
    with app.extensions["database"].reader() as session:
        assert [one.login for one in session.exec(select(Account))] == ["anna"]


def test_a_day_later_it_does_not_work(app, visitor, at_time):
    at_time(2026, 3, 1, 9)
    with catalogue(app) as session:
        path = links.make_link(session, links.FIRST_ACCOUNT)
    token = visitor.token(path)
    at_time(2026, 3, 2, 9)
    assert visitor.client.get(path).status_code == 410
    assert visitor.client.post(path, data=TYPED | {"csrf_token": token}).status_code == 410


def test_a_link_that_never_was_is_answered_like_one_that_was_used(app, visitor):
    page = fetcher(app, visitor.client)(f"/set-password/{'0' * 64}", status=410)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.text("h1") == "This link does not work"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"password": "short", "again": "short"}, "password", "12 to 200 characters"),
        ({"again": "something else here"}, "again", "not the same"),
        ({"login": "an na"}, "login", "no spaces"),
        ({"login": ""}, "login", "Choose a login"),
        ({"name": ""}, "name", "Write your name"),
        ({"name": "?!"}, "name", "makes no address"),
        ({"mail": "anna"}, "mail", "no mail address"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_link_still_works(app, first, visitor, wrong, field, words):
    page = Page(visitor.send(first, **(TYPED | wrong)))
    assert page.response.status_code == 422
    assert words in page.text(f"#{field}-err")
    assert PASSWORD not in page.html
    assert visitor.send(first, **TYPED).status_code == 303


def test_an_author_who_is_there_already_is_chosen_from_the_list(seeded_file, settings, tmp_path):
    settings.folder.mkdir(parents=True)
    (settings.folder / "catalog.sqlite3").write_bytes(seeded_file.read_bytes())
    app = create_app(settings)
    try:
        from tests.signed_in import Visitor

        visitor = Visitor(app.test_client())
        with catalogue(app) as session:
            path = links.make_link(session, links.FIRST_ACCOUNT)
            version = author(session, "san").model_dump()
        assert Page(visitor.client.get(path)).texts("#author option")[0] == "San"
        assert visitor.send(path, **(TYPED | {"author": "san", "name": ""})).status_code == 303
        assert "San (admin)" in visitor.client.get("/desk").text.replace("<b>", "").replace("</b>", "")
        with app.extensions["database"].reader() as session:
            assert author(session, "san").model_dump() == version
    finally:
        app.extensions["watcher"].close()
        app.extensions["database"].close()


def test_a_new_password_signs_everybody_out_and_only_it_signs_in(app, anna, visitor, another):
    another.sign_in()
    with catalogue(app) as session:
        path = links.make_link(session, links.PASSWORD, 1)
    new = "another plain sentence"
    assert visitor.send(path, password=new, again=new).location == "/sign-in"
    assert another.client.get("/desk").status_code == 303
    assert visitor.client.get(path).status_code == 410
    assert visitor.sign_in().status_code == 422
    assert visitor.sign_in(password=new).status_code == 303
    with app.extensions["database"].reader() as session:
        assert len(session.exec(select(DeskSession)).all()) == 1


def said_at_start(settings: Settings) -> str:
    console = Console(file=StringIO(), highlight=False, soft_wrap=True)
    server.offer_first_account(settings, "http://127.0.0.1:8000", console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_serving_prints_a_link_until_there_is_an_account(app, settings, visitor):
    first, second = said_at_start(settings), said_at_start(settings)
    assert first.count("/first-account/") == second.count("/first-account/") == 1
    assert first != second
    path = second.split("http://127.0.0.1:8000")[1].strip()
    assert visitor.send(path, **TYPED).status_code == 303
    assert said_at_start(settings) == ""
    assert visitor.client.get(first.split("http://127.0.0.1:8000")[1].strip()).status_code == 410


def test_an_account_made_in_the_terminal_ends_the_offer(app, settings):
    with catalogue(app) as session:
        make_account(session)
    assert said_at_start(settings) == ""
