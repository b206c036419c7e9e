"""Kleene's three answers, connective by connective."""

from itertools import product

import pytest

from catalog.specs.answer import Answer, agreed, all_of, any_of

T, U, F = Answer.YES, Answer.UNKNOWN, Answer.NO
EVERY = (F, U, T)

TABLE = [
    # a  b  a and b  a or b
    (T, T, T, T),
    (T, U, U, T),
    (T, F, F, T),
    (U, T, U, T),
    (U, U, U, U),
    (U, F, F, U),
    (F, T, F, T),
    (F, U, F, U),
    (F, F, F, F),
]


@pytest.mark.parametrize(("a", "b", "both", "either"), TABLE)
def test_and_and_or_follow_kleene(a, b, both, either):
    assert a & b is both
    assert a | b is either


def test_not_turns_yes_and_no_round_and_leaves_unknown():
    assert [~answer for answer in (T, U, F)] == [F, U, T]


def test_de_morgan_holds_for_every_pair():
    for a, b in product(EVERY, EVERY):
        assert ~(a & b) is ~a | ~b


def test_of_a_truth_value():
    assert Answer.of(True) is T
    assert Answer.of(False) is F


def test_all_and_any_of_nothing():
    assert all_of([]) is T
    assert any_of([]) is F


def test_all_and_any_agree_with_the_connectives():
    for a, b, c in product(EVERY, EVERY, EVERY):
        assert all_of(iter((a, b, c))) is a & b & c
        assert any_of(iter((a, b, c))) is a | b | c


def test_readings_that_differ_leave_the_answer_unknown():
    assert agreed([T, T]) is T
    assert agreed([F]) is F
    assert agreed([T, F]) is U
    assert agreed([T, U]) is U
    assert agreed([]) is U


def test_adding_a_condition_never_makes_a_match():
    """Law 6 in its smallest form."""
    for a, b in product(EVERY, EVERY):
        assert (a & b) is not T or a is T
        assert a is not T or (a | b) is T
