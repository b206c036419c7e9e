"""An application with a few pages whose making is counted."""

from collections import Counter
from types import SimpleNamespace

import pytest
from flask import Blueprint, Flask, make_response, redirect, request
from flask.testing import FlaskClient

from catalog.cache import private
from catalog.changes.recording import record
from catalog.db import get_database


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that sends the cookies a test writes, and keeps none."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def made(app: Flask) -> Counter:
    """How often each page was made. "/list" is long enough to be worth compressing."""
    counts: Counter = Counter()
    public, desk = Blueprint("public", __name__), Blueprint("backroom", __name__)

    @public.get("/list")
    def list_page():
        counts["list"] += 1
        return (
            f"<p>{request.cookies.get('theme', 'auto')} {request.host} {request.query_string.decode()}</p>"
            * 40
        )

    @public.get("/old")
    def old():
        counts["old"] += 1
        return redirect("/list", 301)

    @public.get("/remember")
    def remember():
        counts["remember"] += 1
        response = make_response("remembered")
        response.set_cookie("basket", "a6")
        return response

    @public.get("/varies")
    def varies():
        counts["varies"] += 1
        return "part" if request.headers.get("X-Part") else "whole", {"Vary": "X-Part"}

    @public.get("/broken")
    def broken():
        raise RuntimeError("secret detail")

    @desk.get("/backroom")
    def desk_page():
        counts["desk"] += 1
        return "for the author" * 100

    desk.after_request(private)
    app.register_blueprint(public)
    app.register_blueprint(desk)
    return counts


@pytest.fixture
def edit(app: Flask):
    """edit() saves something, so that the catalogue has a new version."""
    state = SimpleNamespace(count=0)

    def save() -> None:
        with app.app_context(), get_database().writer() as session:
            before, state.count = {"n": state.count}, state.count + 1
            record(
                session,
                actor="anna",
                entity_kind="note",
                entity_id=1,
                before=before,
                after={"n": state.count},
                reason="",
            )
            session.commit()

    return save
