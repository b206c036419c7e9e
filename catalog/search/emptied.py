"""Searches that found nothing: counted for the author, who sees from them what the catalogue lacks.

What is kept are the words, folded, and how often they were looked for on a day: no hour, and nothing of who
looked. Words that may name somebody are not kept, only that there were some. After 30 days all is deleted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import Flask, current_app
from sqlmodel import Session, col, delete, func, select

from catalog import clock
from catalog.db import Database
from catalog.finder.unmet import Tally
from catalog.search.models import EmptySearch
from catalog.search.scanning import plain

DAYS: Final = 30
MOST_A_DAY: Final = 500
"""Different words that are kept of one day; others are counted together."""
LONGEST: Final = 60
NOT_KEPT: Final = "(words that may name somebody)"
OTHERS: Final = "(other words)"
"""Nobody's words: brackets are taken from what was typed."""

_ADDRESS: Final = re.compile(r"@|://|\bwww\.|\b[\w-]+\.(?:com|net|org|info|io|co|de|uk|eu)\b")
_LONG_NUMBER: Final = re.compile(r"\d(?:[\s()/-]*\d){5,}")


@dataclass(frozen=True)
class Emptied:
    """Words that nothing was found for, in the last 30 days; ``is_words``: they are what somebody typed."""

    words: str
    times: int
    first: str
    last: str
    is_words: bool


def init_app(app: Flask) -> None:
    app.extensions["emptied"] = Tally(store=count, name="catalogue-emptied")


def note(text: str) -> None:
    """Count that nothing was found. Never fails, never waits: a page is worth more."""
    words = kept(text)
    if not words:
        return
    tally: Tally = current_app.extensions["emptied"]
    database: Database = current_app.extensions["database"]
    if times := tally.due(words):
        tally.write(database, words, times)


def kept(text: str) -> str:
    """What is kept of a text that was looked for: its words folded, or that they may name somebody."""
    folded = " ".join(plain(text).translate(_BRACKETS).split())
    is_personal = _ADDRESS.search(text.casefold()) or _LONG_NUMBER.search(folded) or len(folded) > LONGEST
    return NOT_KEPT if is_personal else folded


_BRACKETS: Final = str.maketrans("()", "  ")


def count(session: Session, words: str, times: int) -> None:
    """Add to the count of some words on this day, and delete what is too old. The caller commits."""
    today = clock.today().isoformat()
    forget_old(session)
    row = session.get(EmptySearch, (today, words))
    if row is None:
        of_today = select(func.count()).select_from(EmptySearch).where(col(EmptySearch.day) == today)
        if words not in (NOT_KEPT, OTHERS) and session.exec(of_today).one() >= MOST_A_DAY:
            count(session, OTHERS, times)
            return
        row = EmptySearch(day=today, words=words, times=0)
    row.times += times
    session.add(row)
    session.flush()


def forget_old(session: Session) -> None:
    """Delete what is older than 30 days. The caller commits."""
    session.exec(delete(EmptySearch).where(col(EmptySearch.day) < _first_day()))


def forget(database: Database) -> list[str]:
    """Delete what is older than 30 days, whether or not anybody searches; what was done."""
    with database.latest() as session:
        of_old = select(func.count()).select_from(EmptySearch).where(col(EmptySearch.day) < _first_day())
        old = session.exec(of_old).one()
    if not old:
        return []
    with database.writer() as session:
        forget_old(session)
        session.commit()
    return [f"Counts of searches older than {DAYS} days, deleted now: {old:,}"]


def emptied(session: Session, most: int = 200) -> list[Emptied]:
    """What was looked for in vain in the last 30 days, the most often looked for first."""
    times = func.sum(EmptySearch.times)
    rows = session.exec(
        select(EmptySearch.words, times, func.min(EmptySearch.day), func.max(EmptySearch.day))
        .where(col(EmptySearch.day) >= _first_day())
        .group_by(EmptySearch.words)
        .order_by(times.desc(), col(EmptySearch.words))
        .limit(most)
    )
    return [
        Emptied(words, int(number), first, last, words not in (NOT_KEPT, OTHERS))
        for words, number, first, last in rows
    ]


def _first_day() -> str:
    return (clock.today() - timedelta(days=DAYS - 1)).isoformat()
