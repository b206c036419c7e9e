"""The limit holds however many send at once, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from catalog.comments import editing, limit, queries
from catalog.comments.models import Comment


def a_comment(day: str = "2026-03-01") -> Comment:
    return Comment(kind="article", thing_id=1, words="A plain reply.", day=day)


def test_replies_sent_at_once_are_counted_one_by_one(database):
    def send(_number: int) -> bool:
        with database.writer() as session:
            try:
                editing.send(session, a_comment(), "a" * 32)
            except limit.TooManyError:
                return False
            session.commit()
            return True

    with ThreadPoolExecutor(8) as senders:
        taken = list(senders.map(send, range(limit.A_DAY + 14)))
    assert taken.count(True) == limit.A_DAY
    with database.reader() as session:
        assert queries.sent_on(session, "2026-03-01") == limit.A_DAY


def test_all_together_have_a_limit_and_answers_of_authors_do_not_count(session, monkeypatch):
    monkeypatch.setattr(editing, "ALL_A_DAY", 2)
    editing.send(session, a_comment(), "a" * 32)
    first = queries.queue(session, "waiting", 9)[0]
    for _ in range(3):
        editing.answer(session, first, "Thank you.", name="Mia", actor="mia")
    editing.send(session, a_comment(), "b" * 32)
    with pytest.raises(limit.TooManyError) as caught:
        editing.send(session, a_comment(), "c" * 32)
    assert caught.value.of_everybody
    editing.send(session, a_comment("2026-03-02"), "c" * 32)


def test_seconds_left_of_a_day():
    assert limit.seconds_left(datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC)) == 1
    assert limit.seconds_left(datetime(2026, 3, 1, tzinfo=UTC)) == 24 * 60 * 60
