"""The limit holds however many send at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from catalog.db import Database
from catalog.reports import editing, limit, queries
from catalog.reports.models import Report


def a_report(day: str = "2026-03-01") -> Report:
    return Report(day=day, kind="error", text="Too long")


def send(database: Database, sender: str) -> bool:
    with database.writer() as session:
        try:
            editing.file_report(session, a_report(), sender)
        except limit.TooManyError:
            return False
        session.commit()
        return True


def test_reports_sent_at_once_are_counted_one_by_one(database):
    with ThreadPoolExecutor(8) as senders:
        taken = list(senders.map(lambda _: send(database, "a" * 32), range(limit.A_DAY + 14)))
    assert taken.count(True) == limit.A_DAY
    with database.reader() as session:
        assert queries.filed_on(session, "2026-03-01") == limit.A_DAY


def test_all_together_have_a_limit(session, monkeypatch):
    monkeypatch.setattr(editing, "ALL_A_DAY", 2)
    for sender in ("a" * 32, "b" * 32):
        editing.file_report(session, a_report(), sender)
    with pytest.raises(limit.TooManyError) as caught:
        editing.file_report(session, a_report(), "c" * 32)
    assert caught.value.of_everybody
    editing.file_report(session, a_report("2026-03-02"), "c" * 32)


def test_seconds_left_of_a_day():
    assert limit.seconds_left(datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)) == 1
    assert limit.seconds_left(datetime(2026, 3, 1, tzinfo=UTC)) == 24 * 60 * 60
