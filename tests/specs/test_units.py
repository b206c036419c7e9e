"""Numbers with units: typed, stored as whole base units, printed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.specs.units import (
    COUNT,
    DECIBEL,
    GRAM,
    MILLIAMPERE_HOUR,
    MILLIMETRE,
    MINUTE,
    MONTH,
    RPM,
    SpecValueError,
)
from tests.specs.strategies import often

UNITS = (MILLIMETRE, RPM, GRAM, DECIBEL, MILLIAMPERE_HOUR, MINUTE, MONTH, COUNT)


@pytest.mark.parametrize(
    "text", ["0,5", ".5", "0.50", "0.5", "500um", "500 µm", "500 μm", "0.5mm", " 0.5 mm "]
)
def test_every_accepted_spelling_of_half_a_millimetre(text):
    assert MILLIMETRE.parse(text) == 500


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        (RPM, "9,000 rpm", 9000),
        (RPM, "18000", 18000),
        (GRAM, "1.2 kg", 1200),
        (MONTH, "2 years", 24),
        (MINUTE, "1.5 h", 90),
        (MILLIAMPERE_HOUR, "600 mAh", 600),
        (DECIBEL, "55 dB(A)", 55),
        (COUNT, "1,200", 1200),
        (MILLIMETRE, "0.06", 60),
        (MILLIMETRE, "1,5", 1500),
        (MILLIMETRE, "1,500 mm", 1500),
        (MILLIMETRE, "1,500 µm", 1500),
        (MILLIMETRE, "10,000 microns", 10_000),
        (MILLIMETRE, "0.5\u00a0mm", 500),
    ],
)
def test_text_becomes_a_whole_number_of_the_base_unit(unit, text, value):
    assert unit.parse(text) == value


@pytest.mark.parametrize(
    ("unit", "text", "problem"),
    [
        (MILLIMETRE, "", "not a number"),
        (MILLIMETRE, "abc", "not a number"),
        (MILLIMETRE, "1e3", "not a number"),
        (MILLIMETRE, "nan", "not a number"),
        (MILLIMETRE, "٣", "not a number"),
        (MILLIMETRE, "-0.5", "below zero"),
        (MILLIMETRE, "−0.5", "below zero"),
        (MILLIMETRE, "0.0005", "finer than 1 µm"),
        (MILLIMETRE, "5 inches", "unit that is not mm"),
        (RPM, "7.5", "finer than 1 rpm"),
        (RPM, "9" * 12, "too large"),
        (RPM, "9" * 5000, "too l"),
        (COUNT, "3 mm", "unit that is not expected here"),
    ],
)
def test_the_message_names_the_problem(unit, text, problem):
    with pytest.raises(SpecValueError, match=problem):
        unit.parse(text)


def test_a_message_quotes_a_long_text_shortened_on_one_line():
    with pytest.raises(SpecValueError) as caught:
        GRAM.parse("heavy\n" * 300)
    assert len(str(caught.value)) < 120
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("unit", "value", "text", "shown"),
    [
        (MILLIMETRE, 500, "0.5", "0.5"),
        (MILLIMETRE, 3000, "3", "3.0"),
        (MILLIMETRE, 0, "0", "0"),
        (MILLIMETRE, 250, "0.25", "0.25"),
        (MILLIMETRE, 1, "0.001", "0.001"),
        (MILLIMETRE, 1_800_000, "1800", "1,800.0"),
        (RPM, 9000, "9000", "9,000"),
        (MONTH, 10, "10", "10"),
        (GRAM, 100, "100", "100"),
    ],
)
def test_a_number_is_written_shortest_in_addresses_and_readable_on_pages(unit, value, text, shown):
    assert unit.format(value) == text
    assert unit.show(value) == shown


@often
@given(unit=st.sampled_from(UNITS), value=st.integers(0, 10**7))
def test_what_is_written_can_be_read(unit, value):
    assert unit.parse(unit.format(value)) == value
    assert unit.parse(unit.format(value) + unit.suffix()) == value


@often
@given(unit=st.sampled_from(UNITS), text=st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_any_text_is_a_whole_number_or_a_message(unit, text):
    try:
        value = unit.parse(text)
    except SpecValueError as problem:
        message = str(problem)
    else:
        message = "none"
        assert type(value) is int
        assert 0 <= value <= unit.limit
    assert message


def test_a_hostile_text_is_refused_at_once():
    start = time.process_time()
    with pytest.raises(SpecValueError):
        GRAM.parse("1" * 20_000 + ".1.1")
    assert time.process_time() - start < 0.5
