"""Dates as sources give them: a day, a month or a year, never more than was said."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_FORM: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """``"2026-11-22"``, ``"2012-11"`` or ``"2024"``; `precision` says which of the three.

    Raises ValueError for anything else, impossible days included.
    """

    text: str

    def __post_init__(self) -> None:
        match = _FORM.fullmatch(self.text)
        if not match:
            raise ValueError(f"“{self.text[:20]}” is no date. Write 2026-11-22, 2026-11 or 2026.")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        date(year, month, day)

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def day(self) -> date | None:
        """The day, where one was given."""
        return date.fromisoformat(self.text) if self.precision == "day" else None

    def __str__(self) -> str:
        return show_date(self.text)


def show_date(text: str) -> str:
    """``"2026-11-22"`` → "22 Nov 2026", ``"2012-11"`` → "Nov 2012", ``"2024"`` → "2024"."""
    year, *rest = text.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if rest[1:]:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


class PartialDateType(TypeDecorator[PartialDate]):
    """A partial date in one text column, which sorts as dates do."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.text if isinstance(value, PartialDate) else PartialDate(value).text

    def process_result_value(self, value: Any, dialect: Dialect) -> PartialDate | None:
        return None if value is None else PartialDate(value)
