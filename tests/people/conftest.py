"""Accounts as they are stored."""

from collections.abc import Callable

import pytest
from flask import Flask

from catalog.people.models import Account


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
