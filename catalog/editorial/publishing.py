"""From a draft to what is public, and back. One save is one change in the log; nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.changes.queries import current_version, state_at
from catalog.editorial import drafts
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields, GateCheck, Writer
from catalog.editorial.models import Draft
from catalog.editorial.three_way import Merge, merge


class GateError(ValueError):
    """What is asked before publishing and is not met."""

    def __init__(self, unmet: Sequence[GateCheck]) -> None:
        super().__init__(" ".join(check.said for check in unmet))
        self.unmet = tuple(unmet)


class LiveClashError(Exception):
    """What is public was changed since the draft was begun. `found` says where both changed the same."""

    def __init__(self, draft: Draft, found: Merge, version: int) -> None:
        super().__init__(f"{draft.kind} {draft.slug} was changed after {draft.base_version}")
        self.draft, self.found, self.version = draft, found, version


def faults(session: Session, kind: Editable, draft: Draft) -> list[Fault]:
    """What is wrong with what the draft holds."""
    return list(kind.faults(session, draft.fields, live_slug(session, kind, draft)))


def gate(session: Session, kind: Editable, fields: Fields, who: Writer) -> list[GateCheck]:
    """What is asked before publishing; empty for a kind that asks nothing."""
    return list(kind.gate(session, fields, who))


def live_slug(session: Session, kind: Editable, draft: Draft) -> str | None:
    """The address under which it is public, or None."""
    return draft.slug if kind.entity_id(session, draft.slug) is not None else None


def publish(
    session: Session, kind: Editable, draft: Draft, who: Writer, reason: str, *, actor: str = ""
) -> Change | None:
    """Make public what the draft holds; None where it is public already, word for word.

    `who`: whose rights count. `actor`: as whom the change log knows it, where that is somebody else.
    Raises `FaultsError`, `GateError` or `LiveClashError`; nothing has been written then.
    """
    ready(session, kind, draft, who)
    live = live_slug(session, kind, draft)
    newest = drafts.last_change(session, kind, draft.slug)
    if newest > draft.base_version:
        raise LiveClashError(draft, against_live(session, kind, draft), newest)
    fields = draft.fields
    _leave_what_was_taken_down(session, kind, draft, kind.slug(fields))
    change = kind.publish(session, fields, live, actor=actor or who.slug, reason=reason)
    _move(session, kind, draft, kind.slug(fields) or draft.slug)
    draft.is_open, draft.publish_at, draft.trouble = False, None, ""
    drafts.mark_published(session, kind, draft, who)
    draft.base_version = drafts.last_change(session, kind, draft.slug)
    session.add(draft)
    session.flush()
    return change


def ready(session: Session, kind: Editable, draft: Draft, who: Writer) -> None:
    """Nothing, if the draft may be published. Raises `FaultsError` or `GateError`."""
    if found := faults(session, kind, draft):
        raise FaultsError(found)
    unmet = [one for one in gate(session, kind, draft.fields, who) if not one.is_met and not one.is_advice]
    if unmet:
        raise GateError(unmet)


def against_live(session: Session, kind: Editable, draft: Draft) -> Merge:
    """The draft and what is public now, both of them changes of what the draft was begun from."""
    base = fields_at(session, kind, draft.slug, draft.base_version) or {}
    return merge(base, draft.fields, kind.read(session, draft.slug) or {})


def fields_at(session: Session, kind: Editable, slug: str, version: int) -> Fields | None:
    """What was public at a version of the catalogue under what is now this address; None for nothing."""
    number = kind.entity_id(session, slug)
    state = None if number is None else state_at(session, kind.kind, number, version)
    return None if state is None else kind.read_state(session, state)


def take_down(session: Session, kind: Editable, draft: Draft, who: Writer, reason: str) -> Change | None:
    """Make it private; its text stays as an open draft. Raises `FaultsError` where others lean on it."""
    fields = draft.fields if draft.is_open else kind.read(session, draft.slug) or draft.fields
    change = kind.take_down(session, draft.slug, actor=who.slug, reason=reason)
    draft.unpublish_at = None
    if not draft.is_open:
        drafts.restore(session, kind, draft, who, fields)
    # What was public is gone: there is nothing left that the draft could overwrite.
    draft.base_version = drafts.last_change(session, kind, draft.slug) or current_version(session)
    session.add(draft)
    session.flush()
    return change


def go_back(
    session: Session, kind: Editable, slug: str, number: int, version: int, who: Writer, reason: str
) -> str | None:
    """Make public again what was so at a version, as a new change; its address, which may be an older one.

    Takes it down where it was not there yet, and gives None. number: its id in the change log.
    Raises `FaultsError` where the old text cannot stand any more.
    """
    live = slug if kind.entity_id(session, slug) == number else None
    state = state_at(session, kind.kind, number, version)
    if state is None:
        if live:
            kind.take_down(session, slug, actor=who.slug, reason=reason)
        return None
    fields = kind.read_state(session, state)
    if found := list(kind.faults(session, fields, live)):
        raise FaultsError(found)
    kind.publish(session, fields, live, actor=who.slug, reason=reason)
    now, draft = kind.slug(fields) or slug, drafts.find(session, kind, slug)
    if draft is not None:
        _move(session, kind, draft, now)
    return now


def _leave_what_was_taken_down(session: Session, kind: Editable, draft: Draft, slug: str) -> None:
    """Raises `FaultsError` where another thing was public at that address: its text, its history and what
    readers wrote under it would be taken for this one’s."""
    other = drafts.find(session, kind, slug) if slug else None
    if other is None or other.id == draft.id:
        return
    if other.base_version and live_slug(session, kind, other) is None:
        said = f"“{slug}” is the address of another {kind.name}, which was taken down: “{other.title}”."
        raise FaultsError([Fault("slug", said)])


def _move(session: Session, kind: Editable, draft: Draft, slug: str) -> None:
    """Let a draft have the address of what is public now; a draft of something else makes room."""
    if draft.slug == slug:
        return
    other = drafts.find(session, kind, slug)
    if other is not None:
        other.slug = drafts.address_for(session, kind, slug)
        session.add(other)
        session.flush()
    draft.slug = slug
    session.add(draft)
