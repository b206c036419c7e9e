"""No form of the desk is taken without its token, and nothing typed is lost by that."""

import pytest

from catalog.desk.csrf import STALE
from catalog.people import links
from tests.factories import catalogue
from tests.html import Page
from tests.signed_in import Visitor, make_account

ROOMS = ("sign_in", "desk", "comments_desk")


@pytest.fixture
def token_of_link(app):
    with catalogue(app) as session:
        account = make_account(session)
        path = links.make_link(session, links.PASSWORD, account.id)
    return path.rpartition("/")[2]


@pytest.mark.parametrize("token", [None, "", "nonsense", "of a stranger"])
def test_every_address_that_writes_refuses_a_form_without_its_token(app, token_of_link, visitor, token):
    visitor.sign_in()
    if token == "of a stranger":
        token = Visitor(app.test_client()).token("/sign-in")
    data = {"login": "anna"} | ({} if token is None else {"csrf_token": token})
    seen = 0
    for rule in app.url_map.iter_rules():
        if "POST" not in rule.methods or rule.endpoint.partition(".")[0] not in ROOMS:
            continue
        values = {name: 1 if name == "number" else token_of_link for name in rule.arguments}
        with app.test_request_context():
            address = app.url_for(rule.endpoint, **values)
        response = visitor.client.post(address, data=data)
        assert response.status_code == 400, address
        assert STALE in response.text, address
        assert response.headers["Cache-Control"] == "no-store"
        seen += 1
    assert seen >= 14
    # Nothing of all that was done.
    assert visitor.client.get("/desk").status_code == 200
    assert visitor.client.get(f"/set-password/{token_of_link}").status_code == 200


def test_what_was_typed_stays_and_the_form_can_be_sent_again(app, visitor):
    with catalogue(app) as session:
        path = links.make_link(session, links.FIRST_ACCOUNT)
    typed = {
        "author": "new",
        "name": "Anna Anders",
        "login": "anna",
        "mail": "anna@example.org",
        "password": "four plain words here",
        "again": "four plain words here",
    }
    page = Page(visitor.client.post(path, data=typed))
    assert page.response.status_code == 400
    kept = {name: page.one(f"#{name}").get("value") for name in ("name", "login", "mail")}
    assert kept == {"name": "Anna Anders", "login": "anna", "mail": "anna@example.org"}
    assert page.one("#author option[selected]").get("value") == "new"
    assert "four plain words" not in page.html
    token = page.one("form.form [name=csrf_token]").get("value")
    assert visitor.client.post(path, data=typed | {"csrf_token": token}).status_code == 303


def test_the_token_of_before_signing_in_is_not_one_of_after(anna, visitor):
    before = visitor.token("/sign-in")
    visitor.sign_in()
    assert visitor.client.post("/sign-out", data={"csrf_token": before}).status_code == 400


def test_public_forms_need_no_token(client):
    assert client.post("/theme", data={"theme": "dark"}).status_code == 303
