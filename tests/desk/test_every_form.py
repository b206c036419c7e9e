"""No address that writes takes a form that was not sent from its own page, whatever the form holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, func, select
from werkzeug.routing import Rule

from catalog.changes.models import Change
from catalog.desk.csrf import STALE
from catalog.editorial import drafts
from catalog.editorial.drafts import Saving
from catalog.editorial.editable import Editable, Writer
from catalog.people import links
from catalog.reports.models import Report
from tests.factories import catalogue
from tests.signed_in import PASSWORD, Visitor

ANNA = Writer("anna", "Anna", "admin")
ELSEWHERE = "sent from another site"
PUBLIC = ("/basket", "/comments/", "/compare/", "/report", "/theme")
"""Where readers write, who have no cookie to tie a token to: a browser says where a form came from."""

TYPED = {
    "do": "publish",
    "sure": "yes",
    "reason": "Somebody else thought so",
    "title": "Another title",
    "name": "Another name",
    "text": "Another text, long enough to be one.",
    "words": "Another answer",
    "day": "2099-01-01",
    "time": "09:00",
    "zone": "UTC",
    "role": "admin",
    "login": "anna",
    "password": PASSWORD,
    "again": PASSWORD,
    "to": "",
    "kind": "error",
    "theme": "dark",
}


@pytest.fixture
def kept(own_app: Flask, desk: Visitor) -> dict[str, str]:
    """Room → the address of something that is written there, with a draft that is open."""
    kinds: dict[str, Editable] = own_app.extensions["editable"]
    with own_app.test_request_context(), catalogue(own_app) as session:
        return {room: _begun(session, kind) for room, kind in kinds.items()}


@pytest.fixture
def tokens(own_app: Flask, desk: Visitor) -> dict[str, str]:
    """Endpoint → the secret in the address of a link that works."""
    with catalogue(own_app) as session:
        first = links.make_link(session, links.FIRST_ACCOUNT)
        password = links.make_link(session, links.PASSWORD, 1)
    return {"make_first_account": first.rpartition("/")[2], "set_password": password.rpartition("/")[2]}


@pytest.fixture
def typed(own_app: Flask) -> dict[str, str]:
    """What would be taken by one form or another; a report to be answered is there, too."""
    with catalogue(own_app) as session:
        session.add(Report(day="2026-11-20", kind="error", text="The weight is another one."))
        change = session.exec(select(func.min(Change.number)).where(Change.entity_kind == "product")).one()
    return TYPED | {"first": str(change), "last": str(change), "change": str(change)}


def _begun(session: Session, kind: Editable) -> str:
    public = kind.listed(session)
    fields = kind.read(session, public[0].slug) if public else kind.blank(session, ANNA, {})
    slug = public[0].slug if public else ""
    seen = drafts.last_change(session, kind, slug) if slug else 0
    return drafts.save(session, kind, ANNA, slug, Saving(fields or {}, seen=seen)).slug


def test_every_form_of_the_desk_asks_for_its_token(
    own_app: Flask, desk: Visitor, kept: dict[str, str], tokens: dict[str, str], typed: dict[str, str]
) -> None:
    stranger = Visitor(own_app.test_client()).token("/sign-in")
    watched, wrong, seen = Watched(own_app), [], 0
    for rule in _writing(own_app):
        if rule.rule.startswith(PUBLIC):
            continue
        for address in _addresses(own_app, rule, kept, tokens):
            for token in (None, stranger):
                data = typed if token is None else typed | {"csrf_token": token}
                response = desk.client.post(address, data=data)
                said = response.get_json()["trouble"] if response.is_json else response.text
                if response.status_code != 400 or STALE not in said:
                    wrong.append(f"{address} answers {response.status_code}")
                if watched.has_changed():
                    wrong.append(f"{address} changes something")
            seen += 1
    assert not wrong, "\n".join(wrong)
    assert seen > 150


def test_every_form_for_readers_asks_where_it_was_sent_from(own_app: Flask) -> None:
    client: FlaskClient = own_app.test_client()
    watched, wrong, seen = Watched(own_app), [], 0
    elsewhere: tuple[dict[str, str], ...] = (
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    )
    for rule in _writing(own_app):
        if not rule.rule.startswith(PUBLIC):
            continue
        for headers in elsewhere:
            address = rule.rule.replace("<key>", "0" * 64)
            response = client.post(address, data=TYPED, headers=headers)
            if not 400 <= response.status_code < 500 or response.headers.get("Set-Cookie"):
                wrong.append(f"{address} answers {response.status_code} to {headers}")
            if response.status_code == 400 and ELSEWHERE not in response.text:
                wrong.append(f"{address} does not say why")
            if watched.has_changed():
                wrong.append(f"{address} changes something")
        seen += 1
    assert not wrong, "\n".join(wrong)
    assert seen >= 6


class Watched:
    """Everything that is stored: what any other connection has committed, and the files beside it."""

    def __init__(self, app: Flask) -> None:
        self._folder: Path = app.extensions["settings"].folder
        self._connection = sqlite3.connect(self._folder / "catalog.sqlite3")
        self._last = self._now()

    def has_changed(self) -> bool:
        """Whether anything was written since this was asked last."""
        before, self._last = self._last, self._now()
        return before != self._last

    def _now(self) -> tuple[object, set[Path]]:
        version = self._connection.execute("PRAGMA data_version").fetchone()
        files = {path for path in self._folder.rglob("*") if not path.name.startswith("catalog.sqlite3")}
        return version, files


def test_what_is_watched_is_seen_to_change(own_app: Flask, desk: Visitor) -> None:
    watched = Watched(own_app)
    assert not watched.has_changed()
    assert desk.send("/desk/articles/new", "/desk/articles/new/autosave", **TYPED).status_code == 200
    assert watched.has_changed()


def _writing(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()))


def _addresses(app: Flask, rule: Rule, kept: dict[str, str], tokens: dict[str, str]) -> list[str]:
    """Of a rule, with things in it that are there; one for each kind that is written at the desk."""
    kinds: dict[str, Editable] = app.extensions["editable"]
    rooms = [""]
    if "room" in rule.arguments:
        rooms = [room for room in kept if "slug" in rule.arguments or kinds[room].can_be_made]
    with app.test_request_context():
        return [app.url_for(rule.endpoint, **_values(rule, room, kept, tokens)) for room in rooms]


def _values(rule: Rule, room: str, kept: dict[str, str], tokens: dict[str, str]) -> dict[str, Any]:
    room = room or rule.rule.removeprefix("/desk/").split("/")[0]
    known = {
        "room": room,
        "slug": kept.get(room, "something"),
        "token": tokens.get(rule.endpoint.rpartition(".")[2], ""),
    }
    return {name: known.get(name, 1) for name in rule.arguments}
