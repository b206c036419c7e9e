"""How many reports one sender, and all of them together, may file on a day."""

from datetime import UTC, datetime, timedelta
from typing import Final

A_DAY: Final = 10
"""Reports of one sender on one UTC day: an evening's worth of answers."""

ALL_A_DAY: Final = 500
"""Reports of everybody on one UTC day: what a small site can read, and a disk can bear."""


class TooManyError(Exception):
    """No more reports today. ``of_everybody``: because of all that came, not of this sender."""

    def __init__(self, *, of_everybody: bool) -> None:
        self.of_everybody = of_everybody
        super().__init__("Too many reports today")


def seconds_left(now: datetime) -> int:
    """Until the next UTC day begins."""
    tomorrow = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
    return max(1, int((tomorrow - now).total_seconds()))
