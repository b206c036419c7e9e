"""An article that takes comments, readers who write them, and somebody who decides."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import col, select

from catalog.articles.editing import put_article
from catalog.comments.models import Comment
from tests.articles.besides import article
from tests.factories import WHO, catalogue
from tests.html import Page, check
from tests.signed_in import Visitor, make_account

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def open_article(app: Flask) -> None:
    """“Open” takes comments, “Shut” does not."""
    with catalogue(app) as session:
        put_article(session, article("open", takes_comments=True), **WHO)
        put_article(session, article("shut"), **WHO)


@pytest.fixture
def send(client: FlaskClient, open_article: None) -> Callable[..., Any]:
    """send(words="…", to="3") posts the form from the site's own page."""

    def post(headers: Any = None, **typed: str) -> Any:
        data = {"on": "/articles/open", "to": "", "name": "Ada", "words": "A plain reply.", "trap": ""}
        return client.post("/comments/new", data=data | typed, headers=OURS | (headers or {}))

    return post


@pytest.fixture
def rows(app: Flask) -> Callable[[], list[Comment]]:
    """rows() → every comment there is, the oldest first."""

    def read() -> list[Comment]:
        with app.extensions["database"].reader() as session:
            return list(session.exec(select(Comment).order_by(col(Comment.id))))

    return read


@pytest.fixture
def moderator(app: Flask, open_article: None) -> Visitor:
    """Mia, an editor, signed in."""
    with catalogue(app) as session:
        make_account(session, "mia", "editor")
    visitor = Visitor(app.test_client())
    visitor.sign_in("mia")
    return visitor


@pytest.fixture
def decide(moderator: Visitor) -> Callable[..., Any]:
    """decide("publish", 1, 2) ticks comments and presses the button; decide("publish 1") one's own."""

    def press(verb: str, *ticked: int, show: str = "waiting", **more: str) -> Any:
        data = {"do": verb, "show": show, "ticked": [str(number) for number in ticked]} | more
        return moderator.send("/desk/comments", **data)

    return press


def shown(response: Any) -> Page:
    """The page of a response, checked as every page is."""
    page = Page(response)
    check(page)
    return page
