"""The time of day, asked for in one place so that a test can say what it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return _read()


def today() -> date:
    """The day, in UTC."""
    return _read().date()


def timestamp() -> str:
    """The moment as text that sorts by time: "2026-03-01T09:30:00.000000Z"."""
    return _read().strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _system() -> datetime:
    return datetime.now(UTC)


_read: Callable[[], datetime] = _system
