"""A link works once, for a day, for what it was made for."""

import pytest

from catalog.people import editing, links
from catalog.people.models import OneTimeLink
from tests.signed_in import make_account


def token_of(path):
    return path.rpartition("/")[2]


def test_a_link_works_once(session):
    account = make_account(session)
    path = links.make_link(session, links.PASSWORD, account.id)
    assert path.startswith("/set-password/")
    token = token_of(path)
    assert session.get(OneTimeLink, token) is None
    assert links.use_link(session, links.PASSWORD, token).account_id == account.id
    assert links.use_link(session, links.PASSWORD, token) is None


@pytest.mark.parametrize(
    ("moment", "works"), [((2026, 3, 2, 8, 59), True), ((2026, 3, 2, 9), False)], ids=["in time", "late"]
)
def test_a_link_works_for_24_hours(session, at_time, moment, works):
    at_time(2026, 3, 1, 9)
    token = token_of(links.make_link(session, links.PASSWORD, make_account(session).id))
    at_time(*moment)
    assert (links.open_link(session, links.PASSWORD, token) is not None) == works


def test_a_link_for_a_password_makes_no_account_and_the_other_way_round(session):
    first = token_of(links.make_link(session, links.FIRST_ACCOUNT))
    assert links.open_link(session, links.PASSWORD, first) is None
    assert links.open_link(session, links.FIRST_ACCOUNT, first) is not None
    password = token_of(links.make_link(session, links.PASSWORD, make_account(session).id))
    assert links.open_link(session, links.FIRST_ACCOUNT, password) is None


def test_a_newer_link_a_password_and_turning_off_each_end_the_older_link(session):
    make_account(session, "boss")
    account = make_account(session)
    old = token_of(links.make_link(session, links.PASSWORD, account.id))
    new = token_of(links.make_link(session, links.PASSWORD, account.id))
    assert links.open_link(session, links.PASSWORD, old) is None
    editing.set_password(session, account, "$x")
    assert links.open_link(session, links.PASSWORD, new) is None
    third = token_of(links.make_link(session, links.PASSWORD, account.id))
    editing.set_active(session, account, False)
    assert links.open_link(session, links.PASSWORD, third) is None


def test_no_first_account_is_made_where_there_is_one(session):
    first = token_of(links.make_link(session, links.FIRST_ACCOUNT))
    make_account(session)
    assert links.use_link(session, links.FIRST_ACCOUNT, first) is None
