"""Who wrote there, and who that is here: an author of that name, else a new one with a name and a slug."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256

from sqlmodel import Session, col, select

from catalog.bylines import BYLINE
from catalog.people import editing, queries
from catalog.people.models import Account, Author
from catalog.printable import UNPRINTABLE

from .spool import Person

LONGEST_NAME = 120


def writer_role(session: Session, slug: str) -> tuple[str, str]:
    """Name and role of who signs in as an author; the roles of the desk count, none is "author"."""
    wanted = select(Author.name, Account.role).join(Account, col(Account.author_id) == col(Author.id))
    found = session.exec(wanted.where(Author.slug == slug)).first()
    return found or ("", "author")


def known(session: Session, person: Person) -> Author | None:
    """The author here who is this person: by name; by what they sign in with only where no name is said, for
    no text may be signed with the name of somebody else.
    """
    name = name_of(person)
    wanted = {_plain(name)}
    for author in session.exec(select(Author).order_by(col(Author.slug))):
        if _plain(author.name) in wanted:
            return author
    is_named = _plain(person.name) != _plain(person.login)
    return None if is_named else queries.author(session, slug_of(person.login))


def is_the_site(person: Person) -> bool:
    """Whether they are called like the site itself, which signs what nobody else does."""
    return _plain(name_of(person)) == _plain(BYLINE)


def add(session: Session, person: Person, *, actor: str, reason: str) -> Author:
    """A new author with a name and a slug; no mail address, and no biography, which only they write."""
    base = slug_of(name_of(person)) or slug_of(person.login) or "author"
    slug, number = base, 1
    while slug in editing.NOBODY or slug == "new" or queries.author(session, slug) is not None:
        number += 1
        slug = f"{base}-{number}"
    editing.put_name(session, slug, name_of(person), "", actor=actor, reason=reason)
    made = queries.author(session, slug)
    assert made is not None
    return made


def person_of(login: str, people: Mapping[str, Person]) -> Person:
    """Who wrote something: an old export names only what they sign in with."""
    return people.get(login) or Person(login, login)


def name_of(person: Person) -> str:
    """What they are called; never a mail address, which some sign in with."""
    name = " ".join(UNPRINTABLE.sub("", person.name).split())[:LONGEST_NAME].strip()
    if "@" in name:
        name = name.partition("@")[0].strip()
    return name or (person.login.partition("@")[0].strip() or "Somebody")[:LONGEST_NAME]


def guid_of(login: str) -> str:
    """What somebody is remembered under; what may be a mail address is no part of it."""
    if "@" in login:
        login = sha256(login.encode("utf-8", "replace")).hexdigest()[:32]
    return f"author:{login}"


def archive_of(login: str) -> str:
    """The last part of the address under which somebody's texts were listed: what they sign in with, as
    WordPress writes it; "" where that is a mail address, which no address here tells.
    """
    if "@" in login:
        return ""
    return re.sub(r"[\s.-]+", "-", re.sub(r"[^\w\s.-]", "", login.lower())).strip("-")


def slug_of(words: str) -> str:
    """``"Anna Berg"`` → "anna-berg"; "" where no letter of the Latin alphabet is left."""
    plain = unicodedata.normalize("NFKD", words.partition("@")[0]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
