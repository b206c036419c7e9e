"""An author's public page; and the doors to the desk: signing in and out, and links that work once."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as form_session

from catalog import clock
from catalog.db import get_session
from catalog.desk import cookie, guard
from catalog.desk.csrf import STALE, ButtonForm, DeskForm
from catalog.desk.kept import Kept, send_again, signed
from catalog.desk.kept import opened as opened_kept
from catalog.pages.appearance import way_back
from catalog.people import editing, links, passwords, queries, sessions, signing_in, throttle
from catalog.people.forms import NEW, CodeForm, FirstAccountForm, PasswordForm, SignInForm
from catalog.people.models import Account
from catalog.people.pages import author_json, author_page
from catalog.visitors import visitor

blueprint = Blueprint("people", __name__)
sign_in = Blueprint("sign_in", __name__)
sign_in.after_request(guard.unkept)

NO_MATCH = (
    "That didn’t match, or too many tries came before it. Check what you typed, and wait a little if you "
    f"have tried often: after {throttle.FREE_OF_LOGIN} misses sign-in pauses for a minute, then twice as "
    "long after each further miss, an hour at most."
)
"""The one answer to whatever is wrong, so that nobody learns which logins there are."""


ENDED = (
    "You were signed out meanwhile, so it was not saved. What you typed is kept in this page: sign in, "
    "and send it again."
)


@dataclass(frozen=True)
class FormPage:
    """A form with what went wrong before it, in a sentence or not at all."""

    form: DeskForm
    trouble: str = ""


@blueprint.get("/authors/<slug>")
def author(slug: str) -> str:
    found = queries.author(get_session(), slug) or abort(404)
    return render_template("people/author.html", page=author_page(get_session(), found))


@blueprint.get("/authors/<slug>.json")
def author_as_json(slug: str) -> Response:
    found = queries.author(get_session(), slug) or abort(404)
    document = author_json(get_session(), found)
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")


@sign_in.get("/sign-in")
def ask() -> Response:
    if guard.at_the_desk():
        return redirect(_back(request.args.get("back", "")), 303)  # type: ignore[return-value]
    return _shown("people/sign_in.html", SignInForm(formdata=None, back=request.args.get("back", "")))


@sign_in.post("/sign-in")
def enter() -> Response:
    form = SignInForm()
    if not form.is_from_here():
        return _shown("people/sign_in.html", form, STALE, 400)
    session, login = get_session(), queries.plain_login(form.login.data or "")
    doors = _doors(login)
    attempt = signing_in.knock(session, login, doors)
    password = (form.password.data or "")[: passwords.LONGEST + 1]
    days = guard.settings().sign_in_days
    opened = attempt and signing_in.finish(session, attempt, password, doors, _browser(), days)
    if not opened:
        return _shown("people/sign_in.html", form, NO_MATCH, 422)
    return _let_in(opened, form.back.data or "", form.kept.data or "")


def door(kept: Kept) -> Response:
    """The page of signing in for somebody whose session ended while they wrote."""
    form = SignInForm(formdata=None, back=kept.address, kept=signed(kept))
    response = _shown("people/sign_in.html", form, ENDED, 403)
    return guard.unkept(response)


@sign_in.get("/sign-in/code")
def ask_code() -> Response:
    if not guard.half_way():
        return redirect(url_for("sign_in.ask"), 303)  # type: ignore[return-value]
    return _shown("people/code.html", CodeForm(formdata=None, back=request.args.get("back", "")))


@sign_in.post("/sign-in/code")
def enter_code() -> Response:
    form = CodeForm()
    if not form.is_from_here():
        return _shown("people/code.html", form, STALE, 400)
    half = guard.half_way()
    if half is None:
        return redirect(url_for("sign_in.ask", back=form.back.data), 303)  # type: ignore[return-value]
    if not half.lacks_code:
        return redirect(_back(form.back.data or ""), 303)  # type: ignore[return-value]
    code = (form.code.data or "")[:40]
    days = guard.settings().sign_in_days
    opened = signing_in.second_step(get_session(), half, code, _doors(half.login), _browser(), days)
    if opened is None:
        form.code.data = ""
        return _shown("people/code.html", form, NO_MATCH, 422)
    return _let_in(opened, form.back.data or "", form.kept.data or "")


@sign_in.post("/sign-out")
def leave() -> Response:
    form = ButtonForm()
    if not form.is_from_here():
        return _shown("people/sign_out.html", ButtonForm(formdata=None), STALE, 400)
    found = guard.half_way()
    if found is not None:
        sessions.end(get_session(), found.key)
        get_session().commit()
    response: Response = make_response(redirect(url_for("sign_in.ask"), 303))
    cookie.take_back(response)
    form_session.clear()
    return response


@sign_in.get("/first-account/<token>")
def first_account(token: str) -> Response:
    if links.open_link(get_session(), links.FIRST_ACCOUNT, token) is None:
        return _spent()
    return _shown("people/first_account.html", _first_form(formdata=None))


@sign_in.post("/first-account/<token>")
def make_first_account(token: str) -> Response:
    form = _first_form()
    if not form.is_from_here():
        return _shown("people/first_account.html", form, STALE, 400)
    if form.said:
        return _shown("people/first_account.html", form, status=422)
    hashed, session = passwords.hashed(form.password.data), get_session()
    if links.use_link(session, links.FIRST_ACCOUNT, token) is None:
        return _spent()
    try:
        account = _made(form)
    except editing.PeopleError as error:
        session.rollback()
        form[error.field].errors = [str(error)]
        return _shown("people/first_account.html", form, status=422)
    editing.set_password(session, account, hashed)
    return _straight_in(account)


@sign_in.get("/set-password/<token>")
def ask_password(token: str) -> Response:
    if links.open_link(get_session(), links.PASSWORD, token) is None:
        return _spent()
    return _shown("people/set_password.html", PasswordForm(formdata=None))


@sign_in.post("/set-password/<token>")
def set_password(token: str) -> Response:
    """Sets it, and asks to sign in with it: a link alone is no second factor."""
    form = PasswordForm()
    if not form.is_from_here():
        return _shown("people/set_password.html", form, STALE, 400)
    if form.said:
        return _shown("people/set_password.html", form, status=422)
    hashed, session = passwords.hashed(form.password.data), get_session()
    link = links.use_link(session, links.PASSWORD, token)
    account = session.get(Account, link.account_id) if link is not None and link.account_id else None
    if account is None or not account.is_active:
        return _spent()
    editing.set_password(session, account, hashed)
    session.commit()
    return redirect(url_for("sign_in.ask"), 303)  # type: ignore[return-value]


def _first_form(**given: None) -> FirstAccountForm:
    # Read apart from the session that writes, which would keep others waiting while a password is hashed.
    with current_app.extensions["database"].latest() as session:
        authors = [(one.slug, one.name) for one in queries.authors_without_account(session)]
    return FirstAccountForm(authors, **given)


def _made(form: FirstAccountForm) -> Account:
    """The account the form describes, not committed. Raises `PeopleError`."""
    session = get_session()
    if form.author.data == NEW:
        who = editing.author_named(session, form.name.data)
    else:
        who = queries.author(session, form.author.data) or abort(404)
    return editing.add_account(session, who, form.login.data, "admin", form.mail.data or None)


def _straight_in(account: Account) -> Response:
    assert account.id is not None
    days = guard.settings().sign_in_days
    token = sessions.open_session(get_session(), account.id, browser=_browser(), days=days)
    get_session().commit()
    return _let_in(signing_in.Opened(token, False), "")


def _let_in(opened: signing_in.Opened, back: str, kept: str = "") -> Response:
    """On to the desk, or to the second step, with a new cookie and new tokens for forms.

    What was typed before comes along, and is sent again by whoever typed it.
    """
    before = guard.half_way()
    if before is not None:
        sessions.end(get_session(), before.key)
        get_session().commit()
    form_session.clear()
    # Before anything is rendered, so that the tokens of its forms fit the new cookie.
    g.desk_cookie = opened.token
    g.pop("csrf_token", None)
    response = _next_page(opened, back, opened_kept(kept))
    cookie.give(response, opened.token, guard.settings().sign_in_days)
    return response


def _next_page(opened: signing_in.Opened, back: str, kept: Kept | None) -> Response:
    if kept is None:
        target = url_for("sign_in.ask_code", back=back or None) if opened.lacks_code else _back(back)
        return redirect(target, 303)  # type: ignore[return-value]
    if opened.lacks_code:
        return _shown("people/code.html", CodeForm(formdata=None, back=back, kept=signed(kept)))
    return send_again(kept)


def _shown(template: str, form: DeskForm, trouble: str = "", status: int = 200) -> Response:
    return make_response(render_template(template, page=FormPage(form, trouble)), status)


def _spent() -> Response:
    """A link that was used, is too old or never was: which of them is nobody's business."""
    get_session().rollback()
    return make_response(render_template("people/spent.html"), 410)


def _back(address: str) -> str:
    target = way_back(address or "/desk")
    return target if target != "/" else "/desk"


def _browser() -> str:
    return str(request.user_agent.string)


def _doors(login: str) -> tuple[throttle.Door, throttle.Door]:
    secret = current_app.config["SECRET_KEY"]
    return throttle.doors(login, visitor(request.remote_addr, secret, clock.today()), secret)
