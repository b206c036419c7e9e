"""Who wrote there and what addresses things had: the authors and the old addresses of an import."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, select

from catalog.articles.topics import slug_of
from catalog.exchange import old_addresses
from catalog.exchange.import_report import Line, Result
from catalog.exchange.models import OldAddress
from catalog.people.models import Author

from . import people
from .addresses import archives, own_addresses
from .remembered import Remembered
from .sources import Turned
from .spool import Item, Site

_NO_DIGEST: Final = "0" * 64
"""Of an author nothing can change: a name and an address are all that is taken."""


class Leading:
    """Lets old addresses lead to what is here; the first that had one keeps it."""

    def __init__(self, session: Session, site: Site, result: Result, *, actor: str, reason: str) -> None:
        self._session, self._site, self._result = session, site, result
        self._actor, self._reason = actor, reason
        self._led: set[str] = set()
        self.base = urlsplit(site.origin).path.rstrip("/")

    def article(self, item: Item, turned: Turned, slug: str) -> None:
        """All that led to an item, and to what it was filed under."""
        for old in own_addresses(self._site, item):
            self.lead(old, "article", slug)
        for domain, term, topic in turned.terms:
            for old in archives(self._site, domain, term):
                self.lead(old, "topic", slug_of(topic))

    def picture(self, item: Item, slug: str) -> None:
        """All that led to an attachment."""
        self.lead(old_addresses.plain(item.part.get("wp:attachment_url")), "picture", slug)
        for old in own_addresses(self._site, item):
            self.lead(old, "picture", slug)

    def lead(self, old: str, kind: str, target: str) -> None:
        """Let one address, in its plain form, lead to a thing, unless it leads to another already."""
        if not old or old in self._led:
            return
        self._led.add(old)
        known = self._session.exec(select(OldAddress).where(OldAddress.slug == old)).first()
        if known is None:
            old_addresses.keep(self._session, old, kind, target, actor=self._actor, reason=self._reason)
        elif known.leads_to != kind or (known.target != target and kind != "article"):
            # An article that was given another name here is led to by its first one.
            words = f"leads to “{known.target}” already, and stays so; “{target}” is not led to from there"
            self._result.differences.append(Line(None, old, words))


class Authors:
    """Who of the export is who here, found or made once they are needed.

    Nobody is made an author here, and so public, who was none there: somebody of whom every text was a draft,
    private or under a password.
    """

    def __init__(
        self,
        session: Session,
        site: Site,
        remembered: Remembered,
        leading: Leading,
        result: Result,
        *,
        actor: str,
    ) -> None:
        self._session, self._site, self._result = session, site, result
        self._remembered, self._leading, self._actor = remembered, leading, actor
        self._found: dict[str, Author | None] = {}
        self._were_public: set[str] = set()

    def note_public(self, item: Item) -> None:
        """Whoever signed this was public there. To be said of every public text before the first is taken."""
        self._were_public.add(_signed_by(item))

    def of(self, item: Item, reason: str) -> Author | None:
        """Who wrote an item, here; None where the site speaks."""
        login = _signed_by(item)
        if not login:
            return None
        if login not in self._found:
            self._found[login] = self._known_or_new(login, reason)
        return self._found[login]

    def called(self, name: str) -> Author | None:
        """Who of them has that name here."""
        return next((one for one in self._found.values() if one and one.name == name), None)

    def of_number(self, number: str) -> tuple[str, str]:
        """Slug and name of the author here who is a user there; twice "" for a reader."""
        if number not in ("", "0"):
            for login, person in self._site.people.items():
                if person.number == number and (author := self._found.get(login)):
                    return author.slug, author.name
        return "", ""

    def left_out(self) -> list[Line]:
        """People of the export who are no authors here."""
        return [
            Line(None, f"author {people.name_of(person)}", f"left out: nothing of theirs {why}")
            for login, person in self._site.people.items()
            if (why := self._why_not(login))
        ]

    def _why_not(self, login: str) -> str:
        if login not in self._found:
            return "is taken"
        is_author = self._found[login] is not None or people.is_the_site(
            people.person_of(login, self._site.people)
        )
        return "" if is_author else "was public there; their drafts bear the name of the site"

    def _known_or_new(self, login: str, reason: str) -> Author | None:
        person = people.person_of(login, self._site.people)
        if people.is_the_site(person):
            return None
        guid, called = people.guid_of(login), f"author {people.name_of(person)}"
        before = self._remembered.get(guid)
        author = self._session.get(Author, before.thing_id) if before and before.thing_id else None
        if author is not None:
            self._result.same.append(Line(None, called, "is here"))
            return author
        if (author := people.known(self._session, person)) is not None:
            self._result.same.append(Line(None, called, f"is {author.name} here"))
        elif login not in self._were_public:
            return None
        else:
            author = people.add(self._session, person, actor=self._actor, reason=reason)
            self._result.adds.append(
                Line(None, called, "a name and an address; nothing else of them is kept")
            )
        self._remembered.keep(guid, called, "author", author.id or 0, author.slug, _NO_DIGEST)
        base = self._leading.base
        if archive := people.archive_of(login):
            self._leading.lead(old_addresses.plain(f"{base}/author/{archive}"), "author", author.slug)
        if person.number.isdigit():
            self._leading.lead(old_addresses.plain(f"{base}/?author={person.number}"), "author", author.slug)
        return author


def _signed_by(item: Item) -> str:
    """What whoever wrote an item signed in with."""
    return item.part.get("dc:creator", "wp:author")
