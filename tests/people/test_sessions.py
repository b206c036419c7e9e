"""A session opens what it should, for as long as it should, and its key gives nothing away."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from catalog import clock
from catalog.people import editing, sessions
from catalog.people.models import DeskSession
from catalog.people.tokens import digest
from tests.signed_in import make_account


def opened(session, account, token):
    return sessions.signed_in(session, token, idle_hours=12)


def test_the_row_keeps_a_digest_of_the_token_only(session):
    account = make_account(session)
    token = sessions.open_session(session, account.id, browser="B" * 500, days=14)
    row = session.get(DeskSession, digest(token))
    assert token not in str(row.model_dump().values())
    assert len(row.browser) == 200
    found = opened(session, account, token)
    assert (found.login, found.role, found.author, found.slug) == ("anna", "admin", "Anna", "anna")
    assert opened(session, account, row.key) is None


@pytest.mark.parametrize(
    ("hours", "is_in"), [(11.99, True), (12, False), (13, False)], ids=["in time", "on the stroke", "late"]
)
def test_a_session_left_alone_ends_after_12_hours(session, at_time, monkeypatch, hours, is_in):
    start = at_time(2026, 3, 1, 9)
    account = make_account(session)
    token = sessions.open_session(session, account.id, browser="", days=14)
    monkeypatch.setattr(clock, "_read", lambda: start + timedelta(hours=hours))
    assert (opened(session, account, token) is not None) == is_in


def test_a_session_in_use_ends_after_14_days(session, at_time):
    at_time(2026, 3, 1, 9)
    account = make_account(session)
    token = sessions.open_session(session, account.id, browser="", days=14)
    for day in range(1, 15):
        for hour in (0, 8, 16):
            at_time(2026, 3, day, hour) if (day, hour) > (1, 9) else None
            found = opened(session, account, token)
            assert found is not None
            sessions.see(session, found.key)
    at_time(2026, 3, 15, 3)
    sessions.see(session, digest(token))
    at_time(2026, 3, 15, 8, 59)
    assert opened(session, account, token) is not None
    at_time(2026, 3, 15, 9)
    assert opened(session, account, token) is None


def test_the_half_open_session_of_a_first_step_ends_after_ten_minutes(session, at_time):
    at_time(2026, 3, 1, 9)
    account = make_account(session)
    token = sessions.open_session(session, account.id, browser="", days=14, lacks_code=True)
    at_time(2026, 3, 1, 9, 9)
    assert opened(session, account, token).lacks_code
    at_time(2026, 3, 1, 9, 10)
    assert opened(session, account, token) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda session, account: editing.set_role(session, account, "author"),
        lambda session, account: editing.set_active(session, account, False),
        lambda session, account: editing.set_password(session, account, "$new"),
        lambda session, account: editing.sign_out_everywhere(session, account.id),
    ],
    ids=["role", "off", "password", "everywhere"],
)
def test_what_changes_the_account_ends_its_sessions_and_no_others(session, change):
    make_account(session, "boss")
    account, other = make_account(session, "anna"), make_account(session, "ben", "editor")
    mine = [sessions.open_session(session, account.id, browser="", days=14) for _ in range(2)]
    theirs = sessions.open_session(session, other.id, browser="", days=14)
    change(session, account)
    assert [opened(session, account, token) for token in mine] == [None, None]
    assert opened(session, other, theirs) is not None


MOVES = st.lists(st.tuples(st.integers(1, 30 * 60), st.booleans()), max_size=12)


@how(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=MOVES)
def test_whatever_the_course_a_session_is_open_just_as_long_as_it_may(sqlite_session, monkeypatch, moves):
    """Minutes pass, and the page is looked at or not; the oracle counts for itself."""
    session, account = sqlite_session
    start = now = seen = datetime(2026, 3, 1, 9, tzinfo=UTC)
    monkeypatch.setattr(clock, "_read", lambda: now)
    token = sessions.open_session(session, account.id, browser="", days=14)
    for minutes, looks in moves:
        now += timedelta(minutes=minutes)
        is_open = now - seen < timedelta(hours=12) and now - start < timedelta(days=14)
        found = opened(session, account, token)
        assert (found is not None) == is_open
        if not is_open:
            break
        if looks:
            sessions.see(session, found.key)
            seen = now


@pytest.fixture
def sqlite_session(sqlite_url):
    from catalog.config import Settings
    from catalog.db import open_database

    database = open_database(Settings(database_url=sqlite_url))
    with database.writer() as session:
        yield session, make_account(session)
    database.close()
