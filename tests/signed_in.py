"""People who sign in, and the browser they do it with."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlmodel import Session

from catalog.people import editing, passwords
from catalog.people.models import Account
from tests.html import Page, filled

PASSWORD = "four plain words here"


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

    def send(self, page: str, action: str = "", **data: Any) -> Any:
        """Fills the form on the page, and sends it to `action`, or to the page's own address."""
        return self.client.post(action or page, data=data | {"csrf_token": self.token(page)})

    def fill(self, page: str, selector: str = "form[data-editor]", **data: Any) -> Any:
        """Sends the form that matches on the page with what stands in it, changed by `data`."""
        shown = Page(self.client.get(page))
        sent = filled(shown, selector)
        for name, value in data.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        return self.client.post(shown.one(selector).get("action") or page, data=sent)

    def sign_in(self, login: str = "anna", password: str = PASSWORD, back: str = "") -> Any:
        return self.send("/sign-in", login=login, password=password, back=back)

    @property
    def cookie(self) -> str:
        found = self.client.get_cookie("desk")
        return found.value if found else ""
