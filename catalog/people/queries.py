"""Reading people: authors, and accounts with their authors."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, func, select

from catalog.bylines import BYLINE
from catalog.people.models import Account, Author


def author(session: Session, slug: str) -> Author | None:
    """The author with that slug, or None."""
    return session.exec(select(Author).where(Author.slug == slug)).one_or_none()


def bylines(session: Session) -> list[str]:
    """Who can speak on a page: the site first, then every author by name."""
    return [BYLINE, *session.exec(select(Author.name).order_by(col(Author.name)))]


def author_called(session: Session, name: str) -> Author | None:
    """The author with that name in bylines, or None."""
    return session.exec(select(Author).where(Author.name == name)).one_or_none()


def names_of(session: Session, slugs: Iterable[str]) -> dict[str, str]:
    """Slug of an author → the name in bylines; of nobody known, nothing."""
    wanted = select(Author.slug, Author.name).where(col(Author.slug).in_(set(slugs)))
    return dict(session.exec(wanted).all())


def authors_without_account(session: Session) -> list[Author]:
    """Those who cannot sign in yet, by name."""
    taken = select(Account.author_id)
    return list(session.exec(select(Author).where(col(Author.id).not_in(taken)).order_by(col(Author.name))))


def account(session: Session, login: str) -> Account | None:
    """The account with that login, however it is typed, or None."""
    return session.exec(select(Account).where(Account.login == plain_login(login))).one_or_none()


def people(session: Session) -> list[tuple[Account, Author]]:
    """Every account with its author, by name."""
    wanted = select(Account, Author).join(Author, col(Author.id) == Account.author_id)
    return [(one, who) for one, who in session.exec(wanted.order_by(col(Author.name)))]


def active_admins(session: Session) -> int:
    """How many can look after people."""
    wanted = select(func.count()).where(Account.role == "admin", col(Account.is_active))
    return session.exec(wanted).one()


def plain_login(typed: str) -> str:
    """A login as it is stored: without spaces at its ends, in small letters."""
    return typed.strip().lower()
