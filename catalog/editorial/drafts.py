"""Drafts: begun beside what is live, saved as revisions, never overwritten. Nothing here commits.

Two open pages cannot write over each other. What is saved says which revision it was based on; where that is
no longer the newest, the text is set aside as a revision of its own, and `ClashError` asks which shall stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from catalog import clock
from catalog.changes.models import Change
from catalog.changes.recording import canonical_json
from catalog.editorial.editable import Editable, Fields, Writer
from catalog.editorial.models import Draft, Revision

LONGEST_SLUG = 80


@dataclass(frozen=True)
class Saving:
    """What an open page sends: its fields, the revision it stood on, and which page it is."""

    fields: Fields
    based_on: int = 0
    seen: int = 0
    """Number of the last public change of the thing when the page was opened."""
    tab: str = ""
    origin: str = "saved"


class ClashError(Exception):
    """Somebody saved after this page was opened. `mine` is what it sent, set aside and kept."""

    def __init__(self, draft: Draft, mine: Revision) -> None:
        super().__init__(f"revision {mine.number} is based on {mine.based_on}, not on {draft.revision}")
        self.draft, self.mine = draft, mine


def find(session: Session, kind: Editable, slug: str) -> Draft | None:
    """The draft with that address, open or not."""
    return session.exec(select(Draft).where(Draft.kind == kind.kind, Draft.slug == slug)).one_or_none()


def open_drafts(session: Session, kind: Editable | None = None) -> list[Draft]:
    """What is written and not public, last changed first."""
    wanted = select(Draft).where(col(Draft.is_open)).order_by(col(Draft.changed_at).desc(), col(Draft.id))
    if kind is None:
        return list(session.exec(wanted))
    return [one for one in session.exec(wanted.where(Draft.kind == kind.kind)) if kind.holds(one.fields)]


def revisions(session: Session, draft: Draft) -> list[Revision]:
    """Newest first."""
    wanted = select(Revision).where(Revision.draft_id == draft.id)
    return list(session.exec(wanted.order_by(col(Revision.number).desc())))


def revision(session: Session, draft: Draft, number: int) -> Revision | None:
    """One of them, or None."""
    wanted = select(Revision).where(Revision.draft_id == draft.id, Revision.number == number)
    return session.exec(wanted).one_or_none()


def last_change(session: Session, kind: Editable, slug: str) -> int:
    """The number of the last public change of what has that address; 0 where nothing public has it."""
    number = kind.entity_id(session, slug)
    if number is None:
        return 0
    wanted = select(func.max(Change.number)).where(
        Change.entity_kind == kind.kind, Change.entity_id == number
    )
    return session.exec(wanted).one() or 0


def save(session: Session, kind: Editable, who: Writer, slug: str, saving: Saving) -> Draft:
    """Keep what an open page sent, as the newest revision. `slug`: its address at the desk, "" for a new one.

    Raises `ClashError` where another page saved meanwhile; what was sent is kept then, too: commit it.
    """
    draft = _locked(session, kind, slug) or _begun_by_tab(session, kind, who, saving.tab if not slug else "")
    if draft is None:
        return _begin(session, kind, who, slug, saving)
    newest = revision(session, draft, draft.revision)
    is_own_tab = newest is not None and newest.tab == saving.tab != ""
    if newest is not None and saving.origin == "autosaved" != newest.origin:
        # Sent before the button was pressed, and come after it: what the button saved is the newer text.
        is_own_tab = False
    if saving.based_on != draft.revision and not is_own_tab:
        raise ClashError(draft, _set_aside(session, draft, who, saving))
    if not draft.is_open:
        draft.is_open, draft.base_version = True, saving.seen
    if newest is not None and canonical_json(saving.fields) == newest.fields_json:
        if saving.origin != "autosaved":
            newest.origin = saving.origin if newest.origin == "autosaved" else newest.origin
            session.add(newest)
        return _touched(session, draft, who)
    if newest is not None and newest.origin == "autosaved" and is_own_tab:
        newest.fields_json, newest.origin = canonical_json(saving.fields), saving.origin
        newest.at, newest.title = clock.timestamp(), kind.title(saving.fields)
        session.add(newest)
        return _now_is(session, kind, draft, who, saving.fields, newest.number)
    return _next(session, kind, draft, who, saving)


def restore(session: Session, kind: Editable, draft: Draft, who: Writer, fields: Fields) -> Draft:
    """Make these the newest revision; those before it stay as they are."""
    if not draft.is_open:
        draft.is_open, draft.base_version = True, last_change(session, kind, draft.slug)
    return _next(session, kind, draft, who, Saving(fields, draft.revision, origin="restored"))


def beside(session: Session, kind: Editable, who: Writer, slug: str) -> Draft:
    """A draft of what is public, closed: it holds nothing new, but a plan or a text to come back to."""
    seen = last_change(session, kind, slug)
    draft = _begin(session, kind, who, slug, Saving(kind.read(session, slug) or {}, seen=seen))
    draft.is_open = False
    session.add(draft)
    session.flush()
    return draft


def mark_published(session: Session, kind: Editable, draft: Draft, who: Writer) -> None:
    """Note among the revisions that the newest text went public now, and by whom."""
    row = _row(session, draft, who, Saving(draft.fields, draft.revision), "published", draft.title)
    draft.revision = row.number
    _touched(session, draft, who)


def discard(session: Session, draft: Draft, *, is_public: bool) -> None:
    """Throw an open draft away: what is public stays, and so do the revisions if it is."""
    if not is_public:
        session.delete(draft)
        return
    draft.is_open, draft.publish_at, draft.trouble = False, None, ""
    session.add(draft)


def address_for(session: Session, kind: Editable, wanted: str) -> str:
    """An address at the desk that nothing else of the kind has: the wanted one, or with a number after it."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "untitled"
    found, number = plain, 1
    while found == "new" or find(session, kind, found) or kind.entity_id(session, found) is not None:
        number += 1
        found = f"{plain}-{number}"
    return found


def locked(session: Session, kind: Editable, slug: str) -> Draft:
    """The draft with that address as it is now; nobody else changes it before the commit."""
    found = _locked(session, kind, slug)
    assert found is not None
    return found


def _locked(session: Session, kind: Editable, slug: str) -> Draft | None:
    if not slug:
        return None
    wanted = select(Draft).where(Draft.kind == kind.kind, Draft.slug == slug)
    return session.exec(wanted.with_for_update().execution_options(populate_existing=True)).one_or_none()


def _begun_by_tab(session: Session, kind: Editable, who: Writer, tab: str) -> Draft | None:
    """What the same open page of theirs began before: a button pressed twice makes one draft."""
    if not tab:
        return None
    wanted = select(Draft).join(Revision)
    wanted = wanted.where(Draft.kind == kind.kind, Draft.owner == who.slug, Revision.tab == tab)
    return session.exec(wanted.order_by(col(Draft.id))).first()


def _begin(session: Session, kind: Editable, who: Writer, slug: str, saving: Saving) -> Draft:
    """The first revision of a draft: of something new, or beside what is public under `slug`."""
    moment = clock.timestamp()
    draft = Draft(
        kind=kind.kind,
        slug=slug or address_for(session, kind, kind.slug(saving.fields) or kind.title(saving.fields)),
        title=kind.title(saving.fields),
        owner=kind.owner(session, slug) if slug else who.slug,
        base_version=saving.seen,
        made_at=moment,
        changed_at=moment,
    )
    session.add(draft)
    session.flush()
    return _next(session, kind, draft, who, saving)


def _next(session: Session, kind: Editable, draft: Draft, who: Writer, saving: Saving) -> Draft:
    row = _row(session, draft, who, saving, saving.origin, kind.title(saving.fields))
    return _now_is(session, kind, draft, who, saving.fields, row.number)


def _set_aside(session: Session, draft: Draft, who: Writer, saving: Saving) -> Revision:
    """Keep what clashed. A page that goes on saving replaces what it set aside itself."""
    wanted = select(Revision).where(
        Revision.draft_id == draft.id, Revision.origin == "set aside", Revision.tab == saving.tab
    )
    kept = session.exec(wanted.order_by(col(Revision.number).desc())).first() if saving.tab else None
    if kept is None or kept.based_on != saving.based_on:
        return _row(session, draft, who, saving, "set aside", draft.title)
    kept.fields_json, kept.at, kept.seen = canonical_json(saving.fields), clock.timestamp(), saving.seen
    session.add(kept)
    session.flush()
    return kept


def _row(session: Session, draft: Draft, who: Writer, saving: Saving, origin: str, title: str) -> Revision:
    highest = session.exec(select(func.max(Revision.number)).where(Revision.draft_id == draft.id)).one() or 0
    row = Revision(
        draft_id=draft.id or 0,
        number=highest + 1,
        based_on=saving.based_on,
        seen=saving.seen,
        origin=origin,
        at=clock.timestamp(),
        author=who.slug,
        tab=saving.tab,
        title=title,
        fields_json=canonical_json(saving.fields),
    )
    session.add(row)
    session.flush()
    return row


def _now_is(
    session: Session, kind: Editable, draft: Draft, who: Writer, fields: dict[str, Any], number: int
) -> Draft:
    draft.fields_json, draft.revision, draft.title = canonical_json(fields), number, kind.title(fields)
    draft.trouble = ""
    return _touched(session, draft, who)


def _touched(session: Session, draft: Draft, who: Writer) -> Draft:
    draft.changed_at, draft.changed_by = clock.timestamp(), who.slug
    session.add(draft)
    session.flush()
    return draft
