"""Visitors are told apart for a day, without their addresses."""

from datetime import date

from catalog.visitors import visitor

DAY = date(2026, 3, 1)


def test_a_visitor_is_the_same_today_and_another_one_tomorrow() -> None:
    here = visitor("192.0.2.7", "key", DAY)
    assert here == visitor("192.0.2.7", "key", DAY)
    assert here != visitor("192.0.2.7", "key", date(2026, 3, 2))
    assert here != visitor("192.0.2.7", "another key", DAY)
    assert "192" not in here


def test_a_household_is_one_visitor() -> None:
    assert visitor("2001:db8::1", "key", DAY) == visitor("2001:db8::2:3", "key", DAY)
    assert visitor("2001:db8::1", "key", DAY) != visitor("2001:db8:0:1::1", "key", DAY)


def test_an_old_address_in_new_writing_is_still_one_address() -> None:
    assert visitor("::ffff:192.0.2.7", "key", DAY) == visitor("192.0.2.7", "key", DAY)
    assert visitor("::ffff:192.0.2.7", "key", DAY) != visitor("::ffff:192.0.2.8", "key", DAY)


def test_what_is_no_address_is_still_told_apart() -> None:
    assert visitor("unix socket", "key", DAY) != visitor(None, "key", DAY)
