"""Writing people. Authors are in the change log, accounts in the table of events only. Nothing commits."""

from __future__ import annotations

import re

from sqlmodel import Session, select

from catalog import clock
from catalog.bylines import BYLINE
from catalog.changes.models import Change
from catalog.changes.saving import remove_row, save_row, state_of, stored_row
from catalog.people import audit, codes, links, passwords, queries, sessions
from catalog.people.models import ROLES, Account, Author

NOBODY = frozenset({"seeds", "import", "schedule", "reader", "author"})
"""Actors of the change log that are no author."""
LOGIN = re.compile(r"[a-z0-9][a-z0-9._+@-]{1,99}")


class PeopleError(Exception):
    """`field` is what is wrong with a person or an account, str() says it in a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


def put_name(session: Session, slug: str, name: str, title: str, *, actor: str, reason: str) -> Change | None:
    """Create an author, or change name and title; all else is the person's own. None where nothing differs.

    Raises `PeopleError` where somebody else has the name.
    """
    check_name(session, slug, name)
    stored = stored_row(session, Author, slug)
    kept = {} if stored is None else state_of(stored)
    wanted = Author(**(kept | {"slug": slug, "name": name, "title": title}))
    return save_row(session, Author, wanted, actor=actor, reason=reason)


def check_name(session: Session, slug: str, name: str) -> None:
    """Raises `PeopleError` where somebody else has the name, or the site: texts are signed by it, and belong
    to whoever is called so."""
    if _plain(name) == _plain(BYLINE):
        raise PeopleError("name", f"“{BYLINE}” is how the site itself signs.")
    other = session.exec(select(Author.slug).where(Author.name == name, Author.slug != slug)).first()
    if other is not None:
        raise PeopleError("name", f"“{name}” is the name of the author “{other}”.")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def put_author(session: Session, wanted: Author, *, actor: str, reason: str) -> Change | None:
    """Create an author, or change all that is said of one. Raises `PeopleError`."""
    check_name(session, wanted.slug, wanted.name)
    return save_row(session, Author, wanted, actor=actor, reason=reason)


def remove_author(session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
    """Take an author away who has no account; None where there is none."""
    return remove_row(session, Author, slug, actor=actor, reason=reason)


def author_named(session: Session, name: str) -> Author:
    """The author of that name, made where there is none. Raises `PeopleError` for a name without letters."""
    found = session.exec(select(Author).where(Author.name == name)).one_or_none()
    if found is not None:
        return found
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    if not slug or slug in NOBODY or queries.author(session, slug) is not None:
        raise PeopleError("name", "This name makes no address of its own; write it another way.")
    put_name(session, slug, name, "", actor=slug, reason="Came to the desk")
    made = queries.author(session, slug)
    assert made is not None
    return made


def add_account(session: Session, who: Author, login: str, role: str, mail: str | None = None) -> Account:
    """An account without a password, which a link sets. Raises `PeopleError`."""
    login = queries.plain_login(login)
    if not LOGIN.fullmatch(login):
        raise PeopleError("login", "A login has 2 to 100 letters, digits or one of . _ + @ - and no spaces.")
    if queries.account(session, login) is not None:
        raise PeopleError("login", f"Somebody signs in as “{login}” already.")
    if session.exec(select(Account.id).where(Account.author_id == who.id)).first() is not None:
        raise PeopleError("name", f"{who.name} has an account already.")
    assert who.id is not None
    assert role in ROLES
    account = Account(author_id=who.id, login=login, mail=mail, role=role, made_at=clock.timestamp())
    session.add(account)
    session.flush()
    audit.note(session, "account made", account.id, role)
    return account


def set_password(session: Session, account: Account, hashed: str) -> None:
    """Store a new password (as `passwords.hashed` gives it); every session and every link of it ends."""
    assert account.id is not None
    account.password = hashed
    session.add(account)
    sessions.end_all(session, account.id)
    links.revoke(session, account.id)
    audit.note(session, "password set", account.id)


def renew_hash(session: Session, account_id: int, was: str, password: str) -> None:
    """Hash a password that was right with the parameters of now, unless it was changed meanwhile."""
    account = session.get(Account, account_id)
    if account is not None and account.password == was and passwords.is_outdated(was):
        account.password = passwords.hashed(password)
        session.add(account)


def set_role(session: Session, account: Account, role: str) -> bool:
    """Change the role; every session of it ends. False where it is that already. Raises `PeopleError`."""
    assert account.id is not None
    if account.role == role:
        return False
    _keep_an_admin(session, account)
    audit.note(session, "role changed", account.id, f"{account.role} to {role}")
    account.role = role
    session.add(account)
    sessions.end_all(session, account.id)
    return True


def set_active(session: Session, account: Account, is_active: bool) -> bool:
    """Turn an account off, which ends its sessions and links, or on. False where it is that already.

    Raises `PeopleError` for the last admin.
    """
    assert account.id is not None
    if account.is_active == is_active:
        return False
    if not is_active:
        _keep_an_admin(session, account)
        sessions.end_all(session, account.id)
        links.revoke(session, account.id)
    account.is_active = is_active
    session.add(account)
    audit.note(session, "turned on" if is_active else "turned off", account.id)
    return True


def note_reset(session: Session, account: Account) -> None:
    """Note that a link was made with which the password can be set."""
    audit.note(session, "link for a password made", account.id)


def sign_out_everywhere(session: Session, account_id: int) -> None:
    """End every session of the account."""
    sessions.end_all(session, account_id)
    audit.note(session, "signed out everywhere", account_id)


def turn_on_second_factor(session: Session, account: Account, code: str) -> tuple[str, ...] | None:
    """Use the secret that was offered from now on; the recovery codes, or None where the code is not its."""
    account.totp, account.totp_offered, account.totp_last = account.totp_offered, None, None
    if not codes.use_code(account, code):
        return None
    audit.note(session, "second factor on", account.id)
    return renew_recovery_codes(session, account)


def turn_off_second_factor(session: Session, account: Account) -> None:
    """A password is enough from now on."""
    account.totp = account.totp_offered = account.totp_last = None
    account.recovery_json = "[]"
    session.add(account)
    audit.note(session, "second factor off", account.id)


def renew_recovery_codes(session: Session, account: Account) -> tuple[str, ...]:
    """Ten new recovery codes, to be shown once; the old ones work no more."""
    new = codes.new_recovery_codes(account)
    session.add(account)
    audit.note(session, "recovery codes made", account.id)
    return tuple(new)


def _keep_an_admin(session: Session, account: Account) -> None:
    if account.role == "admin" and account.is_active and queries.active_admins(session) == 1:
        raise PeopleError("role", "This is the only admin; make somebody else an admin first.")
