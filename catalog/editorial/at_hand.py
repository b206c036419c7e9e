"""What a view of this room has at hand: who writes, what kind, which draft, and whether they may."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import abort, request
from sqlmodel import Session

from catalog.db import get_session
from catalog.desk.guard import me
from catalog.editorial import drafts
from catalog.editorial.editable import Editable, Fields, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.kinds import kind_of_room
from catalog.editorial.models import Draft
from catalog.editorial.rights import may_publish, may_write, permission_to_see
from catalog.people.permissions import may, who_may


@dataclass(frozen=True)
class AtHand:
    """One thing that is written: its kind, its address at the desk, its draft and its public address."""

    session: Session
    kind: Editable
    who: Writer
    slug: str
    draft: Draft | None
    is_public: bool
    owner: str

    @property
    def address(self) -> str:
        """Of its page at the desk."""
        return f"/desk/{self.kind.room}/{self.slug or 'new'}"

    @property
    def title(self) -> str:
        """What it is called now."""
        if self.draft is not None and self.draft.is_open:
            return self.draft.title
        return self.kind.title(self.live_fields())

    def live_fields(self) -> Fields:
        """What is public; {} where nothing is."""
        return (self.kind.read(self.session, self.slug) or {}) if self.is_public else {}

    def fields(self) -> Fields:
        """What the form shows: the draft, or what is public."""
        if self.draft is not None and (self.draft.is_open or not self.is_public):
            return self.draft.fields
        return self.live_fields()

    def seen(self) -> int:
        """What the form says that it was begun from."""
        if self.draft is not None and self.draft.is_open:
            return self.draft.base_version
        return drafts.last_change(self.session, self.kind, self.slug) if self.slug else 0

    @property
    def may_publish(self) -> bool:
        return may_publish(self.kind, self.who, self.owner)


def writer() -> Writer:
    """Who is at the desk."""
    found = me()
    return Writer(found.slug, found.author, found.role)


def kind_at_hand(room: str) -> Editable:
    """The kind of a list; 404 where there is none, 403 where it is not for this role."""
    kind = kind_of_room(room)
    wanted = permission_to_see(kind)
    if not may(writer().role, wanted):
        abort(403, f"You are signed in as an {writer().role}; this is for {who_may(wanted)}.")
    return kind


def at_hand(room: str, slug: str) -> AtHand:
    """One thing, to be read or written: 404 where there is none, 403 where it is somebody else's."""
    kind, who, session = kind_at_hand(room), writer(), get_session()
    draft = drafts.find(session, kind, slug)
    is_public = kind.entity_id(session, slug) is not None
    if not is_public and (draft is None or not kind.holds(draft.fields)):
        # A page that was open while it got another address saves what was typed there, all the same.
        return at_hand(room, kind.moved(session, slug) or abort(404))
    owner = (kind.owner(session, slug) if is_public else "") or (draft.owner if draft else "")
    found = AtHand(session, kind, who, slug, draft, is_public, owner)
    if not may_write(kind, who, owner):
        abort(403, f"This is the text of another author; {who_may('write all texts')} may change it.")
    return found


def new_at_hand(room: str) -> AtHand:
    """Something that is not there yet."""
    kind, who = kind_at_hand(room), writer()
    if not kind.can_be_made:
        abort(404)
    return AtHand(get_session(), kind, who, "", None, False, who.slug)


def publishing_at_hand(room: str, slug: str) -> AtHand:
    """The same, for those who may make it public; 403 for others."""
    found = at_hand(room, slug)
    if not found.may_publish:
        abort(403, f"Publishing this is for {who_may('publish all texts')}.")
    return found


def form_for(found: AtHand, fields: Fields, *, tab: str = "") -> EditorForm:
    """The form with these fields in it, ready to be shown. `tab`: of the page that is shown again."""
    form = found.kind.form(found.session).showing(fields)
    form.based_on.data = str(found.draft.revision if found.draft else 0)
    form.seen.data = str(found.seen())
    form.tab.data = tab or secrets.token_hex(8)
    return form


def sent_form(found: AtHand) -> EditorForm:
    """The form as it was sent."""
    return found.kind.form(found.session)()


def number_sent(text: str | None) -> int:
    """A number of a hidden field; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def asked(name: str) -> str:
    """What the address or the form says under this name."""
    return (request.form.get(name) or request.args.get(name) or "").strip()
