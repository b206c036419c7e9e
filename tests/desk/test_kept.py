"""What was typed is never lost: the session may have ended, the database be locked or its disk full."""

import pyotp
import pytest
from sqlalchemy import event
from sqlmodel import delete, select

from catalog.changes.queries import current_version
from catalog.db import DatabaseTrouble
from catalog.desk import kept
from catalog.desk.kept import Kept, opened, signed
from catalog.editorial.models import Draft
from catalog.people.models import Account, DeskSession
from tests.factories import catalogue
from tests.html import Page, filled
from tests.signed_in import PASSWORD

PAGE = "/desk/articles/choosing-a-device"
TYPED = "A paragraph that took an hour to write.\r\n\r\nAnd a second one, <b>with signs</b> & “quotes”."


def signed_out(app):
    with catalogue(app) as session:
        session.exec(delete(DeskSession))


def draft_text(app):
    with app.extensions["database"].reader() as session:
        draft = session.exec(select(Draft)).one_or_none()
        return draft and draft.fields["text"]


def typed_after_the_session_ended(desk, app):
    shown = Page(desk.client.get(PAGE))
    data = filled(shown, "form[data-editor]")
    data["text"] = TYPED
    data["do"] = "save"
    signed_out(app)
    return desk.client.post(PAGE, data=data)


def test_an_ended_session_keeps_what_was_typed_through_signing_in(desk, own_app):
    answer = typed_after_the_session_ended(desk, own_app)
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    page = Page(answer)
    assert "What you typed is kept in this page" in page.text("main")
    assert draft_text(own_app) is None
    wrong = desk.client.post(
        "/sign-in", data=filled(page, "main form").to_dict() | {"login": "anna", "password": "no"}
    )
    assert wrong.status_code == 422
    sent = filled(Page(wrong), "main form").to_dict() | {"login": "anna", "password": PASSWORD}
    again = Page(desk.client.post("/sign-in", data=sent))
    assert any(TYPED.replace("\r\n", "\n") in pre.text.replace("\r\n", "\n") for pre in again.all("pre"))
    form = again.one("main form")
    assert form.get("action") == PAGE
    done = desk.client.post(PAGE, data=filled(again, "main form"))
    assert done.status_code == 303, done.text
    assert draft_text(own_app) == TYPED.replace("\r\n", "\n")


def test_it_goes_through_the_second_factor_too(desk, own_app):
    secret = pyotp.random_base32()
    with catalogue(own_app) as session:
        account = session.exec(select(Account)).one()
        account.totp = secret
        session.add(account)
    page = Page(typed_after_the_session_ended(desk, own_app))
    sent = filled(page, "main form").to_dict() | {"login": "anna", "password": PASSWORD}
    step = Page(desk.client.post("/sign-in", data=sent))
    code = filled(step, "main form").to_dict() | {"code": pyotp.TOTP(secret).now()}
    again = Page(desk.client.post("/sign-in/code", data=code))
    assert desk.client.post(PAGE, data=filled(again, "main form")).status_code == 303
    assert draft_text(own_app) == TYPED.replace("\r\n", "\n")


def test_what_a_stranger_sends_is_not_kept(own_app, client):
    answer = own_app.test_client().post(PAGE, data={"text": TYPED, "csrf_token": "made up"})
    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in")
    for forged in ("", "nonsense", "[]", '["/desk",[["a","b"]]].AAAA'):
        with own_app.test_request_context():
            assert opened(forged) is None


def test_only_addresses_of_this_site_are_sent_to_again(own_app):
    with own_app.test_request_context():
        there = opened(signed(Kept("//elsewhere.example/desk", (("a", "b"),))))
        assert there == Kept("/", (("a", "b"),))


def test_passwords_are_not_kept(desk, own_app):
    signed_out(own_app)
    answer = desk.client.post(
        "/desk/password", data={"current": PASSWORD, "password": "x" * 20, "csrf_token": "x"}
    )
    assert PASSWORD not in answer.text
    assert {"password", "current", "again", "code"} <= kept.SECRETS


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("locked", "The database is locked by another program; try again in a moment."),
        ("full", "The disk of the database is full."),
    ],
)
def test_a_database_in_trouble_gives_a_message_and_keeps_the_form(desk, own_app, monkeypatch, kind, sentence):
    from catalog.editorial import drafts

    def refuses(*_given, **_more):
        raise DatabaseTrouble(kind, sentence)

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "save", refuses)
        answer = desk.fill(PAGE, text=TYPED, do="save")
    assert answer.status_code == 503
    page = Page(answer)
    assert sentence in page.text("main")
    assert draft_text(own_app) is None
    done = desk.client.post(PAGE, data=filled(page, "main form"))
    assert done.status_code == 303
    assert draft_text(own_app) == TYPED.replace("\r\n", "\n")


def test_a_database_that_another_program_holds_is_waited_for_and_then_told(desk, own_app):
    holder = own_app.extensions["database"].engine.raw_connection()
    holder.execute("BEGIN IMMEDIATE")
    answer = desk.fill(PAGE, text=TYPED, do="save")
    holder.rollback()
    holder.close()
    assert answer.status_code == 503
    assert "locked" in Page(answer).text("main")
    assert desk.client.post(PAGE, data=filled(Page(answer), "main form")).status_code == 303
    assert draft_text(own_app) == TYPED.replace("\r\n", "\n")


def test_a_disk_that_is_full_keeps_what_was_typed_until_there_is_room(desk, own_app):
    """As SQLite meets it: the file may not grow by a page."""
    engine = own_app.extensions["database"].engine
    long = "\r\n".join(f"A sentence of its own, number {number}." for number in range(4_000))
    shown = filled(Page(desk.client.get(PAGE)), "form[data-editor]")
    shown["text"], shown["do"] = long, "save"

    def no_room(connection, *_given):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "checkout", no_room)
    answer = desk.client.post(PAGE, data=shown)
    event.remove(engine, "checkout", no_room)
    event.listen(
        engine, "checkout", lambda connection, *_: connection.execute("PRAGMA max_page_count = 1073741823")
    )
    assert answer.status_code == 503
    assert "The disk of the database is full." in Page(answer).text("main")
    assert draft_text(own_app) is None
    assert desk.client.post(PAGE, data=filled(Page(answer), "main form")).status_code == 303
    assert draft_text(own_app) == long.replace("\r\n", "\n")


def test_a_public_form_is_kept_too(own_app, monkeypatch):
    from catalog.reports import editing

    def refuses(*_given, **_more):
        raise DatabaseTrouble("full", "The disk of the database is full.")

    monkeypatch.setattr(editing, "file_report", refuses)
    monkeypatch.setattr("catalog.reports.views.file_report", refuses, raising=False)
    client = own_app.test_client()
    data = filled(Page(client.get("/report")), "main form").to_dict() | {"text": TYPED, "kind": "error"}
    answer = client.post("/report", data=data)
    assert answer.status_code == 503
    assert filled(Page(answer), "main form")["text"] == TYPED
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) > 0
