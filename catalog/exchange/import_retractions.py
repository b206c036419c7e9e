"""The list of Retraction Watch → notices of our studies, and the day of the list.

The list is read before the transaction, so that nobody waits for its tens of thousands of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from sqlmodel import Session, col, select

from catalog import clock
from catalog.changes.saving import state_of, stored_row
from catalog.dates import show_date
from catalog.db import Database
from catalog.references.item import Reference
from catalog.references.reading import FileError
from catalog.references.text import short
from catalog.science import queries
from catalog.science.editing import put_list, put_notice, remove_notice
from catalog.science.models import NoticeList, StudyNotice
from catalog.science.reference import reference_of

from .import_report import Line, Options, Plan, Result, reason_for, settle
from .matching import KnownStudies
from .opening import IncomingFile
from .retraction_list import LIST, LookedThrough, look_through

NAME: Final = "Retraction Watch"
CUT_OFF: Final = 0.9
"""The list grows; one with fewer than this share of the records of the one before was cut off on its way."""


def import_retractions(database: Database, file: IncomingFile, options: Options) -> Result:
    """Bring the notices to what the list says of our studies. Raises `FileError` for the list as a whole."""
    day = _day(file, options)
    with database.latest() as session:
        references = _references(session)
    with file.opened() as lines:
        looked = look_through(lines, KnownStudies(references))
    if not looked.records:
        raise FileError("This list has no records.")

    def plan_now(session: Session) -> Plan:
        if _references(session) != references:
            raise FileError("Studies were changed while the list was read. Import it again.")
        return plan(session, looked, day, reason_for(file.name), options.actor)

    return settle(database, options, plan_now)


def _day(file: IncomingFile, options: Options) -> date:
    day = options.day or file.day
    if day > clock.today():
        raise FileError(f"A list cannot be of {show_date(day.isoformat())}, which is still to come.")
    return day


def _references(session: Session) -> list[Reference]:
    return list(map(reference_of, queries.studies(session)))


def plan(session: Session, looked: LookedThrough, day: date, reason: str, actor: str) -> Plan:
    """What the list changes. Raises `FileError` where a newer one was looked through already."""
    result = Result(("notice", "notices"), skipped=looked.skipped, problems=looked.problems)
    made = Plan(result)
    _check_newer(session, looked, day, result)
    for line, notice in looked.notices.values():
        _take(session, made, line, notice, reason, actor)
    _remove(session, made, looked, reason, actor)
    result.notes.extend(_notes(looked, day))
    listed = NoticeList(slug=LIST, name=NAME, day=day.isoformat(), records=looked.records)
    made.steps.append(partial(put_list, looked=listed, actor=actor, reason=reason))
    return made


def _check_newer(session: Session, looked: LookedThrough, day: date, result: Result) -> None:
    before = stored_row(session, NoticeList, LIST)
    if before is None:
        return
    if day.isoformat() < before.day:
        said = f"This list is of {show_date(day.isoformat())}"
        raise FileError(f"{said}; one of {show_date(before.day)} was looked through already.")
    if looked.records < CUT_OFF * before.records:
        result.problems.append(
            f"This list has {looked.records:,} records, the one of {show_date(before.day)} had "
            f"{before.records:,}: it may have been cut off."
        )


def _take(session: Session, made: Plan, line: int, notice: StudyNotice, reason: str, actor: str) -> None:
    before = stored_row(session, StudyNotice, notice.slug)
    if before is None:
        made.result.adds.append(Line(line, notice.study, _words(notice)))
    elif state_of(before) != state_of(notice):
        made.result.changes.append(Line(line, notice.study, f"{_words(before)} → {_words(notice)}"))
    else:
        made.result.same.append(Line(line, notice.study, _words(notice)))
    made.steps.append(partial(put_notice, notice=notice, actor=actor, reason=reason))


def _remove(session: Session, made: Plan, looked: LookedThrough, reason: str, actor: str) -> None:
    """A notice that is gone from the list; that it is gone has to be certain, or a doubt would be lost."""
    wanted = select(StudyNotice).where(col(StudyNotice.slug).startswith(f"{LIST}-", autoescape=True))
    for notice in session.exec(wanted.order_by(col(StudyNotice.slug))):
        if notice.slug in looked.notices:
            continue
        words = f"{_words(notice)}: no longer in the list"
        made.result.removed.append(Line(None, notice.study, words))
        made.steps.append(partial(remove_notice, slug=notice.slug, actor=actor, reason=reason))
        if looked.unread:
            doubt = f"unless it is in {_rows(looked.unread)} that cannot be read"
            made.result.problems.append(f"{notice.study}: {words}, {doubt}.")


def _words(notice: StudyNotice) -> str:
    """``"retraction, 5 Mar 2024 (Concerns about Data)"``"""
    day = show_date(notice.day) if notice.day else "day not given"
    why = f" ({short('; '.join(notice.reasons))})" if notice.reasons else ""
    return f"{notice.nature}, {day}{why}"


def _notes(looked: LookedThrough, day: date) -> Iterator[str]:
    yield (
        f"{looked.records:,} {'record' if looked.records == 1 else 'records'} of the {NAME} list of "
        f"{show_date(day.isoformat())} looked through. Not listed does not mean sound."
    )
    if looked.flawed:
        yield f"{_rows(looked.flawed)} about other papers with something that cannot be read."
    if looked.unread:
        yield f"{_rows(looked.unread)} left out that cannot be read."


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
