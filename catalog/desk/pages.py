"""What the pages of one's own account show, finished."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.desk.frame import DeskPage, FormPage, button
from catalog.people import audit, codes, moments, queries, sessions
from catalog.people.models import ROLES, Account, AuditEvent, DeskSession
from catalog.people.sessions import SignedIn


@dataclass(frozen=True)
class Place:
    """A browser that is signed in."""

    browser: str
    since: str
    seen: str
    is_here: bool


@dataclass(frozen=True)
class Event:
    """What happened to the account, and when."""

    at: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AccountPage(DeskPage):
    """`/desk/account`."""

    places: tuple[Place, ...]
    events: tuple[Event, ...]
    has_second_factor: bool
    codes_left: int


@dataclass(frozen=True, kw_only=True)
class SecondFactorPage(FormPage):
    """`/desk/second-factor`. `secret` in groups of four, where one is offered; `new_codes` are shown once."""

    is_on: bool
    codes_left: int
    secret: str = ""
    app_address: str = ""
    new_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """One account; `number` is its id."""

    number: int
    name: str
    login: str
    role: str
    is_active: bool
    has_second_factor: bool


@dataclass(frozen=True, kw_only=True)
class PeoplePage(FormPage):
    """`/desk/people`."""

    people: tuple[Person, ...]
    roles: tuple[str, ...] = ROLES


def account_page(session: Session, who: SignedIn, *, idle_hours: int, trouble: str = "") -> AccountPage:
    """`/desk/account` of somebody."""
    account = session.get_one(Account, who.account_id)
    rows = sessions.sessions_of(session, who.account_id, idle_hours=idle_hours)
    return AccountPage(
        who=who,
        trouble=trouble,
        places=tuple(_place(row, who) for row in rows),
        events=tuple(_event(row) for row in audit.events_of(session, who.account_id)),
        has_second_factor=account.totp is not None,
        codes_left=codes.codes_left(account),
    )


def people_page(session: Session, who: SignedIn, trouble: str = "") -> PeoplePage:
    """`/desk/people` with every account."""
    return PeoplePage(
        who=who,
        trouble=trouble,
        form=button(),
        people=tuple(
            Person(one.id or 0, author.name, one.login, one.role, one.is_active, one.totp is not None)
            for one, author in queries.people(session)
        ),
    )


def _place(row: DeskSession, who: SignedIn) -> Place:
    made, seen = moments.shown(row.made_at), moments.shown(row.seen_at)
    return Place(browser_name(row.browser), made, seen, row.key == who.key)


def _event(row: AuditEvent) -> Event:
    return Event(moments.shown(row.at), f"{row.event} ({row.detail})" if row.detail else row.event)


BROWSERS: Final = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
SYSTEMS: Final = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")


def browser_name(agent: str) -> str:
    """“Firefox on Windows”, as the browser calls itself; its own words where they are not known."""
    name = next((name for mark, name in BROWSERS if mark in agent), "Safari" if "Safari/" in agent else "")
    system = next((system for system in SYSTEMS if system in agent), "")
    if not name:
        return re.sub(r"[^\x20-\x7e]", "", agent)[:60] or "A browser without a name"
    return f"{name} on {system}" if system else name
