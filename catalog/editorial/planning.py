"""Publishing and taking down at a moment that an author named in a time zone. Needs no daemon.

`run_due` is called by the first request that comes after the moment (`catalog.editorial.planned`) and by
`catalog publish-due`; whoever comes first does it, once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from sqlmodel import Session, col, func, or_, select

from catalog import clock
from catalog.db import DatabaseTrouble
from catalog.editorial import publishing
from catalog.editorial.editable import SCHEDULE, Editable, FaultsError, Writer
from catalog.editorial.kinds import kind_of
from catalog.editorial.models import Draft
from catalog.people.models import Account, Author

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
log = logging.getLogger(__name__)


class MomentError(ValueError):
    """A moment that cannot be: `field` is "day", "time" or "zone", str() says why."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@cache
def zones() -> frozenset[str]:
    """Names of the time zones (IANA)."""
    return frozenset(available_timezones())


def moment(day: str, time: str, zone: str) -> str:
    """“2026-11-24”, “09:00” and “Europe/Berlin” as a moment in UTC, to be stored. Raises `MomentError`.

    Where clocks are put back and a time comes twice, the first is meant.
    """
    if zone not in zones():
        raise MomentError("zone", "Choose a time zone from the list, such as Europe/Berlin.")
    try:
        naive = datetime.strptime(f"{day.strip()} {time.strip()[:5]}", "%Y-%m-%d %H:%M")
    except ValueError:
        wrong = "time" if _is_day(day) else "day"
        example = "a time such as 09:00" if wrong == "time" else "a day such as 2026-11-24"
        raise MomentError(wrong, f"Write {example}.") from None
    try:
        there = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        if there.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
            raise MomentError("time", f"On that day {time} does not exist in {zone}: clocks are put forward.")
    except OverflowError:
        raise MomentError("day", "That day lies too far away.") from None
    if there <= clock.now():
        raise MomentError("day", "That moment has passed. Publish now, or choose a later one.")
    return there.strftime(FORM)


def shown(stored: str, zone: str) -> str:
    """A stored moment as its author named it: "24 Nov 2026, 09:00 (Europe/Berlin)"."""
    found = datetime.strptime(stored, FORM).replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    return f"{found.day} {found:%b %Y, %H:%M} ({zone})"


def next_moment(session: Session) -> str | None:
    """When something is due next, or None."""
    first = session.exec(select(func.min(Draft.publish_at), func.min(Draft.unpublish_at))).one()
    return min((one for one in first if one), default=None)


def run_due(writer: Callable[[], Session], kinds: Mapping[str, Editable]) -> list[str]:
    """Do what is due, each in a transaction of its own; what was done or went wrong, in sentences."""
    now = clock.timestamp()
    with writer() as session:
        wanted = select(Draft.id).where(or_(col(Draft.publish_at) <= now, col(Draft.unpublish_at) <= now))
        due = list(session.exec(wanted.order_by(col(Draft.publish_at), col(Draft.id))))
        session.rollback()
    said = [_run(writer, kinds, number, now) for number in due if number is not None]
    return [one for one in said if one]


def _run(writer: Callable[[], Session], kinds: Mapping[str, Editable], number: int, now: str) -> str:
    with writer() as session:
        wanted = select(Draft).where(Draft.id == number).with_for_update()
        draft = session.exec(wanted.execution_options(populate_existing=True)).one_or_none()
        # Another worker may have been faster, or its author may have thought better of it.
        kind = kind_of(draft, kinds.values()) if draft is not None else None
        if draft is None or kind is None:
            return ""
        title = draft.title
        publishes = draft.publish_at is not None and draft.publish_at <= now
        if not publishes and not (draft.unpublish_at and draft.unpublish_at <= now):
            return ""
        try:
            said = _publish(session, kind, draft) if publishes else _take_down(session, kind, draft)
            session.commit()
            return f"{title}: {said}"
        except DatabaseTrouble:
            # Nothing can be written now; it is still due, and whoever comes next tries again.
            raise
        except Exception as error:
            # Whatever is wrong with this one must not stop the others, nor come again with each request.
            session.rollback()
            if not isinstance(error, (FaultsError, publishing.GateError, publishing.LiveClashError)):
                log.exception("planned: %s", title)
            words = _words(error)
    with writer() as session:
        _note_trouble(session, number, publishes=publishes, words=words)
    return f"{title}: not done. {words}"


def _publish(session: Session, kind: Editable, draft: Draft) -> str:
    planned = shown(draft.publish_at or "", draft.zone)
    who = _whose_rights(session, draft.changed_by)
    why = f"Planned by {who.name} for {planned}"
    publishing.publish(session, kind, draft, who, why, actor=SCHEDULE.slug)
    return "published"


def _whose_rights(session: Session, slug: str) -> Writer:
    """Who planned or saved it last, with the role of now: a text may be written anew after it was planned."""
    wanted = select(Author.name, Account.role).join(Account).where(Author.slug == slug)
    name, role = session.exec(wanted).one_or_none() or (slug, "author")
    return Writer(slug, name, role)


def _take_down(session: Session, kind: Editable, draft: Draft) -> str:
    planned = shown(draft.unpublish_at or "", draft.zone)
    who = _whose_rights(session, draft.changed_by)
    publishing.take_down(session, kind, draft, SCHEDULE, f"Planned by {who.name} for {planned}")
    return "taken down"


def _note_trouble(session: Session, number: int, *, publishes: bool, words: str) -> None:
    draft = session.get(Draft, number)
    if draft is None:
        return
    draft.trouble = words
    if publishes:
        draft.publish_at = None
    else:
        draft.unpublish_at = None
    session.add(draft)
    session.commit()


def _words(error: Exception) -> str:
    if isinstance(error, publishing.LiveClashError):
        return "What is public was changed meanwhile; open it and choose."
    if isinstance(error, (FaultsError, publishing.GateError)):
        return str(error)
    return "Something went wrong here; the log of the server says what."


def _is_day(text: str) -> bool:
    try:
        datetime.strptime(text.strip(), "%Y-%m-%d")
    except ValueError:
        return False
    return True


def later(days: int) -> str:
    """The day that many days from now, for a form: "2026-12-04"."""
    return (clock.today() + timedelta(days=days)).isoformat()
