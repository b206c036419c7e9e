"""`/sign-in`: who is let in, that nobody learns why not, and that no cookie survives it."""

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from catalog import create_app
from catalog.config import Settings
from catalog.people import codes, editing, passwords
from catalog.people.models import Account, AuditEvent, DeskSession
from catalog.people.views import NO_MATCH
from tests.factories import catalogue
from tests.html import Page, words
from tests.signed_in import PASSWORD, Visitor, make_account

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def trouble(response):
    page = Page(response)
    return words(page.one("[role=alert]"))


def test_the_right_password_leads_to_the_desk_with_a_guarded_cookie(anna, visitor):
    response = visitor.sign_in(" Anna ")
    assert (response.status_code, response.location) == (303, "/desk")
    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("desk="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert "You are signed in as Anna (admin)." in Page(visitor.client.get("/desk")).text("body")


def test_on_https_the_cookie_goes_nowhere_else(anna, visitor, another):
    token = visitor.token("/sign-in")
    data = {"login": "anna", "password": PASSWORD, "csrf_token": token}
    client = visitor.client
    response = client.post("/sign-in", data=data, base_url="https://localhost")
    cookie = next(one for one in response.headers.getlist("Set-Cookie") if one.startswith("desk="))
    assert "Secure" in cookie
    stranger = another.client.get("/sign-in", base_url="https://localhost")
    (asked,) = stranger.headers.getlist("Set-Cookie")
    assert asked.startswith("desk_form=")
    assert "Secure" in asked


def test_every_failure_is_answered_with_the_same_words(app, anna):
    with catalogue(app) as session:
        make_account(session, "off", "editor", is_active=False)
        make_account(session, "new", "editor", password=None)
    said = set()
    for login, password in (
        ("anna", "wrong"),
        ("nobody", PASSWORD),
        ("off", PASSWORD),
        ("new", ""),
        ("", ""),
    ):
        response = Visitor(app.test_client()).sign_in(login, password)
        html = response.text.replace(f'value="{login}"', "")
        said.add((response.status_code, trouble(response), len(Page(response).all("*")), "no" in html))
    shut = Visitor(app.test_client())
    for _ in range(6):
        last = shut.sign_in("anna", "wrong")
    said.add((last.status_code, trouble(last), len(Page(last).all("*")), True))
    assert len(said) == 1
    assert next(iter(said))[:2] == (422, f"Nothing was done. {NO_MATCH}")


@pytest.mark.parametrize("login", ["anna", "nobody", "off"])
def test_a_password_is_hashed_once_whoever_knocks(app, anna, visitor, monkeypatch, login):
    with catalogue(app) as session:
        make_account(session, "off", "editor", is_active=False)
    passwords.matches(None, "")
    done = []

    class Counting(PasswordHasher):
        def verify(self, stored, password):
            done.append(password)
            return super().verify(stored, password)

    hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setitem(passwords._NOBODY, hasher, hasher.hash("x"))
    monkeypatch.setattr(passwords, "_hasher", hasher)
    visitor.sign_in(login, "wrong")
    assert done == ["wrong"]


def test_a_shut_door_does_not_open_for_the_right_password_until_the_pause_is_over(anna, visitor, at_time):
    at_time(2026, 3, 1, 9)
    for _ in range(5):
        visitor.sign_in("anna", "wrong")
    assert visitor.sign_in().status_code == 422
    at_time(2026, 3, 1, 9, 1)
    assert visitor.sign_in().status_code == 303


def test_what_was_typed_stays_save_the_password(anna, visitor):
    page = Page(visitor.sign_in("anna", "not this one"))
    assert page.one("#login").get("value") == "anna"
    assert "not this one" not in page.html


def test_the_token_is_new_at_sign_in_and_one_that_was_planted_is_worth_nothing(app, anna, visitor):
    visitor.client.set_cookie("desk", "planted")
    visitor.sign_in()
    first = visitor.cookie
    assert first not in ("", "planted")
    visitor.client.set_cookie("desk", "planted")
    assert visitor.client.get("/desk").location == "/sign-in?back=/desk"
    visitor.sign_in()
    assert visitor.cookie not in (first, "planted")


def test_signing_in_again_ends_the_session_before(app, anna, visitor):
    visitor.sign_in()
    first = visitor.cookie
    data = {"login": "anna", "password": PASSWORD, "csrf_token": visitor.token("/desk")}
    assert visitor.client.post("/sign-in", data=data).status_code == 303
    visitor.client.set_cookie("desk", first)
    assert visitor.client.get("/desk").status_code == 303


@pytest.mark.parametrize(
    ("back", "target"),
    [
        ("/desk/password", "/desk/password"),
        ("//elsewhere.example", "/desk"),
        ("https://x.example", "/desk"),
        ("", "/desk"),
    ],
)
def test_the_way_back_stays_on_this_site(anna, visitor, back, target):
    assert visitor.sign_in(back=back).location == target


def test_a_password_hashed_with_old_parameters_is_hashed_anew(app, anna, visitor, another, stored):
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with catalogue(app) as session:
        account = session.exec(select(Account)).one()
        account.password = old
        session.add(account)
    assert visitor.sign_in().status_code == 303
    renewed = stored("anna").password
    assert renewed != old
    assert passwords.matches(renewed, PASSWORD)
    another.sign_in()
    assert stored("anna").password == renewed


def test_passwords_are_argon2id_with_the_parameters_of_the_library():
    real = PasswordHasher()
    assert real.hash("x").startswith(f"$argon2id$v=19$m={real.memory_cost},t={real.time_cost},p=")
    assert passwords.matches(passwords.hashed("caf\u00e9 caf\u00e9 caf"), "cafe\u0301 cafe\u0301 caf")


@pytest.fixture
def with_factor(app, anna):
    with catalogue(app) as session:
        account = session.exec(select(Account)).one()
        account.totp = SECRET
        recovery = codes.new_recovery_codes(account)
        session.add(account)
    return recovery


def test_with_a_second_factor_the_password_opens_nothing(with_factor, visitor):
    response = visitor.sign_in(back="/desk/password")
    assert response.location == "/sign-in/code?back=/desk/password"
    assert visitor.client.get("/desk").location == "/sign-in?back=/desk"
    half = visitor.cookie
    assert visitor.send("/sign-in/code", code="000000").status_code == 422
    assert visitor.client.get("/desk").status_code == 303
    response = visitor.send(
        "/sign-in/code?back=/desk/password", "/sign-in/code", code=pyotp.TOTP(SECRET).now()
    )
    assert response.status_code == 303
    assert visitor.cookie != half
    assert visitor.client.get("/desk").status_code == 200


def test_a_code_that_was_used_does_not_open_a_second_browser(with_factor, visitor, another, at_time):
    moment = at_time(2026, 3, 1, 9)
    code = pyotp.TOTP(SECRET).at(moment)
    for one, status in ((visitor, 303), (another, 422)):
        one.sign_in()
        assert one.send("/sign-in/code", code=code).status_code == status


def test_a_recovery_code_opens_once(with_factor, visitor, another):
    for one, status in ((visitor, 303), (another, 422)):
        one.sign_in()
        assert one.send("/sign-in/code", code=with_factor[0]).status_code == status


def test_guessing_codes_is_paused_as_well(with_factor, visitor, at_time):
    moment = at_time(2026, 3, 1, 9)
    visitor.sign_in()
    for _ in range(5):
        visitor.send("/sign-in/code", code="000000")
    assert visitor.send("/sign-in/code", code=pyotp.TOTP(SECRET).at(moment)).status_code == 422


def test_signing_out_ends_the_session_itself(anna, visitor):
    visitor.sign_in()
    kept = visitor.cookie
    assert visitor.send("/desk", "/sign-out").location == "/sign-in"
    assert visitor.cookie == ""
    visitor.client.set_cookie("desk", kept)
    assert visitor.client.get("/desk").status_code == 303


def test_what_happened_is_noted_without_what_was_typed(app, anna, visitor):
    visitor.sign_in("anna", "wrong-wrong")
    visitor.sign_in("nobody-at-all", "wrong-wrong")
    visitor.sign_in()
    with app.extensions["database"].reader() as session:
        events = session.exec(select(AuditEvent)).all()
        rows = session.exec(select(DeskSession)).all()
    assert [(one.event, one.account_id) for one in events[-3:]] == [
        ("sign-in failed", 1),
        ("sign-in failed", None),
        ("signed in", 1),
    ]
    assert len(rows) == 1
    assert not any(secret in repr(events) for secret in ("wrong-wrong", "nobody-at-all", PASSWORD))


def test_accounts_and_what_hangs_on_them_are_not_in_the_change_log(app, anna, visitor):
    from catalog.changes.models import Change

    visitor.sign_in()
    with app.extensions["database"].reader() as session:
        changes = session.exec(select(Change)).all()
    assert {change.entity_kind for change in changes} == {"author"}
    assert not any(word in change.payload for change in changes for word in ("password", "argon2", "login"))


def test_it_works_on_postgresql_too(postgresql_url, tmp_path):
    app = create_app(
        Settings(database_url=postgresql_url, instance=tmp_path, secret_key="not a secret in tests")
    )
    try:
        with catalogue(app) as session:
            make_account(session)
        visitor = Visitor(app.test_client())
        assert visitor.sign_in("anna", "wrong").status_code == 422
        assert visitor.sign_in().status_code == 303
        assert visitor.client.get("/desk").status_code == 200
        with catalogue(app) as session:
            editing.sign_out_everywhere(session, 1)
        assert visitor.client.get("/desk").status_code == 303
    finally:
        app.extensions["watcher"].close()
        app.extensions["database"].close()
