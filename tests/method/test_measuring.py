"""Mean and spread against Python's statistics, in fractions."""

import statistics
from decimal import ROUND_HALF_EVEN, Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.method.measuring import Summary, summary
from tests.specs.strategies import often

READINGS = st.lists(st.integers(0, 10**7), min_size=1, max_size=60)


def nearest(value: Fraction) -> int:
    """Half-even by decimal places, not by Fraction's own rounding."""
    getcontext().prec = 60
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


@often
@given(READINGS)
def test_the_mean_is_that_of_the_fractions(readings):
    found = summary(readings)
    assert found.n == len(readings)
    assert found.mean == nearest(statistics.mean(map(Fraction, readings)))


@often
@given(READINGS.filter(lambda readings: len(readings) > 1))
def test_the_spread_is_the_sample_standard_deviation(readings):
    getcontext().prec = 60
    mean = Fraction(sum(readings), len(readings))
    variance = sum((reading - mean) ** 2 for reading in readings) / (len(readings) - 1)
    exact = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    assert summary(readings).spread == int(exact.quantize(Decimal(1), ROUND_HALF_EVEN))


@often
@given(st.integers(0, 10**7))
def test_one_reading_has_no_spread(reading):
    assert summary([reading]) == Summary(1, reading, None)


@often
@given(st.integers(0, 10**7), st.integers(2, 40))
def test_readings_that_agree_have_a_spread_of_nothing(reading, n):
    assert summary([reading] * n) == Summary(n, reading, 0)


@often
@given(READINGS, st.integers(0, 10**6))
def test_what_is_added_to_every_reading_moves_the_mean_and_not_the_spread(readings, more):
    before, after = summary(readings), summary([reading + 2 * more for reading in readings])
    assert (after.mean, after.spread) == (before.mean + 2 * more, before.spread)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([460, 450, 470], Summary(3, 460, 10)),
        ([1, 2], Summary(2, 2, 1)),
        ([2, 3], Summary(2, 2, 1)),
        ([460, 450, 470, 2000], Summary(4, 845, 770)),
    ],
)
def test_halves_go_to_the_even_number_and_outliers_stay(readings, expected):
    assert summary(readings) == expected


def test_nothing_read_is_nothing_to_sum_up():
    with pytest.raises(ValueError, match="nothing to sum up"):
        summary([])
