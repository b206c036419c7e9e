"""Links that work once, for a day: for the first account, for setting a password. The caller commits."""

from __future__ import annotations

from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from catalog import clock
from catalog.people import moments
from catalog.people.models import Account, OneTimeLink
from catalog.people.tokens import digest, new_token

HOURS: Final = 24
FIRST_ACCOUNT: Final = "first account"
PASSWORD: Final = "password"
PATHS: Final = {FIRST_ACCOUNT: "/first-account/", PASSWORD: "/set-password/"}


def make_link(session: Session, purpose: str, account_id: int | None = None) -> str:
    """The path of a new link. One for a password replaces that account's older ones."""
    token, now = new_token(), clock.timestamp()
    session.exec(delete(OneTimeLink).where(col(OneTimeLink.expires_at) <= now))
    if account_id is not None:
        revoke(session, account_id)
    session.add(
        OneTimeLink(
            key=digest(token),
            purpose=purpose,
            account_id=account_id,
            made_at=now,
            expires_at=moments.after(hours=HOURS),
        )
    )
    session.flush()
    return PATHS[purpose] + token


def revoke(session: Session, account_id: int) -> None:
    """No link that was made for this account works any more."""
    session.exec(delete(OneTimeLink).where(col(OneTimeLink.account_id) == account_id))


def open_link(session: Session, purpose: str, token: str) -> OneTimeLink | None:
    """The link of this token while it can be used. That for the first account ends with any account."""
    link = session.get(OneTimeLink, digest(token))
    is_good = (
        link is not None
        and link.purpose == purpose
        and link.used_at is None
        and clock.timestamp() < link.expires_at
        and (purpose != FIRST_ACCOUNT or not has_accounts(session))
    )
    return link if is_good else None


def use_link(session: Session, purpose: str, token: str) -> OneTimeLink | None:
    """Use the link up; None where it cannot be used. Of two writers one is first."""
    link = open_link(session, purpose, token)
    if link is not None:
        link.used_at = clock.timestamp()
        session.add(link)
        session.flush()
    return link


def has_accounts(session: Session) -> bool:
    """Whether anybody can sign in, or could."""
    return session.exec(select(Account.id).limit(1)).first() is not None
