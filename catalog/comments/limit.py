"""How many comments one sender, and all of them together, may send on a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

A_DAY: Final = 10
"""Comments of one sender on one UTC day: a conversation."""

ALL_A_DAY: Final = 200
"""Comments of everybody on one UTC day: what people who moderate can read."""


class TooManyError(Exception):
    """No more comments today. ``of_everybody``: because of all that came, not of this sender."""

    def __init__(self, *, of_everybody: bool) -> None:
        self.of_everybody = of_everybody
        super().__init__("Too many comments today")


def seconds_left(now: datetime) -> int:
    """Until the next UTC day begins."""
    tomorrow = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
    return max(1, int((tomorrow - now).total_seconds()))
