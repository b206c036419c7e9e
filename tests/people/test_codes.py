"""Codes of the second factor, against the vectors of RFC 6238, and each once."""

import json

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.people import codes
from catalog.people.models import Account

RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""“12345678901234567890” in base32, the secret of the RFC's appendix B."""


def code_at(moment, steps=0):
    """What the app shows so many steps of 30 s later."""
    return pyotp.TOTP(RFC).at(int(moment.timestamp()) + 30 * steps)


def account(**values):
    given = {"author_id": 1, "login": "anna", "role": "admin", "made_at": "", "totp": RFC}
    return Account(**(given | values))


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ((1970, 1, 1, 0, 0, 59), "287082"),
        ((2005, 3, 18, 1, 58, 29), "081804"),
        ((2009, 2, 13, 23, 31, 30), "005924"),
    ],
)
def test_the_codes_are_those_of_the_rfc(at_time, moment, code):
    at_time(*moment)
    assert codes.use_code(account(), code)
    assert not codes.use_code(account(), str((int(code) + 1) % 10**6).zfill(6))


def test_a_code_works_once_and_an_older_one_not_after_it(at_time):
    moment = at_time(2026, 3, 1, 9, 0, 10)
    one = account()
    earlier, now, later = (code_at(moment, steps) for steps in (-1, 0, 1))
    assert codes.use_code(one, f"{now[:3]} {now[3:]}")
    assert not codes.use_code(one, now)
    assert not codes.use_code(one, earlier)
    at_time(2026, 3, 1, 9, 0, 40)
    assert not codes.use_code(one, now)
    assert codes.use_code(one, later)


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_a_step_off(at_time, steps, fits):
    moment = at_time(2026, 3, 1, 9)
    assert codes.use_code(account(), code_at(moment, steps)) == fits


@given(typed=st.text(max_size=12))
def test_nothing_that_can_be_typed_breaks_it(typed):
    one = account()
    codes.use_code(one, typed)
    assert not codes.use_recovery_code(one, typed)


def test_without_a_second_factor_no_code_is_right(at_time):
    moment = at_time(2026, 3, 1, 9)
    one = account(totp=None)
    new = codes.new_recovery_codes(one)
    assert not codes.use_code(one, pyotp.TOTP(RFC).at(moment))
    assert not codes.use_recovery_code(one, new[0])


def test_each_of_ten_recovery_codes_works_once_however_it_is_typed():
    one = account()
    new = codes.new_recovery_codes(one)
    assert len(set(new)) == 10 == codes.codes_left(one)
    assert not any(code.replace("-", "") in one.recovery_json for code in new)
    assert codes.use_recovery_code(one, f" {new[3].upper().replace('-', ' ')} ")
    assert not codes.use_recovery_code(one, new[3])
    assert [codes.use_recovery_code(one, code) for code in new] == [code != new[3] for code in new]
    assert json.loads(one.recovery_json) == []


def test_new_recovery_codes_replace_the_old():
    one = account()
    old = codes.new_recovery_codes(one)
    new = codes.new_recovery_codes(one)
    assert not any(codes.use_recovery_code(one, code) for code in old)
    assert codes.use_recovery_code(one, new[0])
