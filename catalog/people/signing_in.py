"""Signing in, step by step. What is slow, the hashing, is done between two writes and holds up nobody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from catalog.people import audit, codes, passwords, queries, sessions, throttle
from catalog.people.editing import renew_hash
from catalog.people.models import Account


@dataclass(frozen=True)
class Attempt:
    """Somebody who knocks: what the login's account keeps, or nothing where nobody has the login."""

    account_id: int | None
    stored: str | None


@dataclass(frozen=True)
class Opened:
    """`token`: of the new session. `lacks_code`: it opens nothing until the second factor is given."""

    token: str
    lacks_code: bool


def knock(session: Session, login: str, doors: tuple[throttle.Door, ...]) -> Attempt | None:
    """Count the attempt and commit; None where a door is shut."""
    if not throttle.enter(session, *doors):
        session.commit()
        return None
    account = queries.account(session, login)
    is_open = account is not None and account.is_active
    found = Attempt(account.id, account.password) if account and is_open else Attempt(None, None)
    session.commit()
    return found


def finish(
    session: Session,
    attempt: Attempt,
    password: str,
    doors: tuple[throttle.Door, ...],
    browser: str,
    days: int,
) -> Opened | None:
    """Compare the password, and open a session where it is right; None where not. Commits either way."""
    if not passwords.matches(attempt.stored, password):
        audit.note(session, "sign-in failed", attempt.account_id)
        session.commit()
        return None
    assert attempt.account_id is not None
    assert attempt.stored is not None
    account = session.get_one(Account, attempt.account_id)
    if not account.is_active or account.password != attempt.stored:
        # It was changed while the one that was typed was compared.
        session.rollback()
        return None
    renew_hash(session, attempt.account_id, attempt.stored, password)
    lacks_code = account.totp is not None
    token = sessions.open_session(
        session, attempt.account_id, browser=browser, days=days, lacks_code=lacks_code
    )
    if not lacks_code:
        throttle.forgive(session, *doors)
        audit.note(session, "signed in", attempt.account_id)
    session.commit()
    return Opened(token, lacks_code)


def second_step(
    session: Session,
    half: sessions.SignedIn,
    code: str,
    doors: tuple[throttle.Door, ...],
    browser: str,
    days: int,
) -> Opened | None:
    """Take a code of the app or a recovery code; the session of the first step ends, another begins."""
    if not throttle.enter(session, *doors):
        session.commit()
        return None
    account = session.get_one(Account, half.account_id)
    used = "code" if codes.use_code(account, code) else ""
    if not used and codes.use_recovery_code(account, code):
        used = "recovery code"
    if not used:
        audit.note(session, "code failed", account.id)
        session.commit()
        return None
    session.add(account)
    sessions.end(session, half.key)
    token = sessions.open_session(session, half.account_id, browser=browser, days=days)
    throttle.forgive(session, *doors)
    audit.note(session, "signed in", account.id, f"with a {used}")
    session.commit()
    return Opened(token, False)
