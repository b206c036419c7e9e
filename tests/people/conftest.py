"""People who sign in, with passwords that are hashed cheaply."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from catalog.people import editing, passwords
from catalog.people.models import Account
from tests.factories import catalogue

PASSWORD = "four plain words here"


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def make_account(session: Session, login: str = "anna", role: str = "admin", **more: Any) -> Account:
    """An account with `PASSWORD`, whose author is called like the login: "anna" → "Anna"."""
    account = editing.add_account(session, editing.author_named(session, login.capitalize()), login, role)
    editing.set_password(session, account, passwords.hashed(PASSWORD))
    for name, value in more.items():
        setattr(account, name, value)
    session.add(account)
    session.flush()
    return account


class Visitor:
    """A browser: it sends the token of the page a form stands on."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def token(self, page: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.client.get(page).text)
        assert found, f"{page} has no form with a token"
        return found[1]

    def send(self, page: str, action: str = "", **data: str) -> Any:
        """Fills the form on the page, and sends it to `action`, or to the page's own address."""
        return self.client.post(action or page, data=data | {"csrf_token": self.token(page)})

    def sign_in(self, login: str = "anna", password: str = PASSWORD, back: str = "") -> Any:
        return self.send("/sign-in", login=login, password=password, back=back)

    @property
    def cookie(self) -> str:
        found = self.client.get_cookie("desk")
        return found.value if found else ""


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def another(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def anna(app: Flask) -> None:
    """An admin who signs in as “anna”."""
    with catalogue(app) as session:
        make_account(session)


@pytest.fixture
def stored(app: Flask) -> Callable[[str], Account]:
    """stored("anna") → the account as it is in the database."""
    from catalog.people.queries import account

    def read(login: str) -> Account:
        with app.extensions["database"].reader() as session:
            found = account(session, login)
            assert found is not None
            return found

    return read
