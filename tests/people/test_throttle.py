"""Misses are counted before anything is looked at, and pauses double up to an hour."""

from datetime import timedelta

import pytest

from catalog import clock
from catalog.people import throttle
from catalog.people.models import SignInTally


@pytest.mark.parametrize(
    ("failed", "seconds"),
    [
        (0, 0),
        (4, 0),
        (5, 60),
        (6, 120),
        (7, 240),
        (8, 480),
        (10, 1920),
        (11, 3600),
        (12, 3600),
        (10**6, 3600),
    ],
)
def test_pauses_begin_with_the_fifth_miss_and_double_up_to_an_hour(failed, seconds):
    assert throttle.pause_s(failed, 5) == seconds


def test_the_sixth_attempt_waits_a_minute_and_the_next_two(session, at_time, monkeypatch):
    start = at_time(2026, 3, 1, 9)
    doors = throttle.doors("anna", "x", "secret")

    def at(seconds):
        monkeypatch.setattr(clock, "_read", lambda: start + timedelta(seconds=seconds))
        return throttle.enter(session, *doors)

    assert [at(0) for _ in range(6)] == [True] * 5 + [False]
    assert not at(59.9)
    assert at(60)
    assert not at(60 + 119)
    assert at(60 + 120)


def test_what_comes_while_a_door_is_shut_makes_the_pause_no_longer(session, at_time):
    at_time(2026, 3, 1, 9)
    doors = throttle.doors("anna", "x", "secret")
    for _ in range(50):
        throttle.enter(session, *doors)
    at_time(2026, 3, 1, 9, 1)
    assert throttle.enter(session, *doors)


def test_one_login_is_shut_for_all_senders_and_no_other_login_for_them(session, at_time):
    at_time(2026, 3, 1, 9)
    for sender in "abcde":
        assert throttle.enter(session, *throttle.doors("anna", sender, "secret"))
    assert not throttle.enter(session, *throttle.doors("anna", "f", "secret"))
    assert throttle.enter(session, *throttle.doors("ben", "f", "secret"))


def test_a_sender_who_tries_many_logins_waits_too(session, at_time):
    at_time(2026, 3, 1, 9)
    tries = [throttle.enter(session, *throttle.doors(f"login{n}", "x", "secret")) for n in range(21)]
    assert tries == [True] * 20 + [False]


def test_who_was_right_starts_from_nothing_and_a_day_forgets(session, at_time):
    at_time(2026, 3, 1, 9)
    doors = throttle.doors("anna", "x", "secret")
    for _ in range(4):
        throttle.enter(session, *doors)
    throttle.forgive(session, *doors)
    assert session.get(SignInTally, doors[0].key) is None
    for _ in range(4):
        throttle.enter(session, *doors)
    at_time(2026, 3, 2, 9, 1)
    throttle.enter(session, *doors)
    assert session.get(SignInTally, doors[0].key).failed == 1


def test_the_table_names_neither_login_nor_sender():
    keys = [door.key for door in throttle.doors("anna", "192.0.2.7", "secret")]
    assert not any(word in key for key in keys for word in ("anna", "192.0.2.7"))
    assert keys != [door.key for door in throttle.doors("anna", "192.0.2.7", "another secret")]
