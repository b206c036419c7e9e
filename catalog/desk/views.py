"""`/desk`: the dashboard, one's own account, and for admins the people."""

from __future__ import annotations

from typing import Any

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
from catalog.desk import cookie, guard, kept, pages
from catalog.desk.csrf import STALE, ButtonForm, DeskForm
from catalog.desk.forms import AppCodeForm, CurrentPasswordForm, NewPasswordForm, RoleForm
from catalog.desk.frame import FormPage
from catalog.desk.guard import me, needs, settings
from catalog.desk.navigation import Group, navigation
from catalog.pages import errors
from catalog.people import audit, codes, editing, passwords, sessions, throttle
from catalog.people.models import Account, DeskSession
from catalog.shelf import current
from catalog.upkeep.pages import dashboard_page
from catalog.upkeep.waiting import waiting
from catalog.visitors import visitor

blueprint = Blueprint("desk", __name__)
blueprint.after_request(guard.unkept)
errors.keepers.append(kept.in_trouble)

WRONG = "That is not your password, or too many tries came before it; then wait a little."
WRONG_CODE = "That is not the code your app shows now. Look at the app, and type the newest."


@blueprint.app_template_global("desk_groups")
def desk_groups(role: str) -> tuple[Group, ...]:
    """The navigation beside the page that is shown."""
    if "desk_groups" not in g:
        g.desk_groups = navigation(role, request.path, waiting(get_session(), current(), role))
    found: tuple[Group, ...] = g.desk_groups
    return found


@blueprint.get("/desk")
@needs("use the desk")
def index() -> str:
    page = dashboard_page(get_session(), current(), me(), price_days=settings().price_age_days)
    return render_template("desk/index.html", page=page)


@blueprint.get("/desk/account")
@needs("use the desk")
def account() -> Response:
    return _account()


@blueprint.post("/desk/sign-out-everywhere")
@needs("use the desk")
def sign_out_everywhere() -> Response:
    if not ButtonForm().is_from_here():
        return _account(STALE, 400)
    editing.sign_out_everywhere(get_session(), me().account_id)
    get_session().commit()
    response = _to("sign_in.ask")
    cookie.take_back(response)
    form_session.clear()
    return response


@blueprint.get("/desk/password")
@needs("use the desk")
def password() -> Response:
    return _password(NewPasswordForm(formdata=None))


@blueprint.post("/desk/password")
@needs("use the desk")
def change_password() -> Response:
    """Every session of the account ends, and this browser is given a new one."""
    form = NewPasswordForm()
    if not form.is_from_here():
        return _password(form, STALE, 400)
    if form.said:
        return _password(form, status=422)
    if not _is_me(form.current.data):
        return _password(form, WRONG, 422)
    hashed, session, who = passwords.hashed(form.password.data), get_session(), me()
    browser = session.get_one(DeskSession, who.key).browser
    editing.set_password(session, session.get_one(Account, who.account_id), hashed)
    token = sessions.open_session(session, who.account_id, browser=browser, days=settings().sign_in_days)
    session.commit()
    response = _to("desk.account")
    form_session.clear()
    cookie.give(response, token, settings().sign_in_days)
    return response


@blueprint.get("/desk/second-factor")
@needs("use the desk")
def second_factor() -> Response:
    return _second_factor()


@blueprint.post("/desk/second-factor")
@needs("use the desk")
def offer_second_factor() -> Response:
    """A secret to put into the app; it guards nothing until a code has shown that it is there."""
    if not ButtonForm().is_from_here():
        return _second_factor(STALE, 400)
    account = get_session().get_one(Account, me().account_id)
    if account.totp is None:
        account.totp_offered = codes.new_secret()
        get_session().add(account)
        get_session().commit()
    return _to("desk.second_factor")


@blueprint.post("/desk/second-factor/on")
@needs("use the desk")
def turn_on() -> Response:
    form = AppCodeForm()
    if not form.is_from_here():
        return _second_factor(STALE, 400)
    session = get_session()
    account = session.get_one(Account, me().account_id)
    if account.totp is not None or account.totp_offered is None:
        return _to("desk.second_factor")
    new = editing.turn_on_second_factor(session, account, (form.code.data or "")[:40])
    if new is None:
        session.rollback()
        return _second_factor(WRONG_CODE, 422)
    session.commit()
    return _second_factor(new_codes=new)


@blueprint.post("/desk/second-factor/codes")
@needs("use the desk")
def renew_codes() -> Response:
    form = CurrentPasswordForm()
    if not form.is_from_here():
        return _second_factor(STALE, 400)
    if not _is_me(form.current.data):
        return _second_factor(WRONG, 422)
    session = get_session()
    account = session.get_one(Account, me().account_id)
    if account.totp is None:
        return _to("desk.second_factor")
    new = editing.renew_recovery_codes(session, account)
    session.commit()
    return _second_factor(new_codes=new)


@blueprint.post("/desk/second-factor/off")
@needs("use the desk")
def turn_off() -> Response:
    form = CurrentPasswordForm()
    if not form.is_from_here():
        return _second_factor(STALE, 400)
    if not _is_me(form.current.data):
        return _second_factor(WRONG, 422)
    editing.turn_off_second_factor(get_session(), get_session().get_one(Account, me().account_id))
    get_session().commit()
    return _to("desk.second_factor")


@blueprint.get("/desk/people")
@needs("look after people")
def people() -> Response:
    return _people()


@blueprint.post("/desk/people/<int:number>/role")
@needs("look after people")
def change_role(number: int) -> Response:
    form = RoleForm()
    if not form.is_from_here():
        return _people(STALE, 400)
    if form.said:
        return _people("Choose one of the roles.", 422)
    return _changed(number, lambda session, account: editing.set_role(session, account, form.role.data))


@blueprint.post("/desk/people/<int:number>/off")
@needs("look after people")
def turn_person_off(number: int) -> Response:
    if not ButtonForm().is_from_here():
        return _people(STALE, 400)
    return _changed(number, lambda session, account: editing.set_active(session, account, False))


@blueprint.post("/desk/people/<int:number>/on")
@needs("look after people")
def turn_person_on(number: int) -> Response:
    if not ButtonForm().is_from_here():
        return _people(STALE, 400)
    return _changed(number, lambda session, account: editing.set_active(session, account, True))


def _changed(number: int, change: Any) -> Response:
    session = get_session()
    account = session.get(Account, number) or abort(404)
    try:
        change(session, account)
    except editing.PeopleError as error:
        session.rollback()
        return _people(str(error), 422)
    session.commit()
    return _to("desk.people")


def _is_me(typed: str | None) -> bool:
    """Whether it is the password of who is signed in; guesses are counted as they are at the door."""
    who, session, secret = me(), get_session(), current_app.config["SECRET_KEY"]
    doors = throttle.doors(who.login, visitor(None, secret, clock.today()), secret)[:1]
    is_open = throttle.enter(session, *doors)
    stored = session.get_one(Account, who.account_id).password
    session.commit()
    if not is_open or not passwords.matches(stored, (typed or "")[: passwords.LONGEST + 1]):
        audit.note(session, "password check failed", who.account_id)
        session.commit()
        return False
    throttle.forgive(session, *doors)
    session.commit()
    return True


def _account(trouble: str = "", status: int = 200) -> Response:
    idle = settings().sign_in_idle_hours
    page = pages.account_page(get_session(), me(), idle_hours=idle, trouble=trouble)
    return make_response(render_template("desk/account.html", page=page), status)


def _password(form: DeskForm, trouble: str = "", status: int = 200) -> Response:
    page = FormPage(who=me(), form=form, trouble=trouble)
    return make_response(render_template("desk/password.html", page=page), status)


def _second_factor(trouble: str = "", status: int = 200, new_codes: tuple[str, ...] = ()) -> Response:
    account = get_session().get_one(Account, me().account_id)
    secret = account.totp_offered or "" if account.totp is None else ""
    page = pages.SecondFactorPage(
        who=me(),
        form=CurrentPasswordForm(formdata=None) if account.totp else AppCodeForm(formdata=None),
        trouble=trouble,
        is_on=account.totp is not None,
        codes_left=codes.codes_left(account),
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        app_address=codes.app_address(secret, account.login, settings().site_name) if secret else "",
        new_codes=new_codes,
    )
    return make_response(render_template("desk/second_factor.html", page=page), status)


def _people(trouble: str = "", status: int = 200) -> Response:
    page = pages.people_page(get_session(), me(), trouble)
    return make_response(render_template("desk/people.html", page=page), status)


def _to(endpoint: str) -> Response:
    response: Response = make_response(redirect(url_for(endpoint), 303))
    return response
