"""``?as_of=``: which version is meant."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.dates import show_date

_NUMBER: Final = re.compile(r"v?(\d{1,9})", re.ASCII | re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
HOW: Final = "Write a day such as 2026-03-01, or the number of a version such as 412, after “as_of=”."


class NoSuchTimeError(ValueError):
    """What was asked for is no version; ``code`` is that of HTTP, the text says why."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class AsOf:
    """A version, and the UTC day (ISO) it stands for: the day asked for, or the one of its change."""

    version: int
    day: str

    @property
    def words(self) -> str:
        return show_date(self.day)


def read_as_of(session: Session, typed: str, product_id: int, today: date) -> AsOf:
    """The version at which the product is to be shown. Raises `NoSuchTimeError`: 400 for what is neither a
    day nor a number, 404 for a time still to come and for one before the product was recorded."""
    found = time_asked(session, typed.strip(), today)
    number, at = session.exec(
        select(func.min(Change.number), func.min(Change.at)).where(
            Change.entity_kind == "product", Change.entity_id == product_id
        )
    ).one()
    if number is None:
        raise NoSuchTimeError(404, "The log of changes does not know this product.")
    if found is None or found.version < number:
        raise NoSuchTimeError(
            404, f"It came into this catalogue on {show_date(at[:10])}, with version {number}."
        )
    return found


def time_asked(session: Session, typed: str, today: date) -> AsOf | None:
    """The version and day meant; None for a time before anything was recorded.

    Raises `NoSuchTimeError`: 400 for what is neither a day nor a number, 404 for a time still to come.
    """
    if match := _NUMBER.fullmatch(typed):
        number = int(match[1])
        newest = current_version(session)
        if number > newest:
            raise NoSuchTimeError(404, f"The catalogue is at version {newest} now. {HOW}")
        at = session.exec(select(Change.at).where(Change.number == number)).first()
        return AsOf(number, at[:10]) if at else None
    if not _DAY.fullmatch(typed):
        raise NoSuchTimeError(400, f"“{typed[:20]}” is neither a day nor a version. {HOW}")
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise NoSuchTimeError(400, f"“{typed}” is no day. {HOW}") from None
    if day > today:
        raise NoSuchTimeError(404, f"{show_date(typed)} is still to come.")
    after = (day + timedelta(days=1)).isoformat()
    last = session.exec(select(func.max(Change.number)).where(col(Change.at) < after)).one()
    return AsOf(last, typed) if last else None
