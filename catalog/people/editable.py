"""Authors’ own pages at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import sqlalchemy as sa
from flask import render_template
from sqlmodel import Session, col, select

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.inputs import area, line
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed
from catalog.media.models import Picture
from catalog.people import queries
from catalog.people.editing import PeopleError, check_name, put_author, remove_author
from catalog.people.models import Account, Author
from catalog.people.pages import author_page

_SIGNED: Final = {"article": "article", "need": "need page", "comparison": "comparison"}
"""Tables whose rows carry an author’s name in a byline."""


class AuthorForm(EditorForm):
    """What readers are told about somebody who writes here: in their own words."""

    name = line("Name", "As it stands over your texts.")
    title = line("What you are here", "“Author of MTSPen.com”")
    biography = area("Biography", "Who you are and how you came to this. An empty line parts paragraphs.", 8)
    qualifications = area("Qualifications", "A degree, a training, and when: what you can show.", 3)
    disclosure = area("Disclosure", "What you sell, own or are paid for. Write “none” if that is so.", 3)
    picture = line("Picture", "The name of a picture from the library; empty for none.")


class AuthorEditable(RowEditable):
    """The page of each author."""

    kind, room, name, names, section = "author", "authors", "author page", "author pages", "You"
    can_be_made, table, titled = False, Author, "name"

    def form(self, session: Session) -> type[EditorForm]:
        return AuthorForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return self.read_state(session, {"name": who.name})

    def listed(self, session: Session) -> list[Listed]:
        rows = session.exec(select(Author).order_by(col(Author.name)))
        return [Listed(row.slug, row.name, row.title, owner=row.slug) for row in rows]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "name": kept.text("name"),
            "title": kept.text("title"),
            "biography": kept.text("biography"),
            "qualifications": kept.text("qualifications"),
            "disclosure": kept.text("disclosure"),
            "picture": kept.text("picture"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Author:
        if live is None:
            typed.wrong("", "An author’s page is made with the account.")
        wanted = Author(
            slug=live or "",
            name=typed.text("name", longest=120),
            title=typed.text("title", required=False),
            biography=typed.text("biography", required=False),
            qualifications=typed.text("qualifications", required=False),
            disclosure=typed.text("disclosure", required=False),
            picture=typed.one_known("picture", _pictures(session), "picture", required=False) or None,
        )
        try:
            check_name(session, wanted.slug, wanted.name)
        except PeopleError as error:
            typed.wrong(error.field, str(error))
        stored = queries.author(session, live) if live else None
        if stored and stored.name != wanted.name and (texts := _signed(session, stored.name)):
            said = f"“{stored.name}” stands over {texts[0]}: give that another byline first."
            typed.wrong("name", said)
        return wanted

    def unsaved(self, session: Session, fields: Fields) -> Author:
        with session.no_autoflush:
            stored = session.exec(select(Author).where(Author.name == fields.get("name"))).one_or_none()
            return self.wanted(session, Typed(fields), stored.slug if stored else "preview")

    def put(
        self, session: Session, wanted: Author, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        try:
            return put_author(session, wanted, actor=actor, reason=reason)
        except PeopleError as error:
            raise FaultsError([Fault(error.field, str(error))]) from error

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        if row := queries.author(session, slug):
            has_account = session.exec(select(Account.id).where(Account.author_id == row.id)).first()
            account = ["an account with which they sign in"] if has_account is not None else []
            refuse([*account, *_signed(session, row.name), *_reviews(session, slug)], self.name)
        return remove_author(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        for name, words in (("biography", "biography"), ("qualifications", "qualifications")):
            if not fields.get(name):
                said = f"Readers are told that there is no {words} yet."
                yield GateCheck(words.capitalize(), False, said, name, is_advice=True)
        if fields.get("disclosure"):
            yield GateCheck("Disclosure", True, "There is a disclosure.")
        else:
            said = "Readers are told that there is no disclosure yet; until then nothing can be signed."
            yield GateCheck("Disclosure", False, said, "disclosure", is_advice=True)

    def preview(self, session: Session, fields: Fields) -> str:
        return render_template("people/author.html", page=author_page(session, self.unsaved(session, fields)))

    def address(self, slug: str) -> str:
        return f"/authors/{slug}"

    def slug(self, fields: Fields) -> str:
        """It keeps that of the author."""
        return ""

    def owner(self, session: Session, slug: str) -> str:
        return slug


def _pictures(session: Session) -> set[str]:
    return set(session.exec(select(Picture.slug)))


def _signed(session: Session, name: str) -> list[str]:
    """The texts with that byline, public or not."""
    found = []
    for table, thing in _SIGNED.items():
        wanted = sa.text(f"SELECT title FROM {table} WHERE byline = :name ORDER BY slug")
        found += [f"the {thing} “{title}”" for title in session.execute(wanted, {"name": name}).scalars()]
    return found


def _reviews(session: Session, slug: str) -> list[str]:
    wanted = sa.text("SELECT title FROM review WHERE author = :slug ORDER BY slug")
    return [f"the review “{title}”" for title in session.execute(wanted, {"slug": slug}).scalars()]
