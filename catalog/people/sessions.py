"""Signed-in browsers: rows, found by the digest of a random cookie. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from catalog import clock
from catalog.people import moments
from catalog.people.models import Account, Author, DeskSession
from catalog.people.tokens import digest, new_token

LONGEST_BROWSER: Final = 200
MINUTES_FOR_CODE: Final = 10
SEEN_EVERY_MIN: Final = 5
"""A row is written at most so often for being seen: reading a page should not wait for a writer."""


@dataclass(frozen=True)
class SignedIn:
    """Who is at the desk. `key` is that of the session's row; `is_due`: it should be noted as seen."""

    key: str
    account_id: int
    login: str
    role: str
    author_id: int
    author: str
    slug: str
    lacks_code: bool
    is_due: bool


def open_session(
    session: Session, account_id: int, *, browser: str, days: int, lacks_code: bool = False
) -> str:
    """The token of a new session, which ends after so many days whatever happens; with a code to come, after
    minutes."""
    token, now = new_token(), clock.timestamp()
    ends = moments.after(minutes=MINUTES_FOR_CODE) if lacks_code else moments.after(days=days)
    session.exec(delete(DeskSession).where(col(DeskSession.expires_at) <= now))
    session.add(
        DeskSession(
            key=digest(token),
            account_id=account_id,
            lacks_code=lacks_code,
            made_at=now,
            seen_at=now,
            expires_at=ends,
            browser=browser[:LONGEST_BROWSER],
        )
    )
    session.flush()
    return token


def signed_in(session: Session, token: str, *, idle_hours: int) -> SignedIn | None:
    """Whose session the token opens; None where it is unknown, over, idle too long, or the account is off."""
    wanted = (
        select(DeskSession, Account, Author)
        .join(Account, col(Account.id) == DeskSession.account_id)
        .join(Author, col(Author.id) == Account.author_id)
        .where(DeskSession.key == digest(token), col(Account.is_active))
    )
    found = session.exec(wanted).one_or_none()
    if found is None:
        return None
    row, account, author = found
    if clock.timestamp() >= row.expires_at or moments.before(hours=idle_hours) >= row.seen_at:
        return None
    assert account.id is not None
    assert author.id is not None
    return SignedIn(
        row.key,
        account.id,
        account.login,
        account.role,
        author.id,
        author.name,
        author.slug,
        row.lacks_code,
        moments.before(minutes=SEEN_EVERY_MIN) >= row.seen_at,
    )


def see(session: Session, key: str) -> None:
    """Note that the session is in use."""
    if (row := session.get(DeskSession, key)) is not None:
        row.seen_at = clock.timestamp()
        session.add(row)


def end(session: Session, key: str) -> None:
    """End one session."""
    session.exec(delete(DeskSession).where(col(DeskSession.key) == key))


def end_all(session: Session, account_id: int) -> None:
    """End every session of an account, whichever browser it is in."""
    session.exec(delete(DeskSession).where(col(DeskSession.account_id) == account_id))


def sessions_of(session: Session, account_id: int, *, idle_hours: int) -> list[DeskSession]:
    """Those that still open something, the one seen last first."""
    wanted = select(DeskSession).where(
        DeskSession.account_id == account_id,
        col(DeskSession.lacks_code).is_(False),
        col(DeskSession.expires_at) > clock.timestamp(),
        col(DeskSession.seen_at) > moments.before(hours=idle_hours),
    )
    return list(
        session.exec(wanted.order_by(col(DeskSession.seen_at).desc(), col(DeskSession.made_at).desc()))
    )
