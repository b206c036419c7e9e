"""Moments as texts that sort by time."""

from __future__ import annotations

from datetime import timedelta

from catalog import clock
from catalog.dates import show_date

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def after(**time: float) -> str:
    """The moment that is so much later than now: after(hours=24)."""
    return (clock.now() + timedelta(**time)).strftime(_FORM)


def before(**time: float) -> str:
    """The moment that was so much earlier than now."""
    return (clock.now() - timedelta(**time)).strftime(_FORM)


def shown(moment: str) -> str:
    """“2026-03-01T09:30:00.000000Z” → “1 Mar 2026, 09:30 UTC”."""
    return f"{show_date(moment[:10])}, {moment[11:16]} UTC"
